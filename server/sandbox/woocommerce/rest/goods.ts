// /products, /products/categories and /coupons.
import { Router } from 'express';
import { couponBody } from '../bodies/coupon-body.ts';
import { categoryBody, productBody } from '../bodies/product-body.ts';
import { couponOf, makeCoupon, removeCoupon } from '../shop/coupons.ts';
import { inRequest, type Shop, ShopRefuses } from '../shop/shop.ts';
import type { Category } from '../shop/types.ts';
import { answer, answerList, numbersOf, ordered, textOf } from './lists.ts';

export function productRoutes(shop: Shop): Router {
  const routes = Router();
  routes.get('/products/categories', (request, response) => {
    const every = [...shop.products.values()].flatMap(({ categories }) => categories);
    const categories: Category[] = [...new Map(every.map((one) => [one.id, one])).values()];
    const [include, search] = [numbersOf(request, 'include'), textOf(request, 'search').toLowerCase()];
    const rows = categories.filter(({ id, name }) => (include.length === 0 || include.includes(id)) && name.toLowerCase().includes(search));
    answerList(request, response, ordered(request, rows, ({ name }) => name), (one) => categoryBody(shop, one)); // prettier-ignore
  });
  routes.get('/products', (request, response) => {
    const [include, search] = [numbersOf(request, 'include'), textOf(request, 'search').toLowerCase()];
    const any = textOf(request, 'status') === 'any';
    const rows = [...shop.products.values()].filter(
      ({ id, name, status }) =>
        (any || status === 'publish') && (include.length === 0 || include.includes(id)) && name.toLowerCase().includes(search),
    );
    const by = textOf(request, 'orderby');
    answerList(request, response, ordered(request, rows, ({ id, name }) => (by === 'title' ? name : id)), (one) => productBody(shop, one)); // prettier-ignore
  });
  routes.get('/products/:id', (request, response) => {
    const product = shop.products.get(Number(request.params.id));
    if (product === undefined) throw new ShopRefuses(404, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');
    answer(request, response, productBody(shop, product));
  });
  return routes;
}

export function couponRoutes(shop: Shop): Router {
  const routes = Router();
  routes.get('/coupons', (request, response) => {
    const code = textOf(request, 'code').toLowerCase();
    const rows = [...shop.coupons.values()].filter((one) => one.status !== 'trash' && (code === '' || one.code === code));
    answerList(request, response, ordered(request, rows, ({ id }) => id), (one) => couponBody(shop, one)); // prettier-ignore
  });
  routes.get('/coupons/:id', (request, response) => answer(request, response, couponBody(shop, couponOf(shop, Number(request.params.id)))));
  routes.post('/coupons', (request, response) => {
    const made = inRequest(shop, () => makeCoupon(shop, request.body));
    answer(request, response, couponBody(shop, made), 201);
  });
  routes.delete('/coupons/:id', (request, response) => {
    const gone = inRequest(shop, () => removeCoupon(shop, Number(request.params.id), textOf(request, 'force') === 'true'));
    answer(request, response, couponBody(shop, gone));
  });
  return routes;
}
