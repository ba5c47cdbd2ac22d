// Members in MongoDB. Absent identifiers are absent fields, because the unique indexes count only present ones.
import type { Connection, mongo } from 'mongoose';
import { memberId as idOf, type MemberId, type StoreId } from '../../loyalty/ids.ts';
import type { Away } from '../../members/away.ts';
import type { Identifier, Member, MemberChange, MemberStore } from '../../members/member-store.ts';
import { searchPrefix, searchWords } from '../../members/search-words.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { GroupRead } from './group-read.ts';

export interface MemberDocument extends Omit<Member, 'externalId' | 'guestEmailKey'> {
  readonly externalId?: string;
  readonly guestEmailKey?: string;
  /** Lower-case words a person may type to find somebody; prefix-searched. */
  readonly searchWords: readonly string[];
  /** Absent: listed and counted. Somebody who was merged into another, or forgotten, is neither. */
  readonly gone?: 'merged' | 'erased';
}

function toDocument(member: Member): MemberDocument {
  const { externalId, guestEmailKey, ...rest } = member;
  const identifiers = { ...(externalId === null ? {} : { externalId }), ...(guestEmailKey === null ? {} : { guestEmailKey }) };
  return { ...rest, ...identifiers, searchWords: searchWords(member) };
}

export function memberFrom(document: mongo.WithId<MemberDocument>): Member {
  const { _id, searchWords: _words, gone: _gone, ...member } = document;
  return { ...member, externalId: document.externalId ?? null, guestEmailKey: document.guestEmailKey ?? null };
}

function before(position: string): mongo.Filter<MemberDocument> {
  const at = Number(position.slice(0, position.indexOf('_')));
  const id = position.slice(position.indexOf('_') + 1);
  if (!Number.isSafeInteger(at) || id === '') throw new RangeError('not a position in this list');
  return { $or: [{ joinedAt: { $lt: at } }, { joinedAt: at, memberId: { $lt: idOf(id) } }] };
}

export class MongoMemberStore implements MemberStore {
  readonly #members: Collection<MemberDocument>;
  readonly #customers: GroupRead<string, Member | null>;

  constructor(connection: Connection) {
    this.#members = collectionOf<MemberDocument>(connection, 'members');
    this.#customers = new GroupRead((storeId, ids) => this.#ofCustomers(storeId, ids), null);
  }

  async find(storeId: StoreId, identifier: Identifier): Promise<Member | null> {
    if ('externalId' in identifier) return this.#customers.get(storeId, identifier.externalId);
    const document = await this.#members.findOne({ storeId, ...identifier });
    return document === null ? null : memberFrom(document);
  }

  async get(storeId: StoreId, memberId: MemberId): Promise<Member | null> {
    const [member] = await this.many(storeId, [memberId]);
    return member ?? null;
  }

  async many(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Member[]> {
    const documents = await this.#members.find({ storeId, memberId: { $in: [...memberIds] } }).toArray();
    return documents.map(memberFrom);
  }

  async create(member: Member): Promise<boolean> {
    try {
      await this.#members.insertOne(toDocument(member));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async update(storeId: StoreId, memberId: MemberId, change: MemberChange): Promise<boolean> {
    const known = await this.get(storeId, memberId);
    if (known === null) throw new Error(`no member ${memberId} to update`);
    const { provenEmailKey: key, ...rest } = change;
    const words = searchWords({ ...known, ...rest });
    const proven = key == null ? {} : { provenEmailKey: key };
    const gone = key === undefined ? {} : { $unset: key === null ? { provenEmailKey: '' as const } : { changedAddress: '' as const } };
    try {
      await this.#members.updateOne({ storeId, memberId }, { $set: { ...rest, ...proven, searchWords: words }, ...gone });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async opened(storeId: StoreId, memberId: MemberId, openingId: string): Promise<void> {
    await this.#members.updateOne({ storeId, memberId, 'opening.id': openingId }, { $unset: { opening: '' } });
  }

  async keepAway(storeId: StoreId, memberId: MemberId, away: readonly Away[]): Promise<void> {
    await this.#members.updateOne({ storeId, memberId }, away.length === 0 ? { $unset: { away: '' } } : { $set: { away } });
  }

  async search(
    storeId: StoreId,
    text: string | null,
    position: string | null,
    limit: number,
  ): Promise<{ members: Member[]; next: string | null }> {
    const matching = text === null ? {} : { searchWords: { $regex: searchPrefix(text) } };
    const filter: mongo.Filter<MemberDocument> = { storeId, ...matching, ...(position === null ? {} : before(position)) };
    const documents = await this.#members.find(filter).sort({ joinedAt: -1, memberId: -1 }).limit(limit + 1).toArray(); // prettier-ignore
    const last = documents[limit - 1];
    const next = documents.length > limit && last !== undefined ? `${last.joinedAt}_${last.memberId}` : null;
    return { members: documents.slice(0, limit).map(memberFrom), next };
  }

  async count(storeId: StoreId): Promise<{ total: number; guests: number }> {
    const present = async (kind: object): Promise<number> => {
      // Who was merged away or erased is a few of many: two counts by index are faster than one that looks at everybody.
      const [all, gone] = await Promise.all([
        this.#members.countDocuments({ storeId, ...kind }),
        this.#members.countDocuments({ storeId, gone: { $in: ['merged', 'erased'] }, ...kind }),
      ]);
      return all - gone;
    };
    const [total, guests] = await Promise.all([present({}), present({ kind: 'guest' })]);
    return { total, guests };
  }

  async #ofCustomers(storeId: StoreId, externalIds: readonly string[]): Promise<Map<string, Member>> {
    // The type is named because only present identifiers are in the index.
    const documents = await this.#members
      .find({ storeId, externalId: { $in: [...externalIds], $type: 'string' } }, { batchSize: externalIds.length + 1 })
      .toArray();
    return new Map(documents.map((document) => [document.externalId ?? '', memberFrom(document)]));
  }
}
