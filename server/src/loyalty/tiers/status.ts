// A member's level over time: up at once, down as the merchant promised. Every answer follows from the status before, the figures now and the instant; a
// status once granted is honoured to its end.
import { endOfUnit, startOfUnit } from '../calendar.ts';
import type { Place, TierFigures } from './figures.ts';
import { levelFor, rankOf } from './level-for.ts';
import type { Tiers } from './tiers.ts';

export interface TierStatus {
  /** null: in no level. */
  readonly tierId: string | null;
  readonly grantedAt: number;
  /** Honoured until then whatever happens; null: no such promise. */
  readonly validUntil: number | null;
  /** The level is no longer reached, and is lost then unless it is reached again; null: no time is running. */
  readonly losesAt: number | null;
}

/** One line of a member's history of levels. */
export interface TierChange {
  readonly at: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly why: 'reached' | 'renewed' | 'not-reached-again' | 'level-removed';
}

export interface TierAnswer {
  readonly status: TierStatus;
  /** null: nothing that anybody would notice. */
  readonly change: TierChange | null;
  /** The member should know by now that the level will be lost at `losesAt`. */
  readonly notice: boolean;
}

interface Asked {
  readonly tiers: Tiers;
  readonly now: number;
  readonly place: Place;
}

/** The end of the day that lies so many days after an instant. */
function daysAfter(at: number, days: number, { timeZone, calendar }: Place): number {
  return endOfUnit(at, 'day', days, timeZone, calendar);
}

function granted(tierId: string | null, { tiers, now, place }: Asked): TierStatus {
  const promised = tiers.downgrade === 'at-end' && tierId !== null;
  return { tierId, grantedAt: now, validUntil: promised ? daysAfter(now, tiers.validDays, place) : null, losesAt: null };
}

function moved(from: TierStatus | null, to: string | null, why: TierChange['why'], asked: Asked): TierAnswer {
  const change = { at: asked.now, from: from?.tierId ?? null, to, why };
  return { status: granted(to, asked), change: change.from === to && why !== 'renewed' ? null : change, notice: false };
}

function hasNotice(losesAt: number | null, { tiers, now, place }: Asked): boolean {
  return losesAt !== null && now >= startOfUnit(losesAt - 1, 'day', tiers.noticeDays, place.timeZone, place.calendar);
}

/** When a level that is not reached now would be lost: after what was promised, and then after the grace. Null: it is lost already. */
function losingAt(status: TierStatus, { tiers, now, place }: Asked): number | null {
  // A promise ends with a day, and the grace follows that day; without one it follows today.
  const lastDay = status.validUntil === null ? now : status.validUntil - 1;
  const noGrace = status.validUntil ?? now;
  const losesAt = status.losesAt ?? (tiers.graceDays === 0 ? noGrace : daysAfter(lastDay, tiers.graceDays, place));
  return now >= losesAt ? null : losesAt;
}

/** The level is still reached: a promise that has run out is given anew. */
function kept(status: TierStatus, asked: Asked): TierAnswer {
  const over = status.validUntil !== null && asked.now >= status.validUntil;
  if (over) return moved(status, status.tierId, 'renewed', asked);
  return { status: { ...status, losesAt: null }, change: null, notice: false };
}

function belowNow(status: TierStatus, reached: string | null, asked: Asked): TierAnswer {
  if (asked.tiers.downgrade === 'never') return { status: { ...status, validUntil: null, losesAt: null }, change: null, notice: false };
  const losesAt = losingAt(status, asked);
  if (losesAt === null) return moved(status, reached, 'not-reached-again', asked);
  return { status: { ...status, losesAt }, change: null, notice: hasNotice(losesAt, asked) };
}

/** `previous` null: a member whose level was never looked at. */
export function tierAfter(previous: TierStatus | null, figures: TierFigures, now: number, tiers: Tiers, place: Place): TierAnswer {
  const asked = { tiers, now, place };
  const reached = levelFor(figures, tiers)?.id ?? null;
  const [here, there] = [rankOf(previous?.tierId ?? null, tiers), rankOf(reached, tiers)];
  if (previous === null) return moved(null, reached, 'reached', asked);
  if (previous.tierId !== null && here < 0) return moved(previous, reached, 'level-removed', asked);
  if (there > here) return moved(previous, reached, 'reached', asked);
  return there === here ? kept(previous, asked) : belowNow(previous, reached, asked);
}

/** Points for reaching a level, once in a lifetime; `before`: the levels of the member's history. */
export function entryPointsOf(change: TierChange, before: readonly (string | null)[], { levels }: Tiers): number {
  const level = change.why === 'reached' ? levels.find(({ id }) => id === change.to) : undefined;
  return level === undefined || before.includes(level.id) ? 0 : level.entryPoints;
}
