// What is limited across members or orders, and the name of the chain that says how much of it is out. Names are part of stored data.
import type { Claim } from '../loyalty/earning/calculation/allowed.ts';
import { memberId, type MemberId } from '../loyalty/ids.ts';
import type { AllowanceTake } from '../loyalty/ledger/command.ts';
import { periodName } from '../loyalty/program/period.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';

export interface Allowance {
  /** With the period where it has one: each period has a chain of its own, so a new month begins with nothing taken. */
  readonly name: string;
  /** Points of a budget, pieces of a stock, times of a cap. */
  readonly limit: number;
  /** Of a budget whoever comes last gets what is left; of a cap there is a whole piece or none. */
  readonly of: AllowanceTake['of'];
}

export const ALLOWANCE_CHAINS = 'allowance:';

export function chainOf({ name }: Pick<Allowance, 'name'>): MemberId {
  return memberId(`${ALLOWANCE_CHAINS}${name}`);
}

const ofMember = (member: MemberId): string => `member/${member}/`;

/** What an order's claim is about: the program's own, or its member's. */
export function claimed({ key, scope, limit }: Claim, member: MemberId): Allowance {
  return { name: scope === 'member' ? `${ofMember(member)}${key}` : key, limit, of: 'budget' };
}

/** The key of the claim that a chain is about, for this member; null: it is another member's. */
export function claimKeyOf(chain: MemberId, member: MemberId): string | null {
  const name = chain.slice(ALLOWANCE_CHAINS.length);
  if (name.startsWith(ofMember(member))) return name.slice(ofMember(member).length);
  return name.startsWith('member/') ? null : name;
}

type Limiting = Pick<Program, 'timeZone' | 'calendar'> & { readonly earning: Pick<Program['earning'], 'budget'> };

/** All points of the program together, orders' and others'; `at` is when what earns them happened. Null: there is no end to them. */
export function programBudget({ earning: { budget }, ...place }: Limiting, at: number): Allowance | null {
  return budget === null ? null : { name: `budget/program/${periodName(budget.period, at, place)}`, limit: budget.points, of: 'budget' };
}

export function rewardStock({ id, stock }: Pick<Reward, 'id' | 'stock'>): Allowance | null {
  return stock === null ? null : { name: `stock/${id}`, limit: stock, of: 'cap' };
}

/** How many friends count for the one who brings them, in a period that {@link periodName} names. */
export function referralCap(referrer: MemberId, limit: number, period: string): Allowance {
  return { name: `${ofMember(referrer)}referral/${period}`, limit, of: 'cap' };
}
