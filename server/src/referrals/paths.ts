// Every way that leads from an order to somebody's link: the friend's code on it, the mark of the cart, and what is known of its buyer.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Trail } from '../loyalty/referrals/attribution.ts';
import type { StoredOrder } from '../orders/order-store.ts';
import { codeKey } from '../redemptions/reward-code.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { NewFriends, Someone } from './new-friend.ts';
import type { ReferralStore } from './referral-store.ts';
import type { Referral } from './referral.ts';
import type { VoucherStore } from './voucher.ts';

export interface PathsNeeds {
  readonly referrals: Pick<ReferralStore, 'read' | 'ofFriends' | 'ofFriendKey'>;
  readonly vouchers: Pick<VoucherStore, 'ofOrder'>;
  /** Whose code it is now; null: nobody's who takes part. */
  readonly links: {
    readonly advocateOf: (store: StoreRecord, code: string) => Promise<{ readonly memberId: MemberId; readonly code: string } | null>;
  };
  readonly newFriends: Pick<NewFriends, 'ofPhone'>;
}

/** The referrals that an order may be of, and the trails that lead to links. */
export interface Found {
  readonly byCode: Referral | null;
  /** Of the member that bought. */
  readonly byFriend: Referral | null;
  /** Of the address that bought. */
  readonly byAddress: Referral | null;
  readonly byPhone: Referral | null;
  readonly trails: readonly Trail[];
}

const oldest = (referrals: readonly Referral[]): Referral | null => referrals.toSorted((a, b) => a.createdAt - b.createdAt)[0] ?? null;

/** Of a claim the advocate whose code it is; the friend may have come by others before and after. */
function byCodeTrail({ claim, touches }: Referral): Trail[] {
  if (claim === null) return [];
  const touch = touches.findLast(({ by, advocateId }) => by === 'claim' && advocateId === claim.advocateId);
  return touch === undefined ? [] : [{ by: 'code', advocateId: claim.advocateId, code: touch.code, channel: touch.channel, at: claim.at }];
}

/** A mark that an earlier order carried says nothing of this one. */
const trailsOf = (by: 'email' | 'phone', referral: Referral | null): Trail[] =>
  (referral?.touches ?? []).filter((touch) => touch.by !== 'attribute').map(({ advocateId, code, channel, at }) => ({ by, advocateId, code, channel, at })); // prettier-ignore

export class Paths {
  readonly #needs: PathsNeeds;

  constructor(needs: PathsNeeds) {
    this.#needs = needs;
  }

  async of(store: StoreRecord, stored: StoredOrder, buyer: Someone | null): Promise<Found> {
    const { storeId } = store;
    const [byCode, byFriend, byAddress, marked] = await Promise.all([
      this.#byCode(store, stored),
      buyer === null ? null : this.#byFriends(storeId, buyer.memberIds),
      buyer?.friendKey == null ? null : this.#needs.referrals.ofFriendKey(storeId, buyer.friendKey),
      this.#marked(store, stored),
    ]);
    const known = byFriend ?? byAddress;
    // A telephone is asked for last, because a family may have one.
    const byPhone =
      buyer === null || byCode !== null || known !== null
        ? null
        : await this.#byFriends(storeId, await this.#needs.newFriends.ofPhone(storeId, buyer));
    const trails = [
      ...(byCode === null ? [] : byCodeTrail(byCode)),
      ...marked,
      ...trailsOf('email', byFriend),
      ...trailsOf('phone', byPhone),
    ];
    if (byAddress !== null && byAddress.referralId !== byFriend?.referralId) trails.push(...trailsOf('email', byAddress));
    return { byCode, byFriend, byAddress, byPhone, trails };
  }

  /** A code that was never made is none: somebody wrote it there by hand. */
  async #byCode(store: StoreRecord, { orderId, order }: StoredOrder): Promise<Referral | null> {
    if (order.codes.length === 0) return null;
    const keys = order.codes.map((code) => codeKey(store, code));
    const seen = await this.#needs.vouchers.ofOrder(store.storeId, orderId, keys);
    const friends = seen.filter((one) => one.side === 'friend' && one.stage !== 'refused' && keys.includes(one.codeKey));
    const [newest] = friends.toSorted((a, b) => b.askedAt - a.askedAt);
    return newest === undefined ? null : this.#needs.referrals.read(store.storeId, newest.referralId);
  }

  async #byFriends(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Referral | null> {
    return memberIds.length === 0 ? null : oldest(await this.#needs.referrals.ofFriends(storeId, memberIds));
  }

  async #marked(store: StoreRecord, { order }: StoredOrder): Promise<Trail[]> {
    const { referral: mark, placedAt } = order;
    const advocate = mark == null ? null : await this.#needs.links.advocateOf(store, mark.code);
    if (mark == null || advocate === null) return [];
    return [{ by: 'attribute', advocateId: advocate.memberId, code: advocate.code, channel: mark.channel ?? 'link', at: placedAt }];
  }
}
