import { orderId, type OrderId } from '../../../loyalty/ids.ts';
import { idOfGid } from '../gid.ts';
import { instantOf } from '../orders/amount.ts';
import { ChangedOrders } from './answers.ts';
import type { GraphqlClient } from './client.ts';
import { ORDERS_UPDATED_SINCE } from './documents.ts';

/** Orders that changed since an instant, oldest change first, each with the version it has now: what reconciliation looks at again. */
export async function* changedOrders(client: GraphqlClient, since: number): AsyncGenerator<{ orderId: OrderId; version: number }> {
  const query = `updated_at:>='${new Date(since).toISOString()}'`;
  let after: string | null = null;
  do {
    const { orders }: { orders: ChangedPage } = await client.ask(ORDERS_UPDATED_SINCE, { query, after }, ChangedOrders);
    for (const { id, updatedAt } of orders.nodes) {
      const number = idOfGid('Order', id);
      if (number !== null) yield { orderId: orderId(number), version: instantOf('updatedAt', updatedAt) };
    }
    after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
  } while (after !== null);
}

interface ChangedPage {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly { readonly id: string; readonly updatedAt: string }[];
}
