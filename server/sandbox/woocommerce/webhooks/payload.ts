// What a webhook carries: built when it is sent, not when it happened (woocommerce.md §1.5), and sometimes an error (§1.6).
import { couponBody } from '../bodies/coupon-body.ts';
import { customerBody } from '../bodies/customer-body.ts';
import { orderBody } from '../bodies/order-body.ts';
import { productBody } from '../bodies/product-body.ts';
import type { Shop } from '../shop/shop.ts';

const error = (code: string, message: string, status: number) => ({ code, message, data: { status } });

function resourceBody(shop: Shop, resource: string, id: number): object | null {
  const bodyOf = <T>(all: ReadonlyMap<number, T>, body: (shop: Shop, one: T) => object): object | null => {
    const found = all.get(id);
    return found === undefined ? null : body(shop, found);
  };
  if (resource === 'order') return bodyOf(shop.orders, orderBody);
  if (resource === 'customer') return bodyOf(shop.customers, customerBody);
  return resource === 'coupon' ? bodyOf(shop.coupons, couponBody) : bodyOf(shop.products, productBody);
}

export function payloadOf(shop: Shop, topic: string, id: number): object {
  const [resource = '', event = ''] = topic.split('.');
  if (resource === 'action') return { action: event, arg: id };
  if (event === 'deleted') return { id };
  if (!shop.ownerMaySee) return error('woocommerce_rest_cannot_view', 'Sorry, you cannot view this resource.', 401);
  const gone = resource === 'customer' ? 'woocommerce_rest_invalid_id' : `woocommerce_rest_shop_${resource}_invalid_id`;
  return resourceBody(shop, resource, id) ?? error(gone, 'Invalid ID.', 404);
}
