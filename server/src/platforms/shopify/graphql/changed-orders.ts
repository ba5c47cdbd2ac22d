import type { OrderId } from '../../../loyalty/ids.ts';
import type { OrderGlance } from '../../../loyalty/orders/glance.ts';
import { gidOf } from '../gid.ts';
import { ChangedOrders, GlancedOrders } from './answers.ts';
import type { GraphqlClient } from './client.ts';
import { GLANCE_AT_ORDERS, ORDERS_UPDATED_SINCE } from './documents.ts';
import { glanceOf } from './glance.ts';
import { everyPage, updatedSince } from './pages.ts';

/** Orders that changed since an instant, oldest change first: what reconciliation looks at again. */
export async function* changedOrders(client: GraphqlClient, since: number): AsyncGenerator<OrderGlance> {
  const ask = (after: string | null) => client.ask(ORDERS_UPDATED_SINCE, { query: updatedSince(since), after }, ChangedOrders);
  for await (const order of everyPage(async (after) => (await ask(after)).orders)) yield* glanceOf(order);
}

const AT_ONCE = 50;

/** Null for what is gone, and for what is too old to be shown to us. */
export async function glanceAt(client: GraphqlClient, orderIds: readonly OrderId[]): Promise<OrderGlance[]> {
  const glances: OrderGlance[] = [];
  for (let from = 0; from < orderIds.length; from += AT_ONCE) {
    const ids = orderIds.slice(from, from + AT_ONCE).map((id) => gidOf('Order', id));
    const { nodes } = await client.ask(GLANCE_AT_ORDERS, { ids }, GlancedOrders);
    glances.push(...nodes.flatMap((order) => (order === null ? [] : glanceOf(order))));
  }
  return glances;
}
