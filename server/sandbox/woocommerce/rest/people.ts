// /customers: accounts only, guests are none (woocommerce.md §5).
import { Router, type Request } from 'express';
import { gmt } from '../bodies/dates.ts';
import { customerBody } from '../bodies/customer-body.ts';
import { accountOf, deleteAccount, register } from '../shop/accounts.ts';
import { inRequest, type Shop } from '../shop/shop.ts';
import type { Customer } from '../shop/types.ts';
import { answer, answerList, numbersOf, ordered, textOf } from './lists.ts';

/** Only shoppers, unless `role=all` (woocommerce.md §5). */
function found(shop: Shop, request: Request): Customer[] {
  const [role, email, search] = [textOf(request, 'role') || 'customer', textOf(request, 'email'), textOf(request, 'search').toLowerCase()];
  const include = numbersOf(request, 'include');
  const rows = [...shop.customers.values()].filter(
    (one) =>
      (role === 'all' || one.role === role) &&
      (email === '' || one.email.toLowerCase() === email.toLowerCase()) &&
      (include.length === 0 || include.includes(one.id)) &&
      (search === '' || `${one.email} ${one.firstName} ${one.lastName}`.toLowerCase().includes(search)),
  );
  const by = textOf(request, 'orderby');
  return ordered(request, rows, ({ id, firstName, createdAt }) => {
    if (by === 'id') return id;
    return by === 'registered_date' ? gmt(createdAt) : firstName;
  });
}

interface Asked {
  readonly email: string;
  readonly first_name?: string;
  readonly last_name?: string;
}

export function customerRoutes(shop: Shop): Router {
  const routes = Router();
  const one = (request: Request<{ id: string }>): Customer => accountOf(shop, Number(request.params.id));
  routes.get('/customers', (request, response) => answerList(request, response, found(shop, request), (each) => customerBody(shop, each)));
  routes.get('/customers/:id', (request, response) => answer(request, response, customerBody(shop, one(request))));
  routes.post('/customers', (request, response) => {
    const { email, first_name: firstName = '', last_name: lastName = '' } = request.body as Asked;
    const id = inRequest(shop, () => register(shop, { email, firstName, lastName }));
    answer(request, response, customerBody(shop, accountOf(shop, id)), 201);
  });
  routes.delete('/customers/:id', (request, response) => {
    const gone = inRequest(shop, () => deleteAccount(shop, one(request).id));
    answer(request, response, customerBody(shop, gone));
  });
  return routes;
}
