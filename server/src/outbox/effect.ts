// What an effect is: one thing done in a store, that can be asked for any number of times and happens once. One file each in `effects/`.
import type { z } from 'zod';
import type { StoreId } from '../loyalty/ids.ts';
import { StoreRefused, type StoreConnection } from '../platforms/platform.ts';
import type { StoreRecord } from '../stores/store-record.ts';

/** What became of it, told inside by an inbox item, because points change only through that door. */
export interface Tidings {
  /** A topic of `inbox/request-bodies.ts`. */
  readonly topic: string;
  readonly body: object;
}

export interface Performing {
  readonly store: StoreRecord;
  /** Null: this store cannot be asked (it left, or gave no credentials). */
  readonly connection: StoreConnection | null;
  readonly effectId: string;
  /** 1 on the first try. */
  readonly attempts: number;
  readonly now: () => number;
  /** Until then nobody else performs it. */
  readonly leaseUntil: number;
  /** Of earlier tries. */
  readonly memory: object | null;
  /** Kept durably before it returns: what must be known after a crash. Throws when somebody else performs the effect by now. */
  readonly remember: (memory: object) => Promise<void>;
}

/** Trying again could do it twice, and nobody but a person can tell: the effect becomes a dead letter. */
export class Unclear extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'Unclear';
  }
}

/** Nothing of it is in the store and never will be: what {@link EffectKind.refused} is asked for. */
export class Declined extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'Declined';
  }
}

export interface EffectKind<Body extends object = object> {
  readonly kind: string;
  readonly schema: z.ZodType<Body>;
  /**
   * Does it, or finds that it was done. Throws {@link Declined}, {@link Unclear} (a person looks), `StoreUnreachable` (it is tried again), or
   * anything else (tried again, then a dead letter). `null`: there is nothing to tell.
   */
  readonly perform: (body: Body, performing: Performing) => Promise<Tidings | null>;
  /** The store says no for good: what is told then, for example so that points go back. `dead`: a person looks; null: it is of no consequence. */
  readonly refused: (body: Body, why: string, store: StoreId) => Tidings | 'dead' | null;
  /** What is told when a person looked and says that it was done. Left out: a person cannot say that. */
  readonly givenAfterAll?: (body: Body) => Tidings;
  /** Effects of one lane are performed one after the other; one whose outcome is unclear holds up the others. Null: beside everything. */
  readonly lane?: (body: Body) => string | null;
  /** Never a dead letter by itself: it is tried until the store answers. */
  readonly patient?: boolean;
  /** It holds nothing of a person and takes something back: an erasure leaves it. */
  readonly outlivesErasure?: boolean;
}

export type EffectKinds = Readonly<Record<string, EffectKind>>;

/** Keeps a kind's body and its schema together while the registry forgets which it was. */
export function effectKind<Body extends object>(kind: EffectKind<Body>): EffectKind {
  // The registry reads a body with the kind's own schema before it comes here.
  return kind as unknown as EffectKind;
}

/** The store read what we wanted and will not do it. */
const JUDGED = 422;
/** An answer that cannot be read: what it was asked may have been done all the same. */
const UNREADABLE = 200;

/**
 * Whether a refusal says for certain that nothing was done: the store judged the wish, or it turned us away on the first try, when nothing can
 * have been done before. Whatever else it says no to on a later try (our access, for one) says nothing about the earlier ones.
 */
export function isCertain(error: unknown, attempts: number): error is StoreRefused {
  if (!(error instanceof StoreRefused)) return false;
  return error.status === JUDGED || (attempts === 1 && !isUnreadable(error));
}

/** An answer that cannot be read: nobody knows what became of the wish. */
export const isUnreadable = ({ status }: StoreRefused): boolean => status === UNREADABLE;
