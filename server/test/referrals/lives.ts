// Any lives of four people who bring each other: they buy, pay, send back, are decided about, become one and are parted, while messages come twice, clocks jump and
// processes die. What each referral deserves is known by arithmetic of its own (right.ts).
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Core } from '../../src/core.ts';
import { MERGE, REFERRAL_LOOK, UNDO_MERGE } from '../../src/inbox/request-bodies.ts';
import { INBOX } from '../../src/limits.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import { aLine, aRefund } from '../builders/orders.ts';
import { Life, mortal } from '../proofs/redemptions/mortal.ts';
import type { Message, ReferralShop } from './desk-world.ts';
import { wrongWith } from './right.ts';

const PEOPLE = ['ada', 'ben', 'cleo', 'dan'] as const;

const person = fc.nat(PEOPLE.length - 1);
/** One of them is known for it. */
const advocate = fc.constantFrom(0, 0, 0, 0, 1, 2);
const any = fc.nat(20);
/** The process that works on it dies before so many of its writes. */
const dies = fc.option(fc.integer({ min: 1, max: 12 }), { nil: null, freq: 3 });
const states = fc.constantFrom('pays', 'pays back', 'cancels', 'is reopened', 'sends a part back', 'sends all back', 'keeps all');
const verdict = fc.constantFrom('allow', 'allow', 'allow', 'allow', 'allow', 'review', 'refuse');
const mostly = fc.nat(4).map((n) => n > 0);

const buys = fc.record({ do: fc.constant('buys' as const), advocate, friend: person, paid: mostly, verdict, isNew: mostly, dies }); // prettier-ignore

const act = fc.oneof(
  { weight: 6, arbitrary: buys },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('order' as const), which: any, becomes: states, dies }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('decides' as const), which: any, approve: fc.boolean(), dies }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merges' as const), from: person, into: person, dies }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('parts' as const), which: any, dies }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('ban' as const), whom: person, banned: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('time' as const), days: fc.constantFrom(-1, 0, 1, 2, 3, 3, 4) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('again' as const), which: any, dies }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const), which: any, dies }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
/** They begin with people who bring each other and buy: without that nothing is deserved. */
export const acts = (most: number) =>
  fc.tuple(fc.array(buys, { minLength: 2, maxLength: 4 }), fc.array(act, { minLength: 4, maxLength: most })).map(([first, then]) => [...first, ...then]); // prettier-ignore

const pick = <T>(all: readonly T[], at: number): T | undefined => (all.length === 0 ? undefined : all[at % all.length]);
const json = (body: object): Buffer => Buffer.from(JSON.stringify(body));

function changeOf(becomes: string, now: number): Partial<OrderState> {
  const changes: Record<string, Partial<OrderState>> = {
    pays: { payment: 'paid', paidAt: now },
    'pays back': { payment: 'unpaid' },
    cancels: { standing: 'cancelled' },
    'is reopened': { standing: 'open' },
    'sends a part back': { refunds: [aRefund(4_000)] },
    'sends all back': { standing: 'refunded' },
    'keeps all': { refunds: [], standing: 'open' },
  };
  return changes[becomes] ?? {};
}

class ReferredLives {
  readonly #shop: ReferralShop;
  readonly #messages: Message[] = [];
  readonly #bought: { readonly referralId: string; readonly order: string; readonly friend: string }[] = [];
  readonly #merges: { readonly mergeId: string; readonly from: string; readonly into: string }[] = [];

  constructor(shop: ReferralShop) {
    this.#shop = shop;
  }

  async live(one: Act): Promise<void> {
    switch (one.do) {
      case 'buys':
        return this.#buys(one);
      case 'order': {
        const bought = pick(this.#bought, one.which);
        if (bought === undefined) return undefined;
        return this.#send(this.#shop.orderMessage(bought.order, bought.friend, changeOf(one.becomes, this.#shop.now)), one.dies);
      }
      case 'decides':
        return this.#decides(one.which, one.approve ? 'approve' : 'refuse', one.dies);
      case 'merges':
        return this.#becomeOne(PEOPLE[one.from] ?? '', PEOPLE[one.into] ?? '', one.dies);
      case 'parts':
        return this.#parts(one.which, one.dies);
      case 'ban':
        return this.#bans(PEOPLE[one.whom] ?? '', one.banned);
      case 'time':
        this.#shop.later(one.days);
        return this.#shop.time();
      case 'again': {
        const message = pick(this.#messages, one.which);
        return message === undefined ? undefined : this.#hear(message, one.dies);
      }
      case 'look':
        return this.#look(pick(this.#bought, one.which)?.referralId, one.dies);
    }
  }

  /** Somebody is a friend once; whoever was brought before is known to be no friend of somebody else (an index says so). */
  async #buys({ advocate: bringing, friend, paid, verdict: verdictOf, isNew, dies: dying }: Extract<Act, { do: 'buys' }>): Promise<void> {
    const name = PEOPLE[friend] ?? '';
    if (this.#bought.some((each) => each.friend === name)) return;
    const order = `order-${this.#bought.length}`;
    const state = { lines: [aLine(4_500)], ...(paid ? {} : ({ payment: 'unpaid', paidAt: null } as const)) };
    const message = this.#shop.orderMessage(order, name, state);
    const judged = { verdict: verdictOf, isNew } as const;
    const referralId = await this.#shop.brings(PEOPLE[bringing], name, order, judged);
    this.#bought.push({ referralId, order, friend: name });
    await this.#send(message, dying);
  }

  async #decides(which: number, decision: 'approve' | 'refuse', dying: number | null): Promise<void> {
    const bought = pick(this.#bought, which);
    if (bought === undefined) return;
    await this.#shop.change(bought.referralId, { decision: { decision, at: this.#shop.now, by: 'staff', note: '' } });
    await this.#look(bought.referralId, dying);
  }

  async #bans(name: string, banned: boolean): Promise<void> {
    const { core, storeId } = this.#shop;
    const wish = { storeId, memberId: await this.#shop.member(name), note: '', by: { userId: 'staff', name: 'Staff' } };
    await (banned ? core.referring.bans.ban(wish) : core.referring.bans.lift(wish));
    await this.#shop.rest();
  }

  async #look(referralId: string | undefined, dying: number | null): Promise<void> {
    if (referralId !== undefined) await this.#send({ topic: REFERRAL_LOOK, body: json({ referralId }) }, dying);
  }

  async #becomeOne(from: string, into: string, dying: number | null): Promise<void> {
    if (from === into) return;
    const merge = { mergeId: randomUUID(), from: await this.#shop.member(from), into: await this.#shop.member(into) };
    this.#merges.push(merge);
    await this.#send({ topic: MERGE, body: json({ ...merge, by: 'staff' }) }, dying);
  }

  async #parts(which: number, dying: number | null): Promise<void> {
    const merge = pick(this.#merges, which);
    if (merge !== undefined) await this.#send({ topic: UNDO_MERGE, body: json({ ...merge, by: 'staff' }) }, dying);
  }

  async #send(message: Message, dying: number | null): Promise<void> {
    this.#messages.push(message);
    await this.#hear(message, dying);
  }

  /** What one process did not end another does, once its lease is over. */
  async #hear(message: Message, dying: number | null): Promise<void> {
    await this.#shop.hear(message);
    if (dying !== null) {
      const life = new Life(dying);
      const core: Core = mortal(this.#shop.core.anotherProcess(), life);
      try {
        while ((await core.drain.once()) > 0);
      } catch (error) {
        if (!life.isDead) throw error;
      }
      this.#shop.core.time.now += INBOX.leaseMs + 1;
    }
    await this.#shop.rest();
  }

  /** Everything that is not as it must be; empty: every reward is where it belongs, once. */
  async wrong(): Promise<string[]> {
    const found: string[] = [];
    // As it stands at the end, and once more when every hold is over.
    for (const days of [0, 3]) {
      this.#shop.later(days);
      await this.#shop.rest();
      await this.#shop.time();
      await this.#shop.rest();
      const orders = this.#bought.map(({ referralId, order }) => ({ referralId, order: this.#shop.stateOf(order) }));
      found.push(...(await wrongWith(this.#shop, orders, false)));
      // Whoever a cap refused gets the turn that became free as soon as they are looked at again.
      for (const { referralId } of this.#bought) await this.#shop.look(referralId);
      found.push(...(await wrongWith(this.#shop, orders, true)));
    }
    return found;
  }
}

/** Lives them one after another in a shop of its own, and says what is wrong afterwards. */
export async function live(shop: ReferralShop, all: readonly Act[]): Promise<string[]> {
  const lives = new ReferredLives(shop);
  for (const one of all) await lives.live(one);
  return lives.wrong();
}
