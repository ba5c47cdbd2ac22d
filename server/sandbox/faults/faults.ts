/** What can go wrong between a shop and an app, on purpose. Durable, so that a restart in an outage is still in the outage. */
import { z } from 'zod';
import type { Database } from '../shop/database.ts';
import { callFaults, strike } from './call-faults.ts';
import type { AppCall, Struck } from './call-faults.ts';

const rate = z.number().min(0).max(1);
const faultsSchema = z.object({
  /** Share of deliveries sent twice, with the same webhook id and body. */
  duplicateRate: rate,
  /** Share of deliveries that never arrive: neither sent nor retried, as after eight failures. */
  dropRate: rate,
  /** Every delivery waits a random time up to this before its first attempt, so they arrive out of order. */
  shuffleMs: z.int().min(0).max(600_000),
  /** While true no attempt reaches the app; deliveries are retried as after a refused connection. */
  outage: z.boolean(),
  /** While true every call of the app to the shop, for tokens too, is answered with 503. */
  apiOutage: z.boolean(),
  /** What the mail server does with every mail: nobody is there, come again, or it takes it and the connection breaks. */
  mail: z.enum(['fine', 'reject', 'greylist', 'cut']),
  /** What happens to single calls of the app. A change gives the whole list. */
  calls: callFaults,
});

export type Faults = z.infer<typeof faultsSchema>;
const NONE: Faults = { duplicateRate: 0, dropRate: 0, shuffleMs: 0, outage: false, apiOutage: false, mail: 'fine', calls: [] };

/** Whole states of the world, by name. */
export const PRESETS = {
  calm: NONE,
  badDay: {
    ...NONE,
    dropRate: 0.4,
    duplicateRate: 0.3,
    shuffleMs: 5000,
    calls: callFaults.parse([{ kind: 'slow', ms: 1500, rate: 0.7 }]),
  },
  lostAnswers: {
    ...NONE,
    calls: callFaults.parse([
      { kind: 'failAfter', rate: 0.25 },
      { kind: 'cutAfter', rate: 0.25 },
    ]),
  },
  busy: {
    ...NONE,
    calls: callFaults.parse([
      { kind: 'tooMany', rate: 0.3 },
      { kind: 'throttled', rate: 0.3 },
    ]),
  },
  silence: { ...NONE, outage: true, apiOutage: true },
} as const satisfies Record<string, Faults>;

export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as [Preset, ...Preset[]];

/** A preset is the ground; what stands beside it changes that. */
export const faultsChange = faultsSchema
  .partial()
  .extend({ preset: z.enum(PRESET_NAMES).optional() })
  .strict();

export interface FaultsStore {
  get(): Faults;
  change(change: z.input<typeof faultsChange>): Faults;
  /** Says what strikes a call of the app, and counts it. */
  strike(call: AppCall): Struck;
  /** Something goes wrong on purpose just now. */
  any(): boolean;
}

export function openFaults(db: Database): FaultsStore {
  const row = db.one<{ value: string }>("select value from settings where key = 'faults'");
  let current: Faults = row ? faultsSchema.parse({ ...NONE, ...(JSON.parse(row.value) as object) }) : NONE;
  const keep = (next: Faults): Faults => {
    current = next;
    db.run("insert into settings values ('faults', ?) on conflict (key) do update set value = excluded.value", JSON.stringify(current));
    return current;
  };
  return {
    get: () => current,
    change(change) {
      const { preset, ...rest } = faultsChange.parse(change);
      return keep(faultsSchema.parse({ ...(preset === undefined ? current : PRESETS[preset]), ...rest }));
    },
    strike(call) {
      if (current.calls.length === 0) return { waitBefore: 0, waitAfter: 0, fault: undefined };
      const { struck, left } = strike(current.calls, call, Math.random);
      if (JSON.stringify(left) !== JSON.stringify(current.calls)) keep({ ...current, calls: left });
      return struck;
    },
    any: () => JSON.stringify(current) !== JSON.stringify(NONE),
  };
}
