// What is limited across members, and the name of the chain that says how much of it is out.
import type { Campaign } from '../loyalty/campaigns/campaign.ts';
import { periodOf } from '../loyalty/calendar.ts';
import { memberId, type MemberId } from '../loyalty/ids.ts';
import type { AllowanceTake } from '../loyalty/ledger/command.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';

/** The kinds are part of stored data: chains are named by them. */
export type AllowanceKind = 'program-budget' | 'campaign-budget' | 'reward-stock' | 'referral-cap';

export interface Allowance {
  readonly kind: AllowanceKind;
  readonly id: string;
  /** "ever", or one period of the program's calendar: each has a chain of its own, so a new month begins with nothing taken. */
  readonly period: string;
  /** Points of a budget, pieces of a stock, times of a cap. */
  readonly limit: number;
}

const EVER = 'ever';
const OF: Readonly<Record<AllowanceKind, AllowanceTake['of']>> = {
  'program-budget': 'budget',
  'campaign-budget': 'budget',
  'reward-stock': 'cap',
  'referral-cap': 'cap',
};

/** What runs out: of a budget the last one gets what is left, of a stock there is a whole piece or none. */
export const whatRunsOut = ({ kind }: Allowance): AllowanceTake['of'] => OF[kind];

export const ALLOWANCE_CHAINS = 'allowance:';

export function chainOf({ kind, id, period }: Pick<Allowance, 'kind' | 'id' | 'period'>): MemberId {
  return memberId(`${ALLOWANCE_CHAINS}${kind}:${id}:${period}`);
}

type Limiting = Pick<Program, 'timeZone' | 'calendar'> & { readonly earning: Pick<Program['earning'], 'budget'> };

/** All points of the program together; `at` is when what earns them happened. Null: there is no end to them. */
export function programBudget({ earning: { budget }, timeZone, calendar }: Limiting, at: number): Allowance | null {
  if (budget === null) return null;
  const period = budget.period === 'lifetime' ? EVER : periodOf(at, budget.period, timeZone, calendar);
  return { kind: 'program-budget', id: 'points', period, limit: budget.points };
}

export function campaignBudget({ id, budget }: Pick<Campaign, 'id' | 'budget'>): Allowance | null {
  return budget === null ? null : { kind: 'campaign-budget', id, period: EVER, limit: budget };
}

export function rewardStock({ id, stock }: Pick<Reward, 'id' | 'stock'>): Allowance | null {
  return stock === null ? null : { kind: 'reward-stock', id, period: EVER, limit: stock };
}

/** How many friends count, for one who brings them: `id` is that member. */
export function referralCap(referrer: MemberId, limit: number, period = EVER): Allowance {
  return { kind: 'referral-cap', id: referrer, period, limit };
}
