// What is asked and told about rewards, as inbox items: the one door through which their points change.
import type { InboxItem } from './inbox-store.ts';
import * as bodies from './request-bodies.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Refused } from '../loyalty/refusal.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { Redemptions } from '../redemptions/redemptions.ts';
import type { Returning } from '../redemptions/returning.ts';

export class RewardRequests {
  readonly #redemptions: Redemptions;
  readonly #returning: Returning;

  constructor(redemptions: Redemptions, returning: Returning) {
    this.#redemptions = redemptions;
    this.#returning = returning;
  }

  /** Undefined: the topic is not about rewards. */
  async carryOut(store: StoreRecord, { topic, itemId }: InboxItem, body: unknown): Promise<Entry | Refused | null | undefined> {
    switch (topic) {
      case bodies.REDEEM:
        return this.#redemptions.redeem(store, bodies.redeemBody.parse(body), itemId);
      case bodies.CANCEL_REWARD:
        return this.#returning.cancel(store, bodies.cancelRewardBody.parse(body));
      case bodies.CODE_MADE:
        await this.#redemptions.codeMade(store, bodies.codeMadeBody.parse(body));
        return null;
      case bodies.REWARD_GIVEN:
        await this.#redemptions.given(store, bodies.rewardGivenBody.parse(body), itemId);
        return null;
      case bodies.REWARD_REFUSED:
        await this.#returning.refusedByStore(store, bodies.rewardRefusedBody.parse(body), itemId);
        return null;
      case bodies.CODE_REMOVED:
        await this.#returning.codeRemoved(store, bodies.codeRemovedBody.parse(body), itemId);
        return null;
      default:
        return undefined;
    }
  }
}
