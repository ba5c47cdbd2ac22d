// A store whose program gives for bringing friends, members who bring them, and the store's news of the friends' orders. Who brought whom is stated as it was judged:
// how that is found out is shown in attribution.test.ts.
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { merge, undoMerge } from '../../src/answer-requests.ts';
import { PAST_ORDER, type PastOrder } from '../../src/inbox/found.ts';
import { REFERRAL_LOOK } from '../../src/inbox/request-bodies.ts';
import { settleReferrals } from '../../src/jobs/settle-referrals.ts';
import { INBOX, REFERRALS } from '../../src/limits.ts';
import { memberId, orderId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { ledgerName, type Side } from '../../src/loyalty/referrals/subject.ts';
import type { ReferralTerms } from '../../src/loyalty/referrals/terms.ts';
import type { Judged, Referral, ReferralChange } from '../../src/referrals/referral.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { anOrder } from '../builders/orders.ts';
import { aProgram, someReferrals } from '../builders/programs.ts';
import { aJudgement, aReferral, aTouch } from '../builders/referrals.ts';

export const DAY = 86_400_000;
const PROFILE = { email: null, phone: null, firstName: null, lastName: null, locale: null };
const NOBODY = { ...PROFILE, hasAccount: true, emailVerified: false };

export interface Message {
  readonly topic: string;
  readonly body: Buffer;
}

export class ReferralWorld {
  readonly core: TestCore;

  private constructor(core: TestCore) {
    this.core = core;
  }

  static async open(): Promise<ReferralWorld> {
    return new ReferralWorld(await aCore());
  }

  /** Points for bringing friends and for nothing else, unless the program is another one. */
  async shop(terms: Partial<ReferralTerms> = {}, program: Partial<Program> = {}): Promise<ReferralShop> {
    const id = await this.core.addStore({ startsAt: 1 });
    const wanted = aProgram([], {}, { referrals: someReferrals(terms), ...program });
    await this.core.stores.publish(id, { ...wanted, version: 2, inForceFrom: 1 });
    this.core.directory.forget(id);
    return new ReferralShop(this.core, id);
  }

  close(): Promise<void> {
    return this.core.database.close();
  }
}

export class ReferralShop {
  readonly core: TestCore;
  readonly storeId: StoreId;
  #referrals = 0;
  #version = 1;
  readonly #states = new Map<string, { order: OrderState; buyer: string }>();

  constructor(core: TestCore, id: StoreId) {
    this.core = core;
    this.storeId = id;
  }

  get now(): number {
    return this.core.time.now;
  }

  later(days: number): void {
    this.core.time.now += days * DAY;
  }

  /** A customer with an account; the same name is the same customer. */
  async member(name: string): Promise<MemberId> {
    const known = await this.core.members.find(this.storeId, { externalId: name });
    if (known !== null) return known.memberId;
    const id = memberId(`${this.storeId}-${name}`);
    const who = { storeId: this.storeId, memberId: id, kind: 'account', externalId: name, guestEmailKey: null } as const;
    await this.core.members.create({ ...who, profile: PROFILE, joinedAt: 1 });
    return id;
  }

  /** The store says what an order of somebody is now; what is left out is as it was. */
  orderMessage(id: string, buyer: string, change: Partial<OrderState> = {}): Message {
    const known = this.#states.get(id);
    const placed = known?.order ?? anOrder({ orderId: orderId(id), placedAt: this.now, paidAt: this.now });
    const order = { ...placed, version: (this.#version += 1), ...change };
    this.#states.set(id, { order, buyer: known?.buyer ?? buyer });
    const body: PastOrder = { order, customer: { ...NOBODY, externalId: known?.buyer ?? buyer }, readAt: this.now };
    return { topic: PAST_ORDER, body: Buffer.from(JSON.stringify(body)) };
  }

  stateOf(id: string): OrderState {
    const known = this.#states.get(id);
    if (known === undefined) throw new Error(`nobody ordered ${id}`);
    return known.order;
  }

  async hear({ topic, body }: Message): Promise<void> {
    const item = {
      itemId: randomUUID(),
      storeId: this.storeId,
      origin: 'request',
      dedupe: null,
      headers: {},
      receivedAt: this.now,
    } as const;
    await this.core.inbox.insert({ ...item, topic, body });
  }

  async tells(id: string, buyer: string, change: Partial<OrderState> = {}): Promise<void> {
    await this.hear(this.orderMessage(id, buyer, change));
    await this.core.drainAll();
  }

  /** The friend came by the advocate's link and ordered; it was judged so. Says which referral it is. */
  async brings(advocate: string, friend: string, order: string, judged: Partial<Judged> = {}): Promise<string> {
    const [advocateId, friendId] = [await this.member(advocate), await this.member(friend)];
    const referralId = `r-${String((this.#referrals += 1)).padStart(3, '0')}`;
    const placedAt = this.#states.get(order)?.order.placedAt ?? this.now;
    const verdict = aJudgement({ orderId: orderId(order), advocateId, placedAt, at: this.now, programVersion: 2, ...judged });
    const touches = [aTouch({ advocateId, at: placedAt })];
    const whose = { storeId: this.storeId, referralId, advocateId, friendId, touches, createdAt: this.now };
    await this.core.referrals.create(aReferral({ ...whose, judged: verdict }));
    return referralId;
  }

  /** A friend who bought something worth 45.00 and paid it. */
  async friendBuys(advocate: string, friend: string, change: Partial<OrderState> = {}, judged: Partial<Judged> = {}): Promise<string> {
    const id = `order-of-${friend}`;
    const referralId = await this.brings(advocate, friend, id, judged);
    await this.tells(id, friend, change);
    return referralId;
  }

  async look(referralId: string): Promise<Referral> {
    await this.hear({ topic: REFERRAL_LOOK, body: Buffer.from(JSON.stringify({ referralId })) });
    await this.core.drainAll();
    return this.referral(referralId);
  }

  /** What the job does with what is due, and what follows from that. */
  async time(): Promise<void> {
    // Another one than looked last.
    this.core.time.now += REFERRALS.lookMs;
    await settleReferrals({ ...this.core, clock: () => this.now, log: pino({ level: 'silent' }) });
    await this.core.drainAll();
  }

  async referral(referralId: string): Promise<Referral> {
    return (await this.core.referrals.read(this.storeId, referralId)) ?? Promise.reject(new Error(`there is no referral ${referralId}`));
  }

  async change(referralId: string, change: ReferralChange): Promise<void> {
    const answer = await this.core.referrals.change(await this.referral(referralId), change);
    if (answer === 'changed' || answer === 'taken') throw new Error(answer);
  }

  async decides(referralId: string, decision: 'approve' | 'refuse'): Promise<Referral> {
    await this.change(referralId, { decision: { decision, at: this.now, by: 'staff', note: '' } });
    return this.look(referralId);
  }

  /** Where the points of somebody are now. */
  async points(name: string): Promise<number> {
    return this.core.available(this.storeId, await this.core.persons.present(this.storeId, await this.member(name)));
  }

  /** What entries gave for one side, over everybody. */
  async given(referralId: string, side: Side): Promise<number> {
    const shares = await this.core.entries.sharesOfOrder(this.storeId, ledgerName(referralId, side));
    return shares.reduce((sum, { points }) => sum + points, 0);
  }

  async merges(from: string, into: string, mergeId: string): Promise<void> {
    const members = { from: await this.member(from), into: await this.member(into) };
    await merge(this.core, { storeId: this.storeId, by: 'staff', mergeId, ...members }, this.now);
  }

  async parts(from: string, into: string, mergeId: string): Promise<void> {
    const members = { from: await this.member(from), into: await this.member(into) };
    await undoMerge(this.core, { storeId: this.storeId, by: 'staff', mergeId, ...members }, this.now);
  }

  async rest(): Promise<void> {
    for (let round = 0; round < 6; round += 1) {
      await this.core.drainAll();
      const { waiting } = await this.core.inbox.summary(this.storeId, this.now);
      if (waiting === 0) return;
      this.core.time.now += INBOX.longestRetryMs;
    }
  }
}
