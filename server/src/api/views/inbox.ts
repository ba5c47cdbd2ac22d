import type { admin } from '../../contract/index.ts';
import type { InboxItem, InboxStore } from '../../inbox/inbox-store.ts';
import { INBOX } from '../../limits.ts';
import { instant, instantOrNull } from './instant.ts';

/** Never the body and never the headers: a delivery holds personal data. */
export function inboxItemView(item: InboxItem): admin.InboxItemView {
  const { itemId, topic, state, attempts, reason } = item;
  const dueAt = state === 'new' ? instant(item.dueAt) : null;
  return { id: itemId, topic, state, attempts, receivedAt: instant(item.receivedAt), dueAt, doneAt: instantOrNull(item.doneAt), reason };
}

export function inboxItemDetail(item: InboxItem): admin.InboxItemDetail {
  const waits = item.state === 'new';
  return {
    ...inboxItemView(item),
    origin: item.origin,
    bytes: item.body.length,
    lastError: item.state === 'ignored' ? null : item.reason,
    attemptsLeft: waits ? Math.max(0, INBOX.attemptsMax - item.attempts) : 0,
    nextAttemptAt: waits ? instant(item.dueAt) : null,
  };
}

type Counted = Awaited<ReturnType<InboxStore['summary']>>;

export function inboxSummaryView({ lastReceivedAt, ...counts }: Counted): admin.Overview['inbox'] {
  return { ...counts, lastDeliveryAt: instantOrNull(lastReceivedAt) };
}
