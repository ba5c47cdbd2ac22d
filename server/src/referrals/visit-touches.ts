// Somebody who is signed in at the shop follows a link: that they came by it is kept, so that their first order is known to be a friend's also where no code
// and no cart says so. Only of who could still be a friend; who bought before is nobody's.
import { randomUUID } from 'node:crypto';
import type { Persons } from '../ledger/persons.ts';
import type { MemberId } from '../loyalty/ids.ts';
import { emailKey } from '../members/address-key.ts';
import type { Member } from '../members/member-store.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { ReferralStore } from './referral-store.ts';
import { TOUCHES_MAX, type Referral, type ShareChannel, type Touch } from './referral.ts';

export interface VisitTouchNeeds {
  readonly referrals: Pick<ReferralStore, 'create' | 'change' | 'ofFriends' | 'ofFriendKey'>;
  readonly orders: Pick<OrderStore, 'ofMember'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly clock: () => number;
}

export interface LinkFollowed {
  readonly advocateId: MemberId;
  readonly code: string;
  readonly channel: ShareChannel;
  /** How long it counts, by the program (terms.ts). */
  readonly windowDays: number;
}

const DAY_MS = 86_400_000;
/** Opening a page again says nothing new. */
const AGAIN_MS = 3_600_000;
const LOOKS_MAX = 5;

export class VisitTouches {
  readonly #needs: VisitTouchNeeds;

  constructor(needs: VisitTouchNeeds) {
    this.#needs = needs;
  }

  /** Told again it changes nothing. */
  async note(store: StoreRecord, { memberId, profile }: Member, followed: LinkFollowed): Promise<void> {
    const friendId = await this.#needs.persons.present(store.storeId, memberId);
    if (friendId === followed.advocateId || (await this.#hasBought(store, friendId))) return;
    const friendKey = profile.email === null ? null : emailKey(store, profile.email);
    for (let look = 0; look < LOOKS_MAX; look += 1) if (await this.#noted(store, { friendId, friendKey }, followed)) return;
  }

  async #hasBought({ storeId }: StoreRecord, memberId: MemberId): Promise<boolean> {
    return (await this.#needs.orders.ofMember(storeId, memberId, 1)).length > 0;
  }

  /** False: somebody else wrote at the same time, look again. */
  async #noted({ storeId }: StoreRecord, friend: Pick<Referral, 'friendId' | 'friendKey'>, followed: LinkFollowed): Promise<boolean> {
    const { referrals, clock } = this.#needs;
    const { advocateId, code, channel, windowDays } = followed;
    const touch: Touch = { advocateId, code, at: clock(), by: 'visit', channel };
    const known = await this.#known(storeId, friend);
    if (known === null) return referrals.create(firstTouch(storeId, friend, touch, windowDays));
    // An address that is another member's by now, a friend who was judged: nothing of this visit changes them.
    const isTheirs = known.friendId === null || known.friendId === friend.friendId;
    if (!isTheirs || known.judged !== null || wasJustHere(known, touch)) return true;
    const touches = [...known.touches, touch].slice(-TOUCHES_MAX);
    const standing = { ...known.standing, dueAt: touch.at + windowDays * DAY_MS };
    const changed = await referrals.change(known, { touches, advocateId, friendId: friend.friendId, standing });
    return changed !== 'changed';
  }

  async #known(
    storeId: StoreRecord['storeId'],
    { friendId, friendKey }: Pick<Referral, 'friendId' | 'friendKey'>,
  ): Promise<Referral | null> {
    const [own] = friendId === null ? [] : await this.#needs.referrals.ofFriends(storeId, [friendId]);
    return own ?? (friendKey === null ? null : this.#needs.referrals.ofFriendKey(storeId, friendKey));
  }
}

function wasJustHere({ touches }: Referral, { advocateId, code, at }: Touch): boolean {
  const last = touches.at(-1);
  return last?.advocateId === advocateId && last.code === code && at - last.at < AGAIN_MS;
}

function firstTouch(storeId: StoreRecord['storeId'], friend: Pick<Referral, 'friendId' | 'friendKey'>, touch: Touch, windowDays: number): Referral {
  const gave = { advocatePoints: 0, friendPoints: 0, advocateVoucherId: null, lossMinor: 0 };
  const when = { since: touch.at, countsFrom: null, position: null, firstCountedAt: null, dueAt: touch.at + windowDays * DAY_MS };
  const nothing = { claim: null, judged: null, decision: null };
  return { storeId, referralId: randomUUID(), ...friend, touches: [touch], ...nothing, standing: { state: 'invited', reason: null, ...when, ...gave }, advocateId: touch.advocateId, createdAt: touch.at, revision: 1 };
} // prettier-ignore
