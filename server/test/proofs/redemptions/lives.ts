// Any lives of a few members and their rewards, in any sequence: redeemed, given back, bought with, paid, refunded, deleted, merged, erased, while the
// shop loses answers and tells its news late, twice or not at all. Now and then everything comes to rest, and then everything must be right.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { cancelReward, erase, merge, redeem, undoMerge } from '../../../src/answer-requests.ts';
import type { MemberId } from '../../../src/loyalty/ids.ts';
import { StoreUnreachable } from '../../../src/platforms/platform.ts';
import { rewardCode } from '../../../src/redemptions/reward-code.ts';
import { MINUTE, SHOP, type SellingWorld } from '../../redemptions/selling-world.ts';
import { settle } from './crashes.ts';
import { foundByProof, wrongWith } from './right.ts';
import { GIVEN, REWARDS } from './stories.ts';

const MEMBERS = 3;
const any = fc.nat(30);
const who = fc.nat(MEMBERS - 1);
/** How the shop's news of it goes: on time, twice, or never. */
const news = fc.constantFrom('told', 'told', 'twice', 'lost');
const TROUBLES = ['failBefore', 'failAfter', 'cutBefore', 'cutAfter'] as const;
const FIELDS = ['codeDiscountNodeByCode', 'discountCodeBasicCreate', 'discountCodeDelete', 'giftCardCreate', 'storeCreditAccountCredit', 'orders', 'order'] as const; // prettier-ignore

const wish = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('redeem' as const), who, reward: fc.constantFrom(...REWARDS.map(({ id }) => id)), cart: fc.option(fc.nat(2)) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('give-back' as const), which: any }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('buy' as const), who, codes: fc.array(any, { maxLength: 2 }), pay: fc.boolean(), news }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('pay' as const, 'cancel' as const, 'delete' as const), which: any, news }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('refund' as const), which: any, quantity: fc.integer({ min: 1, max: 4 }), news }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund-amount' as const), which: any, news }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete-code' as const), which: any }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 10, 126, 31 * 24 * 60) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('trouble' as const), kind: fc.constantFrom(...TROUBLES), field: fc.constantFrom(...FIELDS), times: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), from: who, into: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo-merge' as const), which: any }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('erase' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rest' as const) }) },
); // prettier-ignore
export const wishes = (most: number) => fc.array(wish, { minLength: 3, maxLength: most });

type News = 'told' | 'twice' | 'lost';
type One = typeof wish extends fc.Arbitrary<infer T> ? T : never;

class Life {
  readonly #world: SellingWorld;
  readonly members: { memberId: MemberId; email: string }[] = [];
  readonly #rewards: string[] = [];
  readonly #orders: string[] = [];
  readonly #merges: { mergeId: string; from: MemberId; into: MemberId }[] = [];

  constructor(world: SellingWorld) {
    this.#world = world;
  }

  async begin(): Promise<void> {
    await this.#world.line.strike();
    for (let at = 0; at < MEMBERS; at += 1) this.members.push(await this.#world.member(GIVEN));
  }

  /** What the shop, or we, do not allow is not done. */
  async live(one: One): Promise<void> {
    try {
      await this.#do(one);
    } catch (error) {
      // The shop says no to what is done in it, or is in trouble; anything else is a fault of ours.
      const saidNo = error instanceof Error && error.message.startsWith('/orders');
      if (!saidNo && !(error instanceof StoreUnreachable)) throw error;
    }
  }

  async #do(one: One): Promise<void> {
    const { core, clock, line } = this.#world;
    const ask = { storeId: SHOP, by: 'test' } as const;
    switch (one.do) {
      case 'redeem': {
        const reservationId = randomUUID();
        this.#rewards.push(reservationId);
        const cart = one.cart === null ? null : { token: `cart-${one.cart}`, amountMinor: 5_000 };
        const { memberId } = this.#member(one.who);
        return void (await redeem(core, { storeId: SHOP, memberId, rewardId: one.reward, reservationId, steps: 1, cart }, clock()));
      }
      case 'give-back': {
        const reservationId = pick(this.#rewards, one.which);
        return reservationId === undefined ? undefined : void (await cancelReward(core, { storeId: SHOP, reservationId }, clock()));
      }
      case 'buy':
        return this.#buy(one);
      case 'pay':
      case 'cancel':
      case 'delete':
        return this.#toOrder(one.which, one.do, {}, one.news);
      case 'refund':
        return this.#toOrder(one.which, 'refund', { lines: [{ sku: 'TEA-SENCHA-100', quantity: one.quantity }] }, one.news);
      case 'refund-amount':
        return this.#toOrder(one.which, 'refund', { amount: '3.00' }, one.news);
      case 'delete-code':
        return this.#deleteCode(pick(this.#rewards, one.which));
      case 'wait':
        this.#world.later(one.minutes * MINUTE);
        return this.#world.releaseDue();
      case 'trouble':
        return line.strike({ field: one.field, kind: one.kind, times: one.times, status: 500 });
      case 'merge': {
        const [from, into] = [this.#member(one.from).memberId, this.#member(one.into).memberId];
        if (from === into) return undefined;
        const wanted = { mergeId: randomUUID(), from, into };
        this.#merges.push(wanted);
        return void (await merge(core, { ...ask, ...wanted }, clock()));
      }
      case 'undo-merge': {
        const wanted = pick(this.#merges, one.which);
        return wanted === undefined ? undefined : void (await undoMerge(core, { ...ask, ...wanted }, clock()));
      }
      case 'erase':
        return void (await erase(core, { ...ask, memberId: this.#member(one.who).memberId }, clock()));
      case 'rest':
        return undefined;
    }
  }

  async #buy({ who: buyer, codes, pay, news: how }: Extract<One, { do: 'buy' }>): Promise<void> {
    const store = await this.#world.store();
    const named = codes.flatMap((at) => pick(this.#rewards, at) ?? []);
    const discountCodes = [...new Set(named)].map((reservationId) => rewardCode(store, reservationId));
    const order = { customerEmail: this.#member(buyer).email, lines: [{ sku: 'TEA-SENCHA-100', quantity: 4 }], discountCodes, pay };
    const { id } = await this.#world.line.call<{ id: number }>('/orders', order);
    this.#orders.push(String(id));
    await this.#hear(String(id), how);
  }

  async #toOrder(which: number, action: string, body: object, how: News): Promise<void> {
    const order = pick(this.#orders, which);
    if (order === undefined) return;
    await this.#world.line.call(`/orders/${order}/${action}`, body);
    await this.#hear(order, how);
  }

  async #hear(order: string, how: News): Promise<void> {
    for (let times = how === 'lost' ? 0 : how === 'told' ? 1 : 2; times > 0; times -= 1)
      await this.#deliver('orders/edited', { order_edit: { order_id: Number(order) } });
  }

  async #deleteCode(reservationId: string | undefined): Promise<void> {
    const { rewards } = this.#world.line.connection;
    if (reservationId === undefined || rewards === null) return;
    const code = rewardCode(await this.#world.store(), reservationId);
    const found = await rewards.findCode(code);
    if (found === null) return;
    await rewards.removeCode(code);
    await this.#deliver('discounts/delete', { admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${found.externalId}` });
  }

  async #deliver(topic: string, body: object): Promise<void> {
    const { core, clock } = this.#world;
    const item = { itemId: randomUUID(), storeId: SHOP, origin: 'webhook', topic, dedupe: null, headers: {}, receivedAt: clock() } as const;
    await core.inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)) });
    await core.drain.once();
  }

  #member(at: number): { memberId: MemberId; email: string } {
    const found = this.members[at % this.members.length];
    if (found === undefined) throw new Error('nobody');
    return found;
  }

  /** The shop answers again, and what it never told is found by looking. */
  async rest(): Promise<string[]> {
    await this.#world.line.strike();
    for (const order of this.#orders) await this.#hear(order, 'told');
    await settle(this.#world);
    await this.#world.releaseDue();
    await settle(this.#world);
    return wrongWith(this.#world, this.members.map(({ memberId }) => memberId), GIVEN * MEMBERS); // prettier-ignore
  }
}

const pick = <T>(all: readonly T[], at: number): T | undefined => all[at % Math.max(1, all.length)];

/** What is wrong whenever everything has come to rest; empty is right. */
export async function live(world: SellingWorld, all: readonly One[]): Promise<string[]> {
  const life = new Life(world);
  await life.begin();
  for (const [at, one] of all.entries()) {
    await life.live(one);
    const wrong = one.do === 'rest' ? await life.rest() : [];
    if (wrong.length > 0) return wrong.map((what) => `at rest after ${at} wishes: ${what}`);
  }
  return [...(await life.rest()), ...(await foundByProof(world))];
}
