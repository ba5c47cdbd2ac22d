// Referrals that somebody decided about, or whose time came, as inbox items.
import type { ReferralDesk } from '../referrals/referral-desk.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { CarriesOut } from './carry-out.ts';
import type { InboxItem } from './inbox-store.ts';
import * as bodies from './request-bodies.ts';

export class ReferralLooks implements CarriesOut {
  readonly #desk: Pick<ReferralDesk, 'settle' | 'showAgain'>;

  constructor(desk: Pick<ReferralDesk, 'settle' | 'showAgain'>) {
    this.#desk = desk;
  }

  async carryOut(store: StoreRecord, { topic, itemId, attempts }: InboxItem, body: unknown): Promise<null | undefined> {
    if (topic !== bodies.REFERRAL_LOOK) return undefined;
    const { referralId } = bodies.referralLookBody.parse(body);
    await this.#desk.settle(store, referralId, itemId);
    // Whoever tried before may have died between an entry and what is shown of it.
    if (attempts > 1) await this.#desk.showAgain(store.storeId, referralId);
    return null;
  }
}
