// What a referral that counts gives, by what limits and budgets leave of it. An advocate's friend counts as a whole or not at all; points of a budget may be cut.
import { activityUntil, expiresFrom } from '../earning/dates.ts';
import { allowAll, allowGranted, type Allow, type Claim, type Granted } from '../earning/calculation/allowed.ts';
import type { Tranche } from '../ledger/command.ts';
import { periodName } from '../program/period.ts';
import type { Program } from '../program/program.ts';
import { keptForGuest } from '../earning/guests.ts';
import type { ReferralGift, ReferralTerms } from './terms.ts';

/** Of parts of an entry; part of stored data. */
const PART = 'referral';

/** Something that gives to one side: when the friend bought, since when it counts, and what. */
export interface Giving {
  readonly program: Program;
  readonly placedAt: number;
  readonly countsFrom: number;
  /** Null: nothing is promised for this one. */
  readonly gift: ReferralGift | null;
}

export interface Given {
  readonly claims: readonly Claim[];
  /** What limits decide about: that it counts, and the points. What is posted is {@link postedOf}. */
  readonly tranches: readonly { readonly part: string; readonly points: number }[];
  readonly counts: boolean;
  readonly points: number;
}

const NOT_COUNTED = { tranches: [], counts: false, points: 0 } as const;

function capsOf({ caps, programCap }: ReferralTerms, { program, placedAt }: Giving): Claim[] {
  const one = (scope: Claim['scope'], key: string, limit: number): Claim => ({ key, scope, unit: 'times', wanted: 1, limit });
  const own = (['day', 'month', 'lifetime'] as const).flatMap((period) => {
    const limit = caps[period];
    return limit === null ? [] : [one('member', `referral/${periodName(period, placedAt, program)}`, limit)];
  });
  if (programCap === null) return own;
  return [...own, one('program', `referral/program/${periodName(programCap.period, placedAt, program)}`, programCap.times)];
}

function budgetClaim({ program, placedAt }: Giving, points: number): Claim | null {
  const { budget } = program.earning;
  if (budget === null || points === 0) return null;
  return { key: `budget/program/${periodName(budget.period, placedAt, program)}`, scope: 'program', unit: 'points', wanted: points, limit: budget.points }; // prettier-ignore
}

function given(giving: Giving, caps: readonly Claim[], granted: Granted | null): Given {
  const claims: Claim[] = [];
  const grant = granted === null ? allowAll : allowGranted(granted);
  const allow: Allow = (claim) => {
    claims.push(claim);
    return grant(claim);
  };
  for (const cap of caps) if (allow(cap) < 1) return { claims, ...NOT_COUNTED };
  const promised = giving.gift?.kind === 'points' ? giving.gift.points : 0;
  const budget = budgetClaim(giving, promised);
  const points = budget === null ? promised : allow(budget);
  // Nothing is left of the budget: whoever is given nothing has not used up a turn either.
  if (points === 0 && promised > 0) return { claims, ...NOT_COUNTED };
  const tranches = [{ part: 'counts', points: 1 }, { part: PART, points }]; // prettier-ignore
  return { claims, tranches, counts: true, points };
}

/** For the advocate: caps of theirs and of the program first, then the program's budget of points. `granted` null: as if nothing ever ran out. */
export function advocateGets(terms: ReferralTerms, giving: Giving, granted: Granted | null): Given {
  return given(giving, capsOf(terms, giving), granted);
}

/** For the friend, who was promised something whatever others the advocate brought: the program's budget of points alone. */
export function friendGets(giving: Giving, granted: Granted | null): Given {
  return given(giving, [], granted);
}

export interface Posted {
  readonly tranches: readonly Tranche[];
  readonly activityUntil: number | null;
}

export const NOTHING_POSTED: Posted = { tranches: [], activityUntil: null };

/** As points of an order that became available when the referral began to count. `isGuest`: see earning/guests.ts. */
export function postedOf(points: number, { program, countsFrom }: Giving, isGuest: boolean): Posted {
  if (points === 0) return NOTHING_POSTED;
  const tranche = { part: PART, points, availableAt: countsFrom, expiresAt: expiresFrom(countsFrom, program) };
  const posted = { tranches: [tranche], activityUntil: activityUntil(countsFrom, program) };
  return isGuest ? keptForGuest(posted, countsFrom, program) : posted;
}
