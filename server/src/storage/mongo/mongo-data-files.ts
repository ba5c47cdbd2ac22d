// Files for people who asked what is known of them: packed, then sealed with the store's id and the request as context.
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Binary } from 'bson';
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { DataFileFacts, DataFiles, NewDataFile } from '../../privacy/data-files.ts';
import type { Keyring } from '../../secrets/keyring.ts';
import { collectionOf, type Collection } from './collection.ts';

interface DataFileDocument extends DataFileFacts {
  readonly _id: string;
  readonly subjects: readonly string[];
  readonly sealed: Buffer | Binary;
}

const idOf = (storeId: StoreId, requestId: string): string => `${storeId}/${requestId}`;
const contextOf = (storeId: StoreId, requestId: string): string => `data-file/${storeId}/${requestId}`;

export class MongoDataFiles implements DataFiles {
  readonly #files: Collection<DataFileDocument>;
  readonly #keys: Keyring;

  constructor(connection: Connection, keys: Keyring) {
    this.#files = collectionOf<DataFileDocument>(connection, 'data_files');
    this.#keys = keys;
  }

  async keep({ text, ...file }: NewDataFile): Promise<void> {
    const sealed = this.#keys.seal(gzipSync(text), contextOf(file.storeId, file.requestId));
    const [_id, first] = [idOf(file.storeId, file.requestId), { fetchedAt: null }];
    await this.#files.updateOne({ _id }, { $set: { ...file, sealed }, $setOnInsert: first }, { upsert: true });
  }

  async list(storeId: StoreId): Promise<DataFileFacts[]> {
    const shown = { projection: { _id: 0, sealed: 0, subjects: 0 } };
    return this.#files.find<DataFileFacts>({ storeId }, shown).sort({ askedAt: -1 }).toArray(); // prettier-ignore
  }

  async read(storeId: StoreId, requestId: string): Promise<string | null> {
    const document = await this.#files.findOne({ _id: idOf(storeId, requestId), storeId });
    if (document === null) return null;
    const { sealed } = document;
    const bytes = Buffer.isBuffer(sealed) ? sealed : Buffer.from(sealed.buffer.subarray(0, sealed.position));
    return gunzipSync(this.#keys.open(bytes, contextOf(storeId, requestId))).toString('utf8');
  }

  async fetched(storeId: StoreId, requestId: string, at: number): Promise<void> {
    await this.#files.updateOne({ _id: idOf(storeId, requestId), storeId, fetchedAt: null }, { $set: { fetchedAt: at } });
  }

  async purge(storeId: StoreId, subjects: readonly string[]): Promise<void> {
    await this.#files.deleteMany({ storeId, subjects: { $in: [...subjects] } });
  }

  async prune(before: number): Promise<number> {
    return (await this.#files.deleteMany({ askedAt: { $lt: before } })).deletedCount;
  }
}
