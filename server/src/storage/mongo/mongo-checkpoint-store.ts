// Checkpoints in MongoDB. A checkpoint names its pages by the try that wrote them, so that two tries at once cannot mix theirs.
import type { Connection } from 'mongoose';
import type { ChainHead, Checkpoint } from '../../ledger/checkpoint.ts';
import type { CheckpointStore, KeptVerification, VerificationStore } from '../../ledger/checkpoint-store.ts';
import { memberId, type StoreId } from '../../loyalty/ids.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

type CheckpointDocument = Checkpoint & { readonly _id: string };

interface PageDocument {
  readonly _id: string;
  readonly storeId: StoreId;
  readonly n: number;
  readonly pages: string;
  readonly page: number;
  /** Member, sequence, hash: short, because there is one for every chain that got entries that day. */
  readonly heads: readonly (readonly [string, number, string])[];
}

function fromDocument({ _id, ...checkpoint }: CheckpointDocument): Checkpoint {
  return checkpoint;
}

const pageId = (storeId: StoreId, pages: string, page: number): string => `${storeId}/${pages}/${page}`;

export class MongoCheckpointStore implements CheckpointStore {
  readonly #checkpoints: Collection<CheckpointDocument>;
  readonly #pages: Collection<PageDocument>;

  constructor(connection: Connection) {
    this.#checkpoints = collectionOf<CheckpointDocument>(connection, 'checkpoints');
    this.#pages = collectionOf<PageDocument>(connection, 'checkpoint_pages');
  }

  async newest(storeId: StoreId): Promise<Checkpoint | null> {
    const document = await this.#checkpoints.findOne({ storeId }, { sort: { n: -1 } });
    return document === null ? null : fromDocument(document);
  }

  async all(storeId: StoreId): Promise<Checkpoint[]> {
    return (await this.#checkpoints.find({ storeId }).sort({ n: 1 }).toArray()).map(fromDocument);
  }

  async keepPage(storeId: StoreId, n: number, pages: string, page: number, heads: readonly ChainHead[]): Promise<void> {
    const short = heads.map(({ memberId: member, seq, hash }) => [member, seq, hash] as const);
    await this.#pages.insertOne({ _id: pageId(storeId, pages, page), storeId, n, pages, page, heads: short });
  }

  async keep(checkpoint: Checkpoint): Promise<boolean> {
    const { storeId, n, pages } = checkpoint;
    try {
      // The id says that there is one of each number, the unique index that there is one of each day.
      await this.#checkpoints.insertOne({ _id: `${storeId}/${n}`, ...checkpoint });
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
    await this.#pages.deleteMany({ storeId, n, pages: { $ne: pages } });
    return true;
  }

  async *pages({ storeId, pages }: Checkpoint): AsyncIterable<readonly ChainHead[]> {
    for (let page = 0; ; page += 1) {
      const document = await this.#pages.findOne({ _id: pageId(storeId, pages, page) });
      if (document === null) return;
      yield document.heads.map(([member, seq, hash]) => ({ memberId: memberId(member), seq, hash }));
    }
  }
}

type VerificationDocument = KeptVerification & { readonly _id: string };

const verificationId = (storeId: StoreId, day: string): string => `${storeId}/${day}`;

function withoutId(document: VerificationDocument | null): KeptVerification | null {
  if (document === null) return null;
  const { _id, ...verification } = document;
  return verification;
}

export class MongoVerificationStore implements VerificationStore {
  readonly #verifications: Collection<VerificationDocument>;

  constructor(connection: Connection) {
    this.#verifications = collectionOf(connection, 'verifications');
  }

  async keep(verification: KeptVerification): Promise<void> {
    const _id = verificationId(verification.storeId, verification.day);
    await this.#verifications.replaceOne({ _id }, verification, { upsert: true });
  }

  async newest(storeId: StoreId): Promise<KeptVerification | null> {
    return withoutId(await this.#verifications.findOne({ storeId }, { sort: { at: -1 } }));
  }

  async ofDay(storeId: StoreId, day: string): Promise<KeptVerification | null> {
    return withoutId(await this.#verifications.findOne({ _id: verificationId(storeId, day) }));
  }
}
