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

/** What lists show: nothing that is sealed. */
export interface EffectView extends Omit<NewEffect, 'body' | 'subject'> {
  readonly state: 'new' | 'done' | 'dead';
  readonly attempts: number;
  readonly doneAt: number | null;
  /** Why the last try failed, or why a person must look. */
  readonly reason: string | null;
  /** Trying again could do it twice: only a person who looked in the store may have it tried again. */
  readonly unclear: boolean;
}

export interface Effect extends EffectView {
  readonly subject: string | null;
  readonly body: object;
  /** What performing remembers between tries (the last transaction before a gift); null: nothing yet. */
  readonly memory: object | null;
}

/** An effect that is the caller's until the lease ends. */
export interface Claim {
  readonly storeId: StoreId;
  readonly effectId: string;
  readonly lease: string;
}

/** Both null: it is under way, or dead. */
export interface Glance {
  /** Nobody takes it before this. */
  readonly waitsUntil: number | null;
  readonly doneAt: number | null;
}

export interface OutboxCounts {
  readonly waiting: number;
  /** Of those that wait: they were tried and failed. */
  readonly failing: number;
  readonly dead: number;
  /** Of those that are dead: only a person can say whether they were done. */
  readonly unclear: number;
  /** When the oldest that is due was due; null: nothing is. */
  readonly oldestDueAt: number | null;
}

export interface OutboxStore {
  /** `known`: an effect of this id is there already, in whatever state. */
  add(effect: NewEffect): Promise<'stored' | 'known'>;
  /**
   * For effects of which only the newest matters (what a theme reads of a member): one that waits keeps its place in time and gets the new body,
   * one that is over waits again until its `dueAt`. One that is being performed is performed once more afterwards.
   */
  restate(effects: readonly NewEffect[]): Promise<void>;
  /** Effects that are due, for one worker, until the lease ends. None of a store of `except`, and of a lane only one that nothing holds up. */
  claim(lease: string, now: number, leaseUntil: number, limit: number, except?: readonly StoreId[]): Promise<Effect[]>;
  /** One by name, due or not. Null: it is over, somebody has it, or its lane is held up. */
  claimOne(storeId: StoreId, effectId: string, lease: string, now: number, leaseUntil: number): Promise<Effect | null>;
  /** False when the lease is no longer the caller's. */
  remember(claim: Claim, memory: object): Promise<boolean>;
  /** False when the lease is no longer the caller's. */
  finish(claim: Claim, doneAt: number, reason?: string | null): Promise<boolean>;
  /** `then`: the next try's instant; or nobody tries again until a person says so. False when the lease is no longer the caller's. */
  fail(claim: Claim, reason: string, then: number | 'dead' | 'unclear'): Promise<boolean>;
  /** How these effects stand; those that nobody ever asked for are left out. */
  glance(storeId: StoreId, effectIds: readonly string[]): Promise<Map<string, Glance>>;
  read(storeId: StoreId, effectId: string): Promise<Effect | null>;
  counts(storeId: StoreId, now: number): Promise<OutboxCounts>;
  /** Of all stores, for an operator. */
  overall(now: number): Promise<Pick<OutboxCounts, 'dead' | 'oldestDueAt'>>;
  /** The last due first; positions are opaque. */
  list(
    storeId: StoreId,
    state: Effect['state'],
    before: string | null,
    limit: number,
  ): Promise<{ effects: EffectView[]; next: string | null }>;
  /**
   * Dead ones are tried again; says how many. Named ones begin anew, because a person looked: what unclear ones remembered is forgotten.
   * `all-dead` leaves the unclear ones.
   */
  replay(storeId: StoreId, effectIds: readonly string[] | 'all-dead', now: number): Promise<number>;
  /** A dead one is nobody's work any more; null: it is not dead. Whoever calls it has told what became of it. */
  close(storeId: StoreId, effectId: string, now: number, reason: string): Promise<boolean>;
  /** Done effects older than this are forgotten, bodies and all. */
  prune(before: number): Promise<number>;
  /** Everything of a person, except what waits to be done and is of a kind of `keep`. */
  eraseSubject(storeId: StoreId, subject: string, keep: readonly string[]): Promise<number>;
}
