// Who left which list, and which addresses get no mail, in MongoDB. The document's name says all of it, so saying it twice is one document.
import type { Connection } from 'mongoose';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { MailWishes, SuppressedWhy } from '../../mail/mail-wishes.ts';
import type { MailList } from '../../mail/templates/template.ts';
import { collectionOf, type Collection } from './collection.ts';

interface LeftDocument {
  readonly _id: string;
  readonly storeId: StoreId;
  readonly at: number;
}

interface SuppressedDocument extends LeftDocument {
  readonly why: SuppressedWhy;
}

const nameOf = (...parts: readonly string[]): string => parts.join('/');

export class MongoMailWishes implements MailWishes {
  readonly #left: Collection<LeftDocument>;
  readonly #suppressed: Collection<SuppressedDocument>;

  constructor(connection: Connection) {
    this.#left = collectionOf<LeftDocument>(connection, 'mail_left');
    this.#suppressed = collectionOf<SuppressedDocument>(connection, 'mail_suppressed');
  }

  async leave(storeId: StoreId, memberId: MemberId, list: MailList, at: number): Promise<void> {
    await this.#left.updateOne({ _id: nameOf(storeId, memberId, list) }, { $setOnInsert: { storeId, at } }, { upsert: true });
  }

  async back(storeId: StoreId, memberId: MemberId, list: MailList): Promise<void> {
    await this.#left.deleteOne({ _id: nameOf(storeId, memberId, list), storeId });
  }

  async hasLeft(storeId: StoreId, memberId: MemberId, list: MailList): Promise<boolean> {
    return (await this.#left.findOne({ _id: nameOf(storeId, memberId, list), storeId })) !== null;
  }

  async leftSince(storeId: StoreId, at: number): Promise<number> {
    return this.#left.countDocuments({ storeId, at: { $gte: at } });
  }

  async suppress(storeId: StoreId, addressKey: string, why: SuppressedWhy, at: number): Promise<void> {
    await this.#suppressed.updateOne({ _id: nameOf(storeId, addressKey) }, { $setOnInsert: { storeId, why, at } }, { upsert: true });
  }

  async isSuppressed(storeId: StoreId, addressKey: string): Promise<boolean> {
    return (await this.#suppressed.findOne({ _id: nameOf(storeId, addressKey), storeId })) !== null;
  }
}
