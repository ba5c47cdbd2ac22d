// What became of an effect goes in by the door that everything goes through which may change points: the same news of an effect is known the second time.
import { randomUUID } from 'node:crypto';
import type { InboxStore } from '../inbox/inbox-store.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { Tidings } from './effect.ts';

/** The inbox item's id, also of one that was told before and is not known by this id: working on an unknown item does nothing. */
export async function tellInside(
  { inbox, clock }: { readonly inbox: Pick<InboxStore, 'insert'>; readonly clock: () => number },
  storeId: StoreId,
  effectId: string,
  { topic, body }: Tidings,
): Promise<string> {
  const itemId = randomUUID();
  const item = { itemId, storeId, origin: 'request', topic, dedupe: effectId, headers: {}, receivedAt: clock() } as const;
  await inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)) });
  return itemId;
}
