import type { Shop } from '../shop/shop.ts';
import { customerNode } from './customer-node.ts';
import type { Nodes } from './nodes.ts';
import { orderNode } from './order-node.ts';

export function makeNodes(shop: Shop): Nodes {
  const nodes: Nodes = {
    shop,
    order: (order) => orderNode(nodes, order),
    customer: (customer) => customerNode(nodes, customer),
  };
  return nodes;
}
