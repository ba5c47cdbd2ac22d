// Which days are looked at: so many back from today in the store's time zone, kept in the address.
import { useSearchParams } from 'react-router';
import { useSession } from '../../shell/session-context.tsx';

export const SPANS = [7, 30, 90, 365] as const;
const USUAL: (typeof SPANS)[number] = 30;
const DAY_MS = 86_400_000;

export interface Days {
  readonly span: number;
  readonly from: string;
  readonly until: string;
  readonly choose: (span: string) => void;
}

/** "2026-11-21" where the store is. */
export function dayIn(timeZone: string, at: number): string {
  // Swedish dates are written as ISO 8601 writes them.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
}

/** The calendar day so many days before. */
export function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(day) - count * DAY_MS).toISOString().slice(0, 10);
}

export function useDays(): Days {
  const { store } = useSession();
  const [params, setParams] = useSearchParams();
  const span = SPANS.find((one) => String(one) === params.get('days')) ?? USUAL;
  const until = dayIn(store.timeZone, Date.now());
  const choose = (chosen: string): void => {
    const next = new URLSearchParams(params);
    next.set('days', chosen);
    setParams(next);
  };
  return { span, from: daysBefore(until, span - 1), until, choose };
}

/** More bars than this cannot be told apart, so weeks stand for days. */
const MOST_BARS = 60;
const WEEK_DAYS = 7;

/** One bar for each day, or for each week where there are too many days; both ends included. */
export function barsBetween(
  from: string,
  until: string,
): { readonly weeks: boolean; readonly bars: readonly { first: string; last: string }[] } {
  const count = Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS) + 1;
  const size = count > MOST_BARS ? WEEK_DAYS : 1;
  const bars = Array.from({ length: Math.ceil(count / size) }, (_, index) => {
    const first = daysBefore(from, -index * size);
    return { first, last: daysBefore(first, 1 - size) };
  });
  return { weeks: size > 1, bars };
}
