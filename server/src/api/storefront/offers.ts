// What of the program a member has already done, and which rewards they can have now: read from the counters and stocks of the ledger.
import { chainOf, rewardStock } from '../../allowances/allowance.ts';
import type { storefront } from '../../contract/index.ts';
import { actionKindOf, type ActionRule } from '../../loyalty/earning/actions/index.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import type { MemberState } from '../../loyalty/ledger/state.ts';
import { periodName } from '../../loyalty/program/period.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { offerOf, rewardLimit, type OfferReason } from '../../loyalty/rewards/offer.ts';
import type { Reward } from '../../loyalty/rewards/reward.ts';
import type { Services } from '../services.ts';
import { offered } from './program.ts';

export interface Asking {
  readonly program: Program;
  readonly state: MemberState;
  readonly tierId: string | null;
  readonly now: number;
}

function counted({ counters }: MemberState, rule: string, period: string): { readonly n: number; readonly points: number } {
  return counters.find((one) => one.rule === rule && one.period === period) ?? { n: 0, points: 0 };
}

/** What is done once is done; what is limited comes back with the next period. Null: there is no end to it. */
function wayState(rule: ActionRule, { program, state, now }: Asking): storefront.WayState | null {
  const { id, limit } = rule;
  const { once } = actionKindOf(rule);
  const period = limit?.period ?? once;
  if (period === null) return null;
  const { n, points } = counted(state, `action/${id}`, periodName(period, now, program));
  if (once !== null && n > 0) return { id, state: 'done' };
  const full = (limit?.times ?? Infinity) <= n || (limit?.points ?? Infinity) <= points;
  return { id, state: full ? 'limit-reached' : 'open' };
}

export function wayStates(asking: Asking): storefront.WayState[] {
  return asking.program.earning.actions.filter(({ on }) => on).flatMap((rule) => wayState(rule, asking) ?? []);
}

/** Without a cart nothing is asked of one; what is switched off is not offered. */
const REASON: Readonly<Record<OfferReason, storefront.OfferReason>> = {
  'not-yet': 'not-yet',
  over: 'over',
  'other-tier': 'other-tier',
  'out-of-stock': 'out-of-stock',
  'limit-reached': 'limit-reached',
  'not-enough-points': 'not-enough-points',
  'switched-off': 'not-now',
  'order-too-small': 'not-now',
  'nothing-it-applies-to': 'not-now',
  'not-allowed-here': 'not-now',
};

/** What is left of each reward that there is a limited number of. */
export type Stocks = ReadonlyMap<string, number>;

export async function stocksLeft(
  services: Pick<Services, 'ledger'>,
  storeId: StoreId,
  program: Pick<Program, 'rewards'>,
  now: number,
): Promise<Stocks> {
  const left = async (reward: Reward): Promise<[string, number][]> => {
    const stock = rewardStock(reward);
    if (stock === null) return [];
    const head = await services.ledger.head(storeId, chainOf(stock));
    return [[reward.id, stock.limit - (head?.after.taken ?? 0)]];
  };
  return new Map((await Promise.all(offered(program, now).map(left))).flat());
}

/** How often a member had a reward in the period of its limit. */
export function timesHad(reward: Reward, { program, state, now }: Pick<Asking, 'program' | 'state' | 'now'>): number {
  const limit = rewardLimit(reward, now, program);
  return limit === null ? 0 : counted(state, limit.rule, limit.period).n;
}

function offerView(stocks: Stocks, reward: Reward, asking: Asking): storefront.Offer {
  const { state, tierId, now } = asking;
  const used = timesHad(reward, asking);
  const balance = { points: Math.max(0, state.available - state.deficit), stockLeft: stocks.get(reward.id) ?? null };
  const offer = offerOf(reward, { tierId, used }, balance, now);
  if (offer.available) return { id: reward.id, available: true, reason: null, missingPoints: 0, maxSteps: offer.maxSteps };
  return { id: reward.id, available: false, reason: REASON[offer.reason], missingPoints: offer.missingPoints, maxSteps: 0 };
}

/** In the order of the catalogue. */
export function offersOf(stocks: Stocks, asking: Asking): storefront.Offer[] {
  return offered(asking.program, asking.now).map((reward) => offerView(stocks, reward, asking));
}
