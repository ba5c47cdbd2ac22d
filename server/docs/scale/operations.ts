// What one delivery asks of the database. Round trips are the measured ones; documents and index entries are counted from the code that
// writes them, because a driver does not say what an update moves in an index.
import type { Measured } from './measured.ts';

export interface Demand {
  /** CPU of our process and of the database, in milliseconds. */
  readonly cpuMs: number;
  readonly databaseMs: number;
  readonly roundTrips: number;
  /** Documents inserted, updated or deleted; index entries put in or taken out. */
  readonly documents: number;
  readonly indexEntries: number;
}

/** Reads of what is remembered for two seconds, and the claim's: they come once per batch or moment, not once per order. */
const SHARED = new Set(['find stores', 'find programs', 'find inbox', 'update inbox', 'getMore']);

/**
 * The life of one inbox item: its five indexes at insert; a claim moves its due time; finishing changes its state in both indexes of states
 * and its doneAt; pruning takes all five out again.
 */
const ITEM = { documents: 4, indexEntries: 5 + 2 + 6 + 5 };

const own = (trips: Record<string, number>): number =>
  Object.entries(trips).reduce((sum, [name, count]) => (SHARED.has(name) ? sum : sum + Math.round(count)), 0);

export interface Operations {
  readonly accept: Demand;
  readonly givingPoints: Demand;
  readonly changingNothing: Demand;
  /** Part of the work on a delivery that is done for each even when several about one order are settled together. */
  readonly absorbShare: number;
  /** Reads of a store and its programs that a worker makes for one order although both are remembered. */
  readonly wastedReads: number;
}

/** Member, order read, order written. */
const ABSORB_TRIPS = 3;

export function operationsOf({ bench, counted }: Measured): Operations {
  const { givingPoints, changingNothing, documents } = counted;
  const giving = own(givingPoints.roundTrips);
  const nothing = own(changingNothing.roundTrips);
  const work = { cpuMs: bench.work.cpuMicros / 1_000, databaseMs: bench.work.databaseCpuMicros / 1_000 };
  const ratio = nothing / giving;
  const accept = { cpuMs: bench.accept.cpuMicros / 1_000, databaseMs: bench.accept.databaseCpuMicros / 1_000 };
  // Order inserted and judged; one entry; the balance's row and its two entries for the due time.
  const written = { documents: 4, indexEntries: documents.orders.indexes + documents.entries.indexes + 2 };
  const reads = ['find stores', 'find programs'].reduce((sum, name) => sum + (givingPoints.roundTrips[name] ?? 0), 0);
  return {
    accept: { ...accept, roundTrips: 1, ...ITEM },
    givingPoints: { ...work, roundTrips: giving, ...written },
    changingNothing: {
      cpuMs: work.cpuMs * ratio,
      databaseMs: work.databaseMs * ratio,
      roundTrips: nothing,
      documents: 1,
      indexEntries: 0,
    },
    absorbShare: ABSORB_TRIPS / giving,
    wastedReads: reads,
  };
}
