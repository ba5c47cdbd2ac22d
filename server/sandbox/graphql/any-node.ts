/** `node` and `nodes`: things by their ids, whatever they are. What is not there, or hidden from the app, is null. */
import { findCustomer } from '../shop/customer.ts';
import { numberIn } from '../shop/ids.ts';
import { findOrder } from '../shop/orders.ts';
import type { Nodes } from './nodes.ts';
import { isVisible } from './orders.ts';
import { collectionNodeById, productNodeById } from './products.ts';

interface Asker {
  scopes: ReadonlySet<string>;
}

type Find = (nodes: Nodes, id: number, asker: Asker) => object | null;

const KINDS: Record<string, Find> = {
  Order: (nodes, id, { scopes }) => {
    const order = findOrder(nodes.shop, id);
    return order && isVisible(nodes.shop, order, scopes) ? nodes.order(order) : null;
  },
  Customer: (nodes, id) => {
    const customer = findCustomer(nodes.shop, id);
    return customer ? nodes.customer(customer) : null;
  },
  Product: (_, id) => productNodeById(id),
  Collection: (_, id) => collectionNodeById(id),
};

function anyNode(nodes: Nodes, id: string, asker: Asker): object | null {
  for (const [kind, find] of Object.entries(KINDS)) {
    const number = numberIn(id, kind);
    if (number !== undefined) return find(nodes, number, asker);
  }
  return null;
}

export function nodeRoot(nodes: Nodes) {
  return {
    node: ({ id }: { id: string }, asker: Asker) => anyNode(nodes, id, asker),
    nodes: ({ ids }: { ids: string[] }, asker: Asker) => ids.map((id) => anyNode(nodes, id, asker)),
  };
}
