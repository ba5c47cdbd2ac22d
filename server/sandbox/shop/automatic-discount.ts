/** Automatic discounts of the app: what they say and where they are kept. What they take off is decided by the app's Function. */
import type { DiscountClass } from './discount.ts';
import type { Discount } from './discount.ts';
import type { Shop } from './shop.ts';

export interface AutomaticDiscount {
  id: number;
  title: string;
  functionHandle: string;
  classes: DiscountClass[];
  combinesWith: Discount['combinesWith'];
  tags: string[];
  startsAt: number;
  endsAt: number | null;
  createdAt: number;
  updatedAt: number;
}

type Row = { body: string };
const read = ({ body }: Row): AutomaticDiscount => JSON.parse(body) as AutomaticDiscount;

export function findAutomatic(shop: Shop, id: number): AutomaticDiscount | undefined {
  const row = shop.db.one<Row>('select body from automatic_discounts where id = ?', id);
  return row ? read(row) : undefined;
}

export const listAutomatic = (shop: Shop): AutomaticDiscount[] =>
  shop.db.all<Row>('select body from automatic_discounts order by id').map(read);

export function saveAutomatic(shop: Shop, discount: AutomaticDiscount): AutomaticDiscount {
  const sql = 'insert into automatic_discounts values (?, ?) on conflict (id) do update set body = excluded.body';
  shop.db.run(sql, discount.id, JSON.stringify(discount));
  return discount;
}

export const deleteAutomatic = (shop: Shop, id: number): boolean => shop.db.run('delete from automatic_discounts where id = ?', id) > 0;
