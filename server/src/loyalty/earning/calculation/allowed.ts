// What limits per member and budgets leave of what the rules give. What is left of a limit is nobody's to guess: it is asked for, claim by claim, and what
// was granted is kept with the order's judgement, so that the order never loses it to a later one.
import { periodName } from '../../program/period.ts';
import type { Program } from '../../program/program.ts';
import type { Gift } from './stacking.ts';

/** A share of something limited that an order asks for. */
export interface Claim {
  /** Names the limited thing in its period, for ever: the name of its allowance chain, after the member's where it is the member's own. */
  readonly key: string;
  readonly scope: 'member' | 'program';
  readonly unit: 'points' | 'times';
  readonly wanted: number;
  /** All that there is of it. */
  readonly limit: number;
}

/** What was granted, by the claims' keys. */
export type Granted = Readonly<Record<string, number>>;

/** How much of a claim an order may have: from its judgement, or from a purse where nothing is kept. */
export type Allow = (claim: Claim) => number;

/** As it would be if nothing ran out: for previews, and to learn what an order asks for. */
export const allowAll: Allow = ({ wanted }) => wanted;
/** What nobody granted is not given. */
export const allowGranted =
  (granted: Granted): Allow =>
  ({ key, wanted }) =>
    Math.min(wanted, granted[key] ?? 0);

/** Whether an order of this program may ever claim anything: of the others nobody need look after their shares. */
export function limitsAnything({ earning, campaigns }: Program): boolean {
  const ofRules = earning.rules.some(({ limit }) => limit !== null && limit.period !== 'order');
  return ofRules || earning.budget !== null || campaigns.some(({ budget }) => budget !== null);
}

/** What was taken away from a part, and by what. */
export interface Cap {
  readonly by: 'order-limit' | 'member-limit' | 'campaign-budget' | 'program-budget';
  readonly took: number;
}

export interface Capped {
  readonly gift: Gift;
  readonly points: number;
  readonly caps: readonly Cap[];
}

interface Place {
  readonly program: Program;
  readonly placedAt: number;
}

function lowered(capped: Capped, to: number, by: Cap['by']): Capped {
  const took = capped.points - Math.min(to, capped.points);
  return took === 0 ? capped : { ...capped, points: capped.points - took, caps: [...capped.caps, { by, took }] };
}

/** Of a rule: first points per order, which the order knows by itself; else how often and how many points in the period. */
function underLimit(capped: Capped, { program, placedAt }: Place, allow: Allow): Capped {
  const { gift, points } = capped;
  const limit = gift.source === 'rule' ? (program.earning.rules.find(({ id }) => id === gift.id)?.limit ?? null) : null;
  if (limit === null || points === 0) return capped;
  if (limit.period === 'order') return limit.points === null ? capped : lowered(capped, limit.points, 'order-limit');
  const claimed = `limit/${gift.id}/${periodName(limit.period, placedAt, program)}`;
  const mine = (unit: Claim['unit'], wanted: number, all: number): Claim => ({
    key: `${claimed}/${unit}`,
    scope: 'member',
    unit,
    wanted,
    limit: all,
  });
  if (limit.times !== null && allow(mine('times', 1, limit.times)) < 1) return lowered(capped, 0, 'member-limit');
  return limit.points === null ? capped : lowered(capped, allow(mine('points', points, limit.points)), 'member-limit');
}

function underCampaignBudget(capped: Capped, { program }: Place, allow: Allow): Capped {
  const { gift, points } = capped;
  const budget = gift.source === 'campaign' ? (program.campaigns.find(({ id }) => id === gift.id)?.budget ?? null) : null;
  if (budget === null || points === 0) return capped;
  const claim: Claim = { key: `budget/campaign/${gift.id}`, scope: 'program', unit: 'points', wanted: points, limit: budget };
  return lowered(capped, allow(claim), 'campaign-budget');
}

/** The first parts have the first claim to what is left. */
function underProgramBudget(all: readonly Capped[], { program, placedAt }: Place, allow: Allow): readonly Capped[] {
  const { budget } = program.earning;
  const wanted = all.reduce((sum, { points }) => sum + points, 0);
  if (budget === null || wanted === 0) return all;
  const key = `budget/program/${periodName(budget.period, placedAt, program)}`;
  let left = allow({ key, scope: 'program', unit: 'points', wanted, limit: budget.points });
  return all.map((capped) => {
    const under = lowered(capped, left, 'program-budget');
    left -= under.points;
    return under;
  });
}

/** Limits per member, then budgets of campaigns, then the program's; a part that does not count asks for nothing. */
export function allowed(gifts: readonly Gift[], program: Program, placedAt: number, allow: Allow): readonly Capped[] {
  const place = { program, placedAt };
  const limited = gifts.map((gift) => {
    const capped = { gift, points: gift.outcome === 'counts' ? gift.points : 0, caps: [] };
    return underCampaignBudget(underLimit(capped, place, allow), place, allow);
  });
  return underProgramBudget(limited, place, allow);
}
