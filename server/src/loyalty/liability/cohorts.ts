// Breakage: of the points issued in a month, how many were spent, how many expired, how many are still open; and how that went by age.
import type { Books } from './books.ts';
import { noFlows, openOf, WITHOUT_LOT, type CohortFlows } from './cohort-books.ts';
import { monthName, type MonthIndex } from './months.ts';

/** Points. given - reversed - redeemed - expired - other = open. */
export interface Cohort extends Readonly<CohortFlows> {
  /** The month of issue; null: points that no lot holds (debts). */
  readonly month: string | null;
  readonly open: number;
  /** Of what was given and not taken back, in basis points rounded down; null where nothing is left to divide by. */
  readonly redeemedShare: number | null;
  readonly expiredShare: number | null;
}

/** All cohorts together that are this many months old or older, each as it was at that age. */
export interface Age {
  /** 0: the month of issue itself. */
  readonly months: number;
  readonly cohorts: number;
  /** Given and not taken back by then. */
  readonly kept: number;
  readonly redeemed: number;
  readonly expired: number;
  readonly redeemedShare: number | null;
  readonly expiredShare: number | null;
}

/** Basis points, rounded down; what came back can make the part smaller than nothing, which is shown as nothing. */
function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.max(0, Number((BigInt(part) * 10_000n) / BigInt(whole))) : null;
}

function addTo(sum: CohortFlows, flows: CohortFlows): void {
  sum.given += flows.given;
  sum.redeemed += flows.redeemed;
  sum.expired += flows.expired;
  sum.reversed += flows.reversed;
  sum.other += flows.other;
}

function upTo(flows: ReadonlyMap<MonthIndex, CohortFlows>, last: MonthIndex): CohortFlows {
  const sum = noFlows();
  for (const [month, each] of flows) if (month <= last) addTo(sum, each);
  return sum;
}

/** Every cohort as it stands at the end of the month `last`, the oldest first; their `open` sums to that month's closing. */
export function cohortsOf(books: Books, last: MonthIndex): Cohort[] {
  const known = [...books.cohorts.flows].toSorted(([a], [b]) => Number(a === WITHOUT_LOT) - Number(b === WITHOUT_LOT) || a - b);
  return known.flatMap(([cohort, months]) => {
    if (Math.min(...months.keys()) > last) return [];
    const flows = upTo(months, last);
    const kept = cohort === WITHOUT_LOT ? 0 : flows.given - flows.reversed;
    const shares = { redeemedShare: shareOf(flows.redeemed, kept), expiredShare: shareOf(flows.expired, kept) };
    return [{ month: cohort === WITHOUT_LOT ? null : monthName(cohort), ...flows, open: openOf(flows), ...shares }];
  });
}

/** Points of a month before these books began were brought by an import: what had become of the others of that month, nobody saw. */
function wasSeenFromTheStart([cohort, months]: [MonthIndex, ReadonlyMap<MonthIndex, CohortFlows>]): boolean {
  return Math.min(...months.keys()) === cohort;
}

/**
 * The observed rates by age. A cohort counts at an age only when the month in which it reached that age is closed (`lastClosed`), and with
 * what had happened by then, so a rate never changes after it was shown.
 */
export function agesOf(books: Books, lastClosed: MonthIndex): Age[] {
  const cohorts = [...books.cohorts.flows].filter((each) => each[0] !== WITHOUT_LOT && each[0] <= lastClosed && wasSeenFromTheStart(each));
  const oldest = Math.min(...cohorts.map(([cohort]) => cohort));
  const ages: Age[] = [];
  for (let age = 0; cohorts.length > 0 && age <= lastClosed - oldest; age += 1) {
    const sum = noFlows();
    const counted = cohorts.filter(([cohort]) => cohort + age <= lastClosed);
    for (const [cohort, months] of counted) addTo(sum, upTo(months, cohort + age));
    const kept = sum.given - sum.reversed;
    const { redeemed, expired } = sum;
    const shares = { redeemedShare: shareOf(redeemed, kept), expiredShare: shareOf(expired, kept) };
    ages.push({ months: age, cohorts: counted.length, kept, redeemed, expired, ...shares });
  }
  return ages;
}
