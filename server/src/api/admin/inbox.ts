import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { notFound } from '../http-problem.ts';
import { inboxItemView, inboxSummaryView } from '../views/inbox.ts';
import { atPosition, type AdminCall } from './call.ts';

export async function inboxSummary({ services, who }: AdminCall): Promise<admin.Overview['inbox']> {
  return inboxSummaryView(await services.inbox.summary(who.storeId, services.clock()));
}

export async function inbox(call: AdminCall): Promise<{ items: admin.InboxItemView[]; next: string | null }> {
  const { services, who } = call;
  const { cursor, limit, state } = call.query(ADMIN_ENDPOINTS.inbox.query);
  const page = await atPosition(cursor, (position) => services.inbox.list(who.storeId, state ?? null, position, limit));
  return { items: page.items.map(inboxItemView), next: page.next };
}

/** An item that waits already is left alone: 0. */
export async function replayInboxItem(call: AdminCall): Promise<{ replayed: number }> {
  const { services, who } = call;
  call.body(ADMIN_ENDPOINTS.replayInboxItem.body);
  const item = await services.inbox.get(who.storeId, call.param('itemId'));
  if (item === null) throw notFound();
  return { replayed: await services.inbox.replay(who.storeId, item.itemId, services.clock()) };
}
