// Referrals that somebody's click changes are looked at again: through the inbox, like everything that may change points.
import { randomUUID } from 'node:crypto';
import type { InboxStore } from '../inbox/inbox-store.ts';
import { REFERRAL_LOOK, type ReferralLookBody } from '../inbox/request-bodies.ts';
import type { StoreId } from '../loyalty/ids.ts';

/** Written down before anything is changed, so that a crash in between loses nothing; the answer does it at once. */
export type AskLook = (storeId: StoreId, referralIds: readonly string[]) => Promise<() => Promise<void>>;

/** The rest is done by whoever works on the inbox: a person waits for the answer. */
const AT_ONCE = 100;
/** While the asker's own process works on them, no other takes them; if that process dies, another does after this. */
const HEAD_START_MS = 30_000;

export interface AskLookNeeds {
  readonly inbox: Pick<InboxStore, 'insert'>;
  /** Works on one item at once. What fails is tried again later, like any other. */
  readonly work: (itemId: string) => Promise<unknown>;
  readonly clock: () => number;
}

export function askLookBy({ inbox, work, clock }: AskLookNeeds): AskLook {
  return async (storeId, referralIds) => {
    const receivedAt = clock();
    const named = { storeId, origin: 'request', topic: REFERRAL_LOOK, dedupe: null, headers: {}, receivedAt } as const;
    const items = referralIds.map((referralId, index) => {
      const body: ReferralLookBody = { referralId };
      const dueAt = receivedAt + (index < AT_ONCE ? HEAD_START_MS : 0);
      return { ...named, dueAt, itemId: randomUUID(), body: Buffer.from(JSON.stringify(body)) };
    });
    await Promise.all(items.map((item) => inbox.insert(item)));
    return async () => {
      // One after the other: of one advocate's friends each looks at the others.
      for (const { itemId } of items.slice(0, AT_ONCE)) await work(itemId);
    };
  };
}
