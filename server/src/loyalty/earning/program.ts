// What the merchant promised, as an immutable version. An order is judged by the version in force when it was placed.
import type { Calendar } from '../calendar.ts';

/** Points wait this many days after the moment; a moment that has not come yet makes them wait for an unknown time. */
export interface Hold {
  readonly days: number;
  readonly after: 'payment' | 'fulfilment' | 'delivery';
}

export type Expiry =
  | { readonly kind: 'never' }
  /** At the end of the day that lies this many days after the points became available. */
  | { readonly kind: 'days'; readonly days: number }
  /** At the end of the month, quarter or year that lies `ahead` of the one in which they became available. */
  | { readonly kind: 'end-of'; readonly unit: 'month' | 'quarter' | 'year'; readonly ahead: number }
  /** When the member earns nothing for this many days; every earning gives all points the time anew. */
  | { readonly kind: 'inactivity'; readonly days: number };

export interface Program {
  /** 1, 2, 3, ... per store. */
  readonly version: number;
  /** Half-open: in force from this instant until the next version's. */
  readonly inForceFrom: number;
  readonly active: boolean;
  readonly currency: string;
  /** IANA zone in which days and months end. */
  readonly timeZone: string;
  readonly calendar: Calendar;
  /** Points per whole unit of the currency, in basis points: 10000 is one point. */
  readonly rateBasisPoints: number;
  readonly hold: Hold | null;
  readonly expiry: Expiry;
  /** What happens when more is taken back than is there: see the glossary, "deficit". */
  readonly negative: 'allow' | 'carry' | 'write-off';
  /** How long a lot that comes back from a reward stays after its expiry, once. */
  readonly graceMs: number;
  /** An adjustment of more points needs approval; null: none does. */
  readonly approvalAbove: number | null;
}

const DAY_MS = 86_400_000;

/** Of a newly added store, until the merchant edits it: 1 point per whole unit, no hold, no expiry, negative balances allowed. */
export function defaultProgram(currency: string, timeZone = 'UTC'): Program {
  const earning = { active: true, currency, timeZone, calendar: 'gregorian', rateBasisPoints: 10_000 } as const;
  const times = { hold: null, expiry: { kind: 'never' }, graceMs: 30 * DAY_MS } as const;
  return { version: 1, inForceFrom: 0, ...earning, ...times, negative: 'allow', approvalAbove: null };
}

/** The version in force at an instant; `versions` in any order. Null only when there is none at all. */
export function inForceAt(versions: readonly Program[], at: number): Program | null {
  const started = versions
    .filter((program) => program.inForceFrom <= at)
    .toSorted((a, b) => b.inForceFrom - a.inForceFrom || b.version - a.version);
  return started[0] ?? versions.toSorted((a, b) => a.version - b.version)[0] ?? null;
}
