// A friend's claim, as an inbox item: the door has answered by then, and what follows is done here.
import type { InboxItem } from './inbox-store.ts';
import * as bodies from './request-bodies.ts';
import type { ClaimWork } from '../referrals/claim-work.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export class FriendClaims {
  readonly #work: Pick<ClaimWork, 'claimed'>;

  constructor(work: Pick<ClaimWork, 'claimed'>) {
    this.#work = work;
  }

  /** Undefined: it is no claim. */
  async carryOut(store: StoreRecord, { topic, itemId }: Pick<InboxItem, 'topic' | 'itemId'>, body: unknown): Promise<null | undefined> {
    if (topic !== bodies.REFERRAL_CLAIM) return undefined;
    await this.#work.claimed(store, bodies.referralClaimBody.parse(body), itemId);
    return null;
  }
}
