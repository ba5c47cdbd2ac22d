// Installed stores and their programs in MongoDB. Secrets are sealed with the store's id as context.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import type { StoreRecord, StoreRecords } from '../../stores/store-record.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { programFrom, type ProgramDocument } from './mongo-program-versions.ts';

const SECRETS = ['identityKey', 'webhookSecret', 'credentials'] as const;
type Secrets = Pick<StoreRecord, (typeof SECRETS)[number]>;

interface StoreDocument extends Omit<StoreRecord, 'storeId' | keyof Secrets> {
  readonly _id: StoreId;
  readonly sealed: string;
}

async function unlessTaken(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export class MongoStoreRecords implements StoreRecords {
  readonly #stores: Collection<StoreDocument>;
  readonly #programs: Collection<ProgramDocument>;
  readonly #keys: Keyring;

  constructor(connection: Connection, keys: Keyring) {
    this.#stores = collectionOf<StoreDocument>(connection, 'stores');
    this.#programs = collectionOf<ProgramDocument>(connection, 'programs');
    this.#keys = keys;
  }

  async get(storeId: StoreId): Promise<StoreRecord | null> {
    const document = await this.#stores.findOne({ _id: storeId });
    return document === null ? null : this.#fromDocument(document);
  }

  async list(): Promise<StoreRecord[]> {
    const documents = await this.#stores.find().sort({ createdAt: 1 }).toArray();
    return documents.map((document) => this.#fromDocument(document));
  }

  async create(record: StoreRecord): Promise<boolean> {
    return unlessTaken(this.#stores.insertOne(this.#toDocument(record)));
  }

  async update(storeId: StoreId, change: Partial<Omit<StoreRecord, 'storeId' | 'platform'>>): Promise<void> {
    const known = await this.get(storeId);
    if (known === null) throw new Error(`no store ${storeId} to update`);
    // Only what is named is written: two who change different things of a store do not undo each other's change.
    const { sealed, ...document } = this.#toDocument({ ...known, ...change });
    const named = Object.entries(document).filter(([field]) => field in change);
    const secrets = SECRETS.some((field) => field in change) ? { sealed } : {};
    await this.#stores.updateOne({ _id: storeId }, { $set: { ...Object.fromEntries(named), ...secrets } });
  }

  async programs(storeId: StoreId): Promise<Program[]> {
    const documents = await this.#programs.find({ storeId, cancelledAt: null }).sort({ version: 1 }).toArray();
    return documents.map(programFrom);
  }

  async publish(storeId: StoreId, program: Program): Promise<boolean> {
    return unlessTaken(this.#programs.insertOne({ storeId, ...program }));
  }

  #toDocument({ storeId, identityKey, webhookSecret, credentials, ...open }: StoreRecord): StoreDocument {
    const secrets: Secrets = { identityKey, webhookSecret, credentials };
    return { _id: storeId, ...open, sealed: this.#keys.sealText(JSON.stringify(secrets), `store/${storeId}`) };
  }

  #fromDocument({ _id, sealed, ...open }: StoreDocument): StoreRecord {
    const secrets = JSON.parse(this.#keys.openText(sealed, `store/${_id}`)) as Secrets;
    return { storeId: _id, ...open, ...secrets };
  }
}
