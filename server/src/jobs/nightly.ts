// Every night, for every store, in its own time zone: yesterday is sealed, then the whole ledger is proved, and what was found is kept for the
// admin to show. One process does it for a store; one that is cut short is taken up again, and nothing is ever sealed twice.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Leases } from '../leases/leases.ts';
import type { Checkpoint } from '../ledger/checkpoint.ts';
import { CHECKPOINT_MARGIN_MS } from '../ledger/checkpoint-maker.ts';
import type { CheckpointStore, VerificationStore } from '../ledger/checkpoint-store.ts';
import type { Verification } from '../ledger/verify.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';
import { isQuiet, lastEndedDay, OVERDUE_MS, type EndedDay } from './nightly-hours.ts';

export interface NightlyOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly leases: Leases;
  readonly proof: {
    readonly checkpoints: Pick<CheckpointStore, 'newest'>;
    readonly verifications: Pick<VerificationStore, 'keep' | 'ofDay'>;
    seal(storeId: StoreId, day: string, to: number): Promise<Checkpoint>;
    verify(storeId: StoreId): Promise<Verification>;
  };
  readonly clock: () => number;
  readonly log: Logger;
}

const LOOK_MS = 5 * 60_000;
/** A process that dies leaves its night to another after this; longer than the proof of a very large store takes. */
const LEASE_MS = 2 * 3_600_000;
const PROBLEMS_KEPT = 20;

/** The day to look back at, if it is time: the quiet hours, or any hour when the last sealed day is too long ago. */
async function dueDay({ proof, clock }: NightlyOptions, store: StoreRecord): Promise<EndedDay | null> {
  const now = clock();
  const ended = lastEndedDay(now, store.timeZone);
  if (now < ended.endedAt + CHECKPOINT_MARGIN_MS) return null;
  if ((await proof.verifications.ofDay(store.storeId, ended.day)) !== null) return null;
  const sealedTo = (await proof.checkpoints.newest(store.storeId))?.to ?? store.createdAt;
  const overdue = now - sealedTo > OVERDUE_MS;
  return isQuiet(now, ended) || overdue ? ended : null;
}

async function look(options: NightlyOptions, { storeId }: StoreRecord, { day, endedAt }: EndedDay): Promise<Verification> {
  const { proof, clock, log } = options;
  const startedAt = clock();
  const sealed = await proof.seal(storeId, day, endedAt);
  // The log is the witness outside of the database: who can cut off checkpoints there cannot take this line back.
  log.info({ storeId, day: sealed.day, n: sealed.n, entries: sealed.entries, seal: sealed.seal }, 'the ledger is sealed up to this day');
  const found = await proof.verify(storeId);
  const { ok, entries, members, problemCount, checkpoint } = found;
  const kept = { storeId, day, at: clock(), tookMs: clock() - startedAt, ok, entries, members, problemCount };
  const witness = checkpoint === null ? null : { n: checkpoint.n, seal: checkpoint.seal };
  await proof.verifications.keep({ ...kept, problems: found.problems.slice(0, PROBLEMS_KEPT), checkpoint: witness });
  if (ok) log.info({ storeId, entries, members }, 'the ledger is proved');
  else log.error({ storeId, problemCount, first: found.problems[0] }, 'the ledger does not prove: run `npm run lasting -- verify`');
  return found;
}

/** One look at every store. Says which were proved now. A store whose night fails is logged and tried again; the others go on. */
export async function nightly(options: NightlyOptions): Promise<StoreId[]> {
  const { stores, leases, clock, log } = options;
  const proved: StoreId[] = [];
  for (const store of await stores.list()) {
    const { storeId } = store;
    const due = await dueDay(options, store);
    const [name, holder] = [`nightly/${storeId}`, randomUUID()];
    if (due === null || !(await leases.acquire(name, holder, clock(), clock() + LEASE_MS))) continue;
    try {
      // Asked again under the lease: whoever held it before may just have done it.
      if ((await dueDay(options, store)) === null) continue;
      await look(options, store, due);
      proved.push(storeId);
    } catch (error) {
      log.error({ err: error, storeId }, 'the nightly proof of a store failed, and is tried again');
    } finally {
      await leases.release(name, holder);
    }
  }
  return proved;
}

/** Looks until the returned function is called; one look at a time, because proofs may take longer than the time between two. */
export function startNightly(options: NightlyOptions): () => void {
  const rhythm = {
    everyMs: LOOK_MS,
    log: options.log,
    failed: 'the nightly job could not look at the stores',
    atOnce: false,
    oneAtATime: true,
  };
  return lookEvery(rhythm, () => nightly(options));
}
