/** What can go wrong between a shop and an app, on purpose. Durable, so that a restart in an outage is still in the outage. */
import { z } from 'zod';
import type { Database } from '../shop/database.ts';

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
});

export type Faults = z.infer<typeof faultsSchema>;
export const faultsChange = faultsSchema.partial().strict();
const NONE: Faults = { duplicateRate: 0, dropRate: 0, shuffleMs: 0, outage: false };

export interface FaultsStore {
  get(): Faults;
  change(change: z.infer<typeof faultsChange>): Faults;
}

export function openFaults(db: Database): FaultsStore {
  const row = db.one<{ value: string }>("select value from settings where key = 'faults'");
  let current: Faults = row ? faultsSchema.parse({ ...NONE, ...(JSON.parse(row.value) as object) }) : NONE;
  return {
    get: () => current,
    change(change) {
      current = faultsSchema.parse({ ...current, ...change });
      db.run("insert into settings values ('faults', ?) on conflict (key) do update set value = excluded.value", JSON.stringify(current));
      return current;
    },
  };
}
