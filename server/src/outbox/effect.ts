// What an effect is: one thing done in a store, that can be asked for any number of times and happens once. One file each in `effects/`.
import type { z } from 'zod';
import type { StoreId } from '../loyalty/ids.ts';
import type { StoreConnection } from '../platforms/platform.ts';
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
  readonly now: number;
  /** Of earlier tries. */
  readonly memory: object | null;
  /** Kept durably before it returns: what must be known after a crash. */
  readonly remember: (memory: object) => Promise<void>;
}

/** Trying again could do it twice, and nobody but a person can tell: the effect becomes a dead letter. */
export class Unclear extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'Unclear';
  }
}

export interface EffectKind<Body extends object = object> {
  readonly kind: string;
  readonly schema: z.ZodType<Body>;
  /**
   * Does it, or finds that it was done. Throws `StoreUnreachable` (it is tried again), {@link Unclear} (a person looks), or anything else
   * (tried again, then a dead letter). `null`: there is nothing to tell.
   */
  readonly perform: (body: Body, performing: Performing) => Promise<Tidings | null>;
  /** The store says no for good (`StoreRefused`): what is told then, for example so that points go back. Null: a dead letter. */
  readonly refused: (body: Body, why: string, store: StoreId) => Tidings | null;
}

/** Keeps a kind's body and its schema together while the registry forgets which it was. */
export function effectKind<Body extends object>(kind: EffectKind<Body>): EffectKind {
  return {
    kind: kind.kind,
    schema: kind.schema,
    // The registry reads a body with the kind's own schema before it comes here.
    perform: (body, performing) => kind.perform(body as Body, performing),
    refused: (body, why, store) => kind.refused(body as Body, why, store),
  };
}
