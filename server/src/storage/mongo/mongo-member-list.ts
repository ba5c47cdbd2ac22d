// Lists of members in MongoDB. One collection leads, by the index of the wanted order; what the other one knows is looked up batch by batch.
import type { Connection, mongo } from 'mongoose';
import { memberId as idOf, type MemberId, type StoreId } from '../../loyalty/ids.ts';
import {
  balanceFits,
  memberFits,
  type LevelFilter,
  type ListedMember,
  type MemberFilter,
  type MemberList,
  type MemberSort,
} from '../../members/member-list.ts';
import type { Member } from '../../members/member-store.ts';
import { searchPrefix } from '../../members/search-words.ts';
import type { BalanceRow } from '../../projections/balance-store.ts';
import { collectionOf, type Collection } from './collection.ts';
import { memberFrom, type MemberDocument } from './mongo-member-store.ts';

/** What one page may cost: members looked at, whether they fit or not. */
const LOOKED_AT_MAX = 400;
const BATCH = 100;
/** Up to so many whom a search finds are sorted here; of more, walking down the order meets enough soon. */
const FOUND_MAX = 200;

interface Leader {
  /** Candidates after a position, in order; fewer than `limit` mean that there are no more. */
  readonly next: (position: Position | null, limit: number) => Promise<Candidate[]>;
}
interface Candidate extends Position {
  readonly member: Member | null;
  readonly row: BalanceRow | null;
}
interface Position {
  readonly by: number;
  readonly memberId: MemberId;
}

function positionOf(text: string): Position {
  const [, by = '', id = ''] = /^(-?\d{1,16})_(.{1,200})$/u.exec(text) ?? [];
  if (id === '') throw new RangeError('not a position in this list');
  return { by: Number(by), memberId: idOf(id) };
}

function span(from: number | null, until: number | null, last: '$lt' | '$lte'): object | null {
  if (from === null && until === null) return null;
  return { ...(from === null ? {} : { $gte: from }), ...(until === null ? {} : { [last]: until }) };
}

const given = (name: string, condition: unknown): object => (condition === null ? {} : { [name]: condition });

function after(field: string, position: Position | null): object {
  if (position === null) return {};
  const { by, memberId } = position;
  return { $or: [{ [field]: { $lt: by } }, { [field]: by, memberId: { $lt: memberId } }] };
}

function ofMembers({ kind, joinedFrom, joinedTo }: MemberFilter): object {
  return { gone: { $exists: false }, ...given('kind', kind), ...given('joinedAt', span(joinedFrom, joinedTo, '$lt')) };
}

function ofBalances({ balanceFrom, balanceTo, activeSince, quietSince, hasDebt }: MemberFilter): object {
  return {
    ...(hasDebt ? { deficit: { $gt: 0 } } : {}),
    ...given('available', span(balanceFrom, balanceTo, '$lte')),
    ...given('at', span(activeSince, quietSince, '$lt')),
  };
}

const FIELD = { balance: 'available', activity: 'at', debt: 'deficit' } as const;

export class MongoMemberList implements MemberList {
  readonly #members: Collection<MemberDocument>;
  readonly #balances: Collection<BalanceRow>;

  constructor(connection: Connection) {
    this.#members = collectionOf<MemberDocument>(connection, 'members');
    this.#balances = collectionOf<BalanceRow>(connection, 'balances');
  }

  async page(
    storeId: StoreId,
    filter: MemberFilter,
    sort: MemberSort,
    position: string | null,
    limit: number,
  ): Promise<{ members: ListedMember[]; next: string | null }> {
    const start = position === null ? null : positionOf(position);
    const leader = await this.#leader(storeId, filter, sort);
    const found: (Candidate & { readonly member: Member })[] = [];
    let last: Position | null = start;
    // Where all fit, the first batch is the page; where few do, the next ones are larger.
    for (let [looked, batch] = [0, limit + 1]; looked < LOOKED_AT_MAX; looked += batch, batch = BATCH) {
      const candidates = await leader.next(last, batch);
      const level = await filter.level?.fits(candidates.map((each) => each.memberId));
      for (const { member, row, by, memberId } of candidates) {
        if (level?.has(memberId) === false) continue;
        if (member === null || !memberFits(filter, member) || !balanceFits(filter, row)) continue;
        found.push({ member, row, by, memberId });
        if (found.length > limit) break;
      }
      last = candidates.at(-1) ?? last;
      if (found.length > limit || candidates.length < batch) {
        last = found.length > limit ? (found[limit - 1] ?? null) : null;
        break;
      }
    }
    const members = found.slice(0, limit).map(({ member, row }) => ({ member, row }));
    return { members, next: last === null ? null : `${last.by}_${last.memberId}` };
  }

  async hide(storeId: StoreId, memberId: MemberId, gone: 'merged' | null): Promise<void> {
    await this.#members.updateOne({ storeId, memberId }, gone === null ? { $unset: { gone: '' } } : { $set: { gone } });
  }

  async #leader(storeId: StoreId, filter: MemberFilter, sort: MemberSort): Promise<Leader> {
    if (filter.search !== null) return this.#found(storeId, filter, filter.search);
    if (sort === 'level' && filter.level?.next != null) return this.#inLevel(storeId, filter.level.next);
    if (sort === 'joined' || sort === 'level') return this.#joined(storeId, ofMembers(filter));
    return this.#balanced(storeId, filter, FIELD[sort]);
  }

  async #found(storeId: StoreId, filter: MemberFilter, text: string): Promise<Leader> {
    const wanted = { ...ofMembers(filter), searchWords: { $regex: searchPrefix(text) } };
    const few = await this.#members.find({ storeId, ...wanted }).limit(FOUND_MAX + 1).toArray(); // prettier-ignore
    if (few.length > FOUND_MAX) return this.#joined(storeId, wanted);
    const ordered = few.toSorted((a, b) => b.joinedAt - a.joinedAt || (a.memberId < b.memberId ? 1 : -1));
    const isAfter = ({ joinedAt, memberId }: MemberDocument, { by, memberId: id }: Position): boolean =>
      joinedAt < by || (joinedAt === by && memberId < id);
    return {
      next: (position, limit) => {
        const rest = position === null ? ordered : ordered.filter((document) => isAfter(document, position));
        return this.#withRows(storeId, rest.slice(0, limit));
      },
    };
  }

  #joined(storeId: StoreId, wanted: object): Leader {
    const hint = { storeId: 1, joinedAt: -1, memberId: -1 } as const;
    return {
      next: async (position, limit) => {
        const filter = { storeId, $and: [wanted, after('joinedAt', position)] } as mongo.Filter<MemberDocument>;
        const documents = await this.#members.find(filter).hint(hint).sort({ joinedAt: -1, memberId: -1 }).limit(limit).toArray(); // prettier-ignore
        return this.#withRows(storeId, documents);
      },
    };
  }

  #balanced(storeId: StoreId, wanted: MemberFilter, field: 'available' | 'at' | 'deficit'): Leader {
    return {
      next: async (position, limit) => {
        const filter = { storeId, $and: [ofBalances(wanted), after(field, position)] } as mongo.Filter<BalanceRow>;
        const rows = await this.#balances.find(filter, { projection: { _id: 0 } }).sort({ [field]: -1, memberId: -1 }).limit(limit).toArray(); // prettier-ignore
        return this.#withMembers(storeId, rows, field);
      },
    };
  }

  #inLevel(storeId: StoreId, next: NonNullable<LevelFilter['next']>): Leader {
    return {
      next: async (position, limit) => {
        const ids = await next(position?.memberId ?? null, limit);
        const documents =
          ids.length === 0 ? [] : await this.#members.find({ storeId, memberId: { $in: ids }, gone: { $exists: false } }).toArray();
        const found = new Map((await this.#withRows(storeId, documents)).map((candidate) => [candidate.memberId, candidate]));
        // Whoever is gone keeps the place, so that a batch says whether there are more.
        return ids.map((memberId) => {
          const { member = null, row = null } = found.get(memberId) ?? {};
          return { by: 0, memberId, member, row };
        });
      },
    };
  }

  async #withRows(storeId: StoreId, documents: readonly mongo.WithId<MemberDocument>[]): Promise<Candidate[]> {
    const ids = documents.map(({ memberId }) => memberId);
    const rows = ids.length === 0 ? [] : await this.#balances.find({ storeId, memberId: { $in: ids } }, { projection: { _id: 0 } }).toArray(); // prettier-ignore
    const byMember = new Map(rows.map((row) => [row.memberId, row]));
    return documents.map((document) => {
      const { joinedAt: by, memberId } = document;
      return { by, memberId, member: memberFrom(document), row: byMember.get(memberId) ?? null };
    });
  }

  async #withMembers(storeId: StoreId, rows: readonly BalanceRow[], field: 'available' | 'at' | 'deficit'): Promise<Candidate[]> {
    const ids = rows.map(({ memberId }) => memberId);
    const listed = { storeId, memberId: { $in: ids }, gone: { $exists: false } };
    const documents = ids.length === 0 ? [] : await this.#members.find(listed).toArray();
    const byMember = new Map(documents.map((document) => [document.memberId, memberFrom(document)]));
    return rows.map((row) => ({ by: row[field], memberId: row.memberId, member: byMember.get(row.memberId) ?? null, row }));
  }
}
