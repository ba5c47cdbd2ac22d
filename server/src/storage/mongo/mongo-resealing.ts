// A key is changed: what the older keys sealed is opened and sealed again with the current one, so that they can be thrown away.
import type { Binary } from 'bson';
import type { Connection, mongo } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { collectionOf, type Collection } from './collection.ts';

interface AnyDocument {
  readonly _id: string;
  readonly storeId?: StoreId;
  readonly requestId?: string;
  readonly [field: string]: unknown;
}

interface SealedField {
  readonly collection: string;
  readonly field: string;
  /** What was bound in when it was sealed: the same as where it is sealed (a test looks for places that are missing here). */
  readonly context: (document: AnyDocument) => string;
}

export const SEALED_FIELDS: readonly SealedField[] = [
  { collection: 'stores', field: 'sealed', context: ({ _id }) => `store/${_id}` },
  { collection: 'credentials', field: 'sealed', context: ({ _id }) => `credentials/${_id}` },
  { collection: 'checkpoints', field: 'sealedKey', context: ({ storeId }) => `checkpoint/${storeId}` },
  { collection: 'data_files', field: 'sealed', context: ({ storeId, requestId }) => `data-file/${storeId}/${requestId}` },
  { collection: 'mail_settings', field: 'sealed', context: ({ _id }) => `mail/${_id}` },
  { collection: 'invitations', field: 'sealedKeys', context: ({ _id }) => `invitations/${_id}` },
  { collection: 'birthdays', field: 'sealed', context: ({ storeId }) => `birthday/${storeId}` },
  { collection: 'waiting_consents', field: 'sealed', context: ({ storeId }) => `waiting-consents/${storeId}` },
  { collection: 'outbox', field: 'body', context: ({ storeId }) => `outbox/${storeId}` },
  { collection: 'outbox', field: 'memory', context: ({ storeId }) => `outbox/${storeId}` },
  { collection: 'inbox', field: 'body', context: ({ storeId }) => `inbox/${storeId}` },
];

/** Text is base64, bytes are bytes, and come back in the form they had. */
type Stored = string | Buffer | Binary;

export interface Resealed {
  readonly collection: string;
  readonly field: string;
  /** How many lie there by which key, before. */
  readonly before: Readonly<Record<string, number>>;
  readonly resealed: number;
}

export class MongoResealing {
  readonly #connection: Connection;
  readonly #keys: Keyring;

  constructor(connection: Connection, keys: Keyring) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /** Beside a running product: whatever somebody else writes meanwhile stays as they wrote it. @throws when a key is missing. */
  async reseal(options: { readonly dryRun: boolean }): Promise<Resealed[]> {
    const done: Resealed[] = [];
    for (const field of SEALED_FIELDS) done.push(await this.#field(field, options.dryRun));
    return done;
  }

  async #field(sealed: SealedField, dryRun: boolean): Promise<Resealed> {
    const { collection: name, field } = sealed;
    const collection = collectionOf<AnyDocument>(this.#connection, name);
    const before: Record<string, number> = {};
    let resealed = 0;
    const projection = { [field]: 1, storeId: 1, requestId: 1 };
    for await (const document of collection.find({ [field]: { $ne: null } }, { projection })) {
      const stored = document[field] as Stored;
      const id = this.#keys.keyOf(bytesOf(stored));
      before[id] = (before[id] ?? 0) + 1;
      if (dryRun || id === this.#keys.currentId) continue;
      if (await this.#one(collection, sealed, document, stored)) resealed += 1;
    }
    return { collection: name, field, before, resealed };
  }

  async #one(
    collection: Collection<AnyDocument>,
    { field, context }: SealedField,
    document: AnyDocument,
    stored: Stored,
  ): Promise<boolean> {
    const bound = context(document);
    const again = this.#keys.seal(this.#keys.open(bytesOf(stored), bound), bound);
    const value = typeof stored === 'string' ? again.toString('base64') : again;
    const unchanged = { _id: document._id, [field]: stored } as mongo.Filter<AnyDocument>;
    const change = { $set: { [field]: value } } as mongo.UpdateFilter<AnyDocument>;
    return (await collection.updateOne(unchanged, change)).modifiedCount === 1;
  }
}

function bytesOf(stored: Stored): Buffer {
  if (typeof stored === 'string') return Buffer.from(stored, 'base64');
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer.subarray(0, stored.position));
}
