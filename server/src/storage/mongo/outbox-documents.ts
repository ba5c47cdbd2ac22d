// How an effect lies in the database: what it is about and what is remembered of it are sealed, everything a list needs is not.
import { createHash } from 'node:crypto';
import type { Binary } from 'bson';
import type { StoreId } from '../../loyalty/ids.ts';
import type { EffectKinds } from '../../outbox/effect.ts';
import type { Effect, EffectView, NewEffect } from '../../outbox/outbox-store.ts';
import type { Keyring } from '../../secrets/keyring.ts';

export interface EffectDocument extends Omit<Effect, 'body' | 'memory'> {
  readonly _id: string;
  readonly body: Buffer | Binary;
  readonly memory: Buffer | Binary | null;
  /** Effects that must not be under way together; a hash, because its name may hold an id of a customer. Missing: beside everything. */
  readonly lane?: string;
  readonly lease: string | null;
  readonly leasedUntil: number;
  /** It was restated while it was under way, or may have been. */
  readonly again?: boolean;
}

type Sealed = Pick<
  EffectDocument,
  '_id' | 'effectId' | 'storeId' | 'kind' | 'subject' | 'body' | 'memory' | 'lane' | 'createdAt' | 'dueAt'
>;

export const nameOf = (storeId: StoreId, effectId: string): string => `${storeId}/${effectId}`;

const bytesOf = (sealed: Buffer | Binary): Buffer =>
  Buffer.isBuffer(sealed) ? sealed : Buffer.from(sealed.buffer.subarray(0, sealed.position));

export class OutboxDocuments {
  readonly #keys: Keyring;
  readonly #kinds: EffectKinds;

  constructor(keys: Keyring, kinds: EffectKinds) {
    this.#keys = keys;
    this.#kinds = kinds;
  }

  seal(storeId: StoreId, value: object): Buffer {
    return this.#keys.seal(Buffer.from(JSON.stringify(value)), `outbox/${storeId}`);
  }

  sealed({ storeId, effectId, kind, subject, body, createdAt, dueAt }: NewEffect): Sealed {
    const lane = this.#laneOf(kind, body);
    const sealed = { body: this.seal(storeId, body), memory: null, ...(lane === null ? {} : { lane }) };
    return { _id: nameOf(storeId, effectId), storeId, effectId, kind, subject, createdAt, dueAt, ...sealed };
  }

  viewed({
    effectId,
    storeId,
    kind,
    createdAt,
    dueAt,
    state,
    attempts,
    doneAt,
    reason,
    unclear,
  }: Omit<EffectDocument, 'body'>): EffectView {
    return { effectId, storeId, kind, createdAt, dueAt, state, attempts, doneAt, reason, unclear };
  }

  opened(document: EffectDocument): Effect {
    const { storeId, subject, body, memory } = document;
    return {
      ...this.viewed(document),
      subject,
      body: this.#open(storeId, body),
      memory: memory === null ? null : this.#open(storeId, memory),
    };
  }

  #open(storeId: StoreId, sealed: Buffer | Binary): object {
    return JSON.parse(this.#keys.open(bytesOf(sealed), `outbox/${storeId}`).toString('utf8')) as object;
  }

  /** A body that its kind cannot read waits beside everything, and becomes a dead letter when it is performed. */
  #laneOf(name: string, body: object): string | null {
    const kind = this.#kinds[name];
    const read = kind?.lane === undefined ? undefined : kind.schema.safeParse(body);
    const lane = read?.success === true ? (kind?.lane?.(read.data) ?? null) : null;
    return lane === null ? null : createHash('sha256').update(lane).digest('hex').slice(0, 32);
  }
}
