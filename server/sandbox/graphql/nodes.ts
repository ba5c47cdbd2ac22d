/** Orders lead to customers and customers to orders: each maker gets both through this, instead of importing the other. */
import type { Customer } from '../shop/customer.ts';
import type { Order } from '../shop/order.ts';
import type { Shop } from '../shop/shop.ts';

export interface Nodes {
  shop: Shop;
  order(order: Order): object;
  customer(customer: Customer): object;
}
