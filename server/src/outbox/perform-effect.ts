// One effect, from the claim to its end: perform it, tell inside what became of it, and only then mark it done. A crash between any two of these
// means that it is performed again, which finds what was done and tells the same once more.
import type { Logger } from 'pino';
import { StoreUnreachable, type StoreConnection } from '../platforms/platform.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { Declined, Unclear, type EffectKind, type EffectKinds, type Performing, type Tidings } from './effect.ts';
import { nextTryAt } from './next-try.ts';
import type { Claim, Effect, OutboxStore } from './outbox-store.ts';

export interface PerformNeeds {
  readonly outbox: OutboxStore;
  readonly kinds: EffectKinds;
  readonly directory: Pick<StoreDirectory, 'get'>;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  /** Puts the news into the inbox, once for the effect, and gives the item's id. */
  readonly tell: (storeId: StoreId, effectId: string, tidings: Tidings) => Promise<string>;
  readonly clock: () => number;
  readonly log: Logger;
}

/** `told`: the inbox item that says what became of it. */
export type Ending = { readonly kind: 'done'; readonly told: string | null } | { readonly kind: 'failed' | 'lost' };

interface Held {
  readonly effect: Effect;
  readonly claim: Claim;
  readonly leaseUntil: number;
}

interface Read {
  readonly kind: EffectKind;
  readonly body: object;
}

/** Somebody else performs it by now: whatever was found out here is theirs to find out. */
class LeaseLost extends Error {
  constructor() {
    super('the lease ran out');
    this.name = 'LeaseLost';
  }
}

function readOf(kinds: EffectKinds, { kind: name, body }: Effect): Read {
  const kind = kinds[name];
  if (kind === undefined) throw new Error(`nobody here performs "${name}"`);
  return { kind, body: kind.schema.parse(body) };
}

async function storeOf({ directory }: PerformNeeds, storeId: StoreId): Promise<StoreRecord> {
  const store = await directory.get(storeId);
  if (store === null) throw new StoreUnreachable('this store is not installed');
  return store;
}

async function performing(needs: PerformNeeds, { effect, claim, leaseUntil }: Held): Promise<Performing> {
  const store = await storeOf(needs, effect.storeId);
  const remember = async (memory: object): Promise<void> => {
    if (!(await needs.outbox.remember(claim, memory))) throw new LeaseLost();
  };
  const { effectId, attempts, memory } = effect;
  return { store, connection: needs.connect(store), effectId, attempts, now: needs.clock, leaseUntil, memory, remember };
}

/** @throws whatever stood in the way, when there is nothing to tell of a refusal. */
async function outcome(needs: PerformNeeds, { kind, body }: Read, held: Held): Promise<{ tidings: Tidings | null; reason: string | null }> {
  try {
    return { tidings: await kind.perform(body, await performing(needs, held)), reason: null };
  } catch (error) {
    const refusal = error instanceof Declined ? kind.refused(body, error.message, held.effect.storeId) : 'dead';
    if (refusal === 'dead') throw error;
    return { tidings: refusal, reason: (error as Error).message };
  }
}

async function perform(needs: PerformNeeds, held: Held): Promise<Ending> {
  const { storeId, effectId } = held.effect;
  const { tidings, reason } = await outcome(needs, readOf(needs.kinds, held.effect), held);
  const told = tidings === null ? null : await needs.tell(storeId, effectId, tidings);
  // When the lease has run out meanwhile, somebody else finds the same and tells it once more, which is known.
  return (await needs.outbox.finish(held.claim, needs.clock(), reason)) ? { kind: 'done', told } : { kind: 'lost' };
}

function whatThen(needs: PerformNeeds, { kind: name, attempts }: Effect, error: Error): number | 'dead' | 'unclear' {
  if (error instanceof Unclear) return 'unclear';
  if (error instanceof Declined) return 'dead';
  const patient = needs.kinds[name]?.patient === true;
  return nextTryAt(error, { attempts, patient }, needs.clock(), Math.random()) ?? 'dead';
}

async function failed(needs: PerformNeeds, { effect, claim }: Held, error: Error): Promise<Ending> {
  if (error instanceof LeaseLost) return { kind: 'lost' };
  const { storeId, effectId, kind, attempts } = effect;
  const then = whatThen(needs, effect, error);
  const facts = { storeId, effectId, kind, attempts, err: error };
  if (typeof then === 'number') needs.log.warn(facts, 'an effect failed and will be tried again');
  else needs.log.error(facts, 'an effect went to the dead letters');
  const kept = await needs.outbox.fail(claim, `${error.name}: ${error.message}`.slice(0, 500), then);
  return { kind: kept ? 'failed' : 'lost' };
}

/** Never throws for what the effect itself did; throws when the database cannot be asked. */
export async function performEffect(needs: PerformNeeds, held: Held): Promise<Ending> {
  try {
    return await perform(needs, held);
  } catch (error) {
    return failed(needs, held, error instanceof Error ? error : new Error(String(error)));
  }
}
