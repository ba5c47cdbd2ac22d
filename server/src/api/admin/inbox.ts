import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import type { InboxItem } from '../../inbox/inbox-store.ts';
import { notFound } from '../http-problem.ts';
import { inboxItemDetail, inboxItemView, inboxSummaryView } from '../views/inbox.ts';
import { audited } from './audited.ts';
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

async function known({ services, who }: AdminCall, itemId: string): Promise<InboxItem> {
  const item = await services.inbox.get(who.storeId, itemId);
  if (item === null) throw notFound();
  return item;
}

export async function inboxItem(call: AdminCall): Promise<admin.InboxItemDetail> {
  return inboxItemDetail(await known(call, call.param('itemId')));
}

/** Told only when something really went back to work. */
async function told(call: AdminCall, subjects: readonly string[], replayed: number): Promise<{ replayed: number }> {
  const changes = [{ field: 'replayed', before: 0, after: replayed }];
  if (replayed > 0) await audited(call, { action: 'inbox-replayed', subjects, changes });
  return { replayed };
}

/** An item that waits already is left alone: 0. */
export async function replayInboxItem(call: AdminCall): Promise<{ replayed: number }> {
  const { services, who } = call;
  call.body(ADMIN_ENDPOINTS.replayInboxItem.body);
  const { itemId } = await known(call, call.param('itemId'));
  return told(call, [itemId], await services.inbox.replay(who.storeId, itemId, services.clock()));
}

/** Nothing is sent back unless every named item is this store's. */
export async function replayInbox(call: AdminCall): Promise<{ replayed: number }> {
  const { services, who } = call;
  const { ids } = call.body(ADMIN_ENDPOINTS.replayInbox.body);
  if (ids === null) return told(call, [], await services.inbox.replay(who.storeId, null, services.clock()));
  const unique = [...new Set(ids)];
  await Promise.all(unique.map((itemId) => known(call, itemId)));
  let replayed = 0;
  for (const itemId of unique) replayed += await services.inbox.replay(who.storeId, itemId, services.clock());
  return told(call, unique, replayed);
}
