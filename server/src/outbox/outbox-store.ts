// The port to what must still be done in a store: durable, once per effect, tried until it is done or a person must look.
import type { StoreId } from '../loyalty/ids.ts';

/** One thing to be done outside. `effectId` names the fact, once and for ever: adding it again changes nothing. */
export interface NewEffect {
  readonly effectId: string;
  readonly storeId: StoreId;
  /** Names a file of `effects/`. */
  readonly kind: string;
  /** Whose it is, as a keyed hash, so that an erasure finds it; null: nobody's. */
  readonly subject: string | null;
  /** What the kind's schema reads. Sealed where it lies, because it may name a person. */
  readonly body: object;
  readonly createdAt: number;
  /** When a worker may take it. Whoever performs its own effect at once gives itself a head start. */
  readonly dueAt: number;
}

export interface Effect extends NewEffect {
  readonly state: 'new' | 'done' | 'dead';
  readonly attempts: number;
  readonly doneAt: number | null;
  /** Why the last try failed, or why a person must look. */
  readonly reason: string | null;
  /** What performing remembers between tries (the last transaction before a gift); null: nothing yet. */
  readonly memory: object | null;
}

export interface OutboxCounts {
  readonly waiting: number;
  readonly dead: number;
  /** When the oldest that is due was due; null: nothing is. */
  readonly oldestDueAt: number | null;
}

export interface OutboxStore {
  /** `known`: an effect of this id is there already, in whatever state. */
  add(effect: NewEffect): Promise<'stored' | 'known'>;
  /**
   * For effects of which only the newest matters (what a theme reads of a member): replaces the body of one that waits, and wakes one that is
   * done again, not before `dueAt`. While it is being performed the new body waits for its turn.
   */
  restate(effect: NewEffect): Promise<void>;
  /** Effects that are due, for one worker, until the lease ends. */
  claim(lease: string, now: number, leaseUntil: number, limit: number): Promise<Effect[]>;
  claimOne(storeId: StoreId, effectId: string, lease: string, now: number, leaseUntil: number): Promise<Effect | null>;
  /** False when the lease is no longer the caller's. */
  remember(storeId: StoreId, effectId: string, lease: string, memory: object): Promise<boolean>;
  finish(storeId: StoreId, effectId: string, lease: string, doneAt: number): Promise<boolean>;
  /** `dueAt` null: nobody tries again until a person says so. */
  fail(storeId: StoreId, effectId: string, lease: string, reason: string, dueAt: number | null): Promise<boolean>;
  read(storeId: StoreId, effectId: string): Promise<Effect | null>;
  counts(storeId: StoreId, now: number): Promise<OutboxCounts>;
  /** Newest first; positions are opaque. */
  list(storeId: StoreId, state: Effect['state'], before: string | null, limit: number): Promise<{ effects: Effect[]; next: string | null }>;
  /** Dead ones are tried again; says how many. */
  replay(storeId: StoreId, effectIds: readonly string[] | 'all-dead', now: number): Promise<number>;
  /** Done effects older than this are forgotten, bodies and all. */
  prune(before: number): Promise<number>;
  eraseSubject(storeId: StoreId, subject: string): Promise<number>;
}
