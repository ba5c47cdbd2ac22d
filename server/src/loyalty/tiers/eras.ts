// The levels a program had, has and will have: each version's, from when it came into force until the next one did.
import type { Program } from '../program/program.ts';
import type { Place } from './figures.ts';
import type { Tiers } from './tiers.ts';

export interface Era {
  readonly from: number;
  /** null: no levels then. */
  readonly tiers: Tiers | null;
  readonly place: Place;
  readonly currency: string;
}

/** All that decides who is in which level: names, perks and what a level multiplies do not. */
function measureOf({ tiers, place, currency }: Era): string {
  if (tiers === null) return 'none';
  const { window, need, downgrade, validDays, graceDays, levels } = tiers;
  const asked = levels.map(({ id, threshold, entryPoints }) => [id, threshold, entryPoints]);
  return JSON.stringify([window, need, downgrade, validDays, graceDays, asked, place, currency]);
}

export function eraOf({ inForceFrom: from, tiers, timeZone, calendar, currency }: Program): Era {
  return { from, tiers, place: { timeZone, calendar }, currency };
}

/** In sequence; the first one reaches back for ever. Versions that measure alike are one era. */
export function erasOf(versions: readonly Program[]): Era[] {
  const eras: Era[] = [];
  for (const version of versions.toSorted((a, b) => a.inForceFrom - b.inForceFrom || a.version - b.version)) {
    const [era, last] = [eraOf(version), eras.at(-1)];
    if (last?.from === era.from) eras.pop();
    const before = eras.at(-1);
    if (before === undefined || measureOf(before) !== measureOf(era)) eras.push(era);
  }
  return eras.map((era, index) => (index === 0 ? { ...era, from: Number.MIN_SAFE_INTEGER } : era));
}

export const haveLevels = (eras: readonly Era[]): boolean => eras.some(({ tiers }) => tiers !== null);

/** Whether any level ever asks for points: only then is it worth reading what was earned. */
export function askForPoints(eras: readonly Era[]): boolean {
  return eras.some(({ tiers }) => tiers?.levels.some(({ threshold }) => threshold.points !== null) ?? false);
}

/** Equal when the same members are in the same levels at the same times. */
export function measureOfAll(eras: readonly Era[]): string {
  return JSON.stringify(eras.map((era) => [era.from, measureOf(era)]));
}
