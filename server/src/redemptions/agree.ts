// What is agreed when somebody asks for a reward, told from the program in force at that moment: the price, the terms of the code, and until when.
import { isDeepStrictEqual } from 'node:util';
import { rewardStock } from '../allowances/allowance.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { Reserve } from '../loyalty/ledger/command.ts';
import type { MemberState } from '../loyalty/ledger/state.ts';
import type { Program } from '../loyalty/program/program.ts';
import { refuse, type Refused } from '../loyalty/refusal.ts';
import { codeTerms, type CodeTerms, type Gives } from '../loyalty/rewards/code-terms.ts';
import { offerOf, rewardLimit, type OfferReason } from '../loyalty/rewards/offer.ts';
import { priceOf, type Reward } from '../loyalty/rewards/reward.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { cartKey, codeKey, rewardCode } from './reward-code.ts';
import type { Redemption } from './redemption.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A checkout that was begun in the code's last minute may still be paid. */
export const AFTER_END_MS = 5 * MINUTE_MS;

export interface Wanted {
  readonly storeId: StoreId;
  readonly reservationId: string;
  readonly memberId: MemberId;
  readonly rewardId: string;
  readonly steps: number;
  readonly cart: { readonly token: string; readonly amountMinor: number } | null;
  /** The shop's own plugin asks for the reward of a cart that becomes this order; its code is virtual. */
  readonly forOrder?: OrderId | null;
  /** What was said before that it would cost and give; left out: whatever it is. */
  readonly quoted?: { readonly points: number; readonly gives: Gives } | null;
  readonly at: number;
}

export interface Standing {
  readonly state: MemberState;
  readonly tierId: string | null;
  readonly stockLeft: number | null;
}

const unavailable = (reason: OfferReason): Refused => refuse('reward-unavailable', reason);

/** The first reason why a reward is not to be had, whatever the price of so many steps. */
function closedBy(reward: Reward, wanted: Wanted, { state, tierId, stockLeft }: Standing, program: Program): Refused | null {
  const limit = rewardLimit(reward, wanted.at, program);
  const used = limit === null ? undefined : state.counters.find(({ rule, period }) => rule === limit.rule && period === limit.period);
  const points = Math.max(0, state.available - state.deficit);
  const offer = offerOf(reward, { tierId, used: used?.n ?? 0 }, { points, stockLeft }, wanted.at);
  if (offer.available) return wanted.steps > offer.maxSteps ? refuse('not-enough-points', `${wanted.steps} steps wanted`) : null;
  return offer.reason === 'not-enough-points' ? refuse('not-enough-points', `${offer.missingPoints} missing`) : unavailable(offer.reason);
}

/** Why a reward is not to be had that was quoted otherwise: whoever agreed to that is asked again. */
export const CHANGED = 'changed';

function hasChanged({ quoted = null }: Wanted, points: number, terms: CodeTerms | null): boolean {
  return quoted !== null && (quoted.points !== points || !isDeepStrictEqual({ ...quoted.gives }, { ...terms?.gives }));
}

function endOf(reward: Reward, { cart, at }: Wanted, { redemption }: Program): number | null {
  if (reward.kind === 'gift-card' || reward.kind === 'store-credit' || reward.kind === 'custom') return null;
  return cart === null ? at + reward.validDays * DAY_MS : at + redemption.abandonMinutes * MINUTE_MS;
}

/** The redemption as it is written down before anything happens, or why there is none. */
export function agree(store: StoreRecord, program: Program, wanted: Wanted, standing: Standing): Redemption | Refused {
  const { storeId, reservationId, memberId, rewardId, steps, cart, forOrder = null, at } = wanted;
  if (!program.active) return refuse('program-paused', 'the program is paused');
  const reward = program.rewards.find(({ id }) => id === rewardId);
  if (reward === undefined) return unavailable('switched-off');
  const price = priceOf(reward, steps);
  if (price === null) return refuse('amount-invalid', `${steps} steps`);
  const closed = closedBy(reward, wanted, standing, program);
  if (closed !== null) return closed;
  const terms = codeTerms(reward, steps, program.redemption, cart?.amountMinor ?? null);
  if (typeof terms === 'string') return unavailable(terms);
  if (forOrder !== null && terms === null) return unavailable('not-allowed-here');
  if (hasChanged(wanted, price.points, terms)) return refuse('reward-unavailable', CHANGED);
  const endsAt = endOf(reward, wanted, program);
  const isCard = reward.kind === 'gift-card';
  return {
    storeId,
    reservationId,
    memberId,
    rewardId,
    kind: reward.kind,
    name: reward.name,
    programVersion: program.version,
    steps,
    points: price.points,
    amountMinor: terms?.gives.kind === 'amount-off' ? terms.gives.amountMinor : price.amountMinor,
    currency: program.currency,
    terms,
    instructions: reward.kind === 'custom' ? reward.params.instructions : null,
    cart: cart === null ? null : cartKey(store, cart.token),
    codeKey: terms === null && !isCard ? null : codeKey(store, rewardCode(store, reservationId)),
    forOrder,
    stage: 'asked',
    why: null,
    detail: null,
    externalId: null,
    orders: [],
    askedAt: at,
    endsAt,
    dueAt: endsAt === null ? null : endsAt + AFTER_END_MS,
    revision: 1,
  };
}

/** What the ledger is asked to set aside for it. */
export function reservationOf(
  { reservationId, rewardId, cart, points, endsAt, askedAt }: Redemption,
  reward: Reward | undefined,
  program: Program,
): Reserve {
  const limit = reward === undefined ? null : rewardLimit(reward, askedAt, program);
  return { kind: 'reserve', reservationId, rewardId, cart, points, expiresAt: endsAt ?? askedAt + DAY_MS, limit };
}

/** The same effect takes one piece of the stock, and gives it back once. */
export const stockEffect = (reservationId: string): string => `reserve:${reservationId}`;
export const stockOf = (reward: Reward | undefined) => (reward === undefined ? null : rewardStock(reward));
