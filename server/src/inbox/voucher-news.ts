// What a store did for a voucher, as inbox items: the news of the same two effects that rewards ask for, told apart by the name they carry.
import type { InboxItem } from './inbox-store.ts';
import * as bodies from './request-bodies.ts';
import type { Vouchers } from '../referrals/vouchers.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export class VoucherNews {
  readonly #vouchers: Pick<Vouchers, 'codeMade' | 'refusedByStore' | 'codeRemoved'>;

  constructor(vouchers: Pick<Vouchers, 'codeMade' | 'refusedByStore' | 'codeRemoved'>) {
    this.#vouchers = vouchers;
  }

  /** Undefined: it is not about a voucher. */
  async carryOut(store: StoreRecord, { topic, itemId }: Pick<InboxItem, 'topic' | 'itemId'>, body: unknown): Promise<null | undefined> {
    return (await this.#heard(store, topic, body, itemId)) ? null : undefined;
  }

  async #heard(store: StoreRecord, topic: string, body: unknown, cause: string): Promise<boolean> {
    switch (topic) {
      case bodies.CODE_MADE:
        return this.#vouchers.codeMade(store, bodies.codeMadeBody.parse(body), cause);
      case bodies.REWARD_REFUSED:
        return this.#vouchers.refusedByStore(store, bodies.rewardRefusedBody.parse(body), cause);
      case bodies.CODE_REMOVED:
        return this.#vouchers.codeRemoved(store, bodies.codeRemovedBody.parse(body), cause);
      default:
        return false;
    }
  }
}
