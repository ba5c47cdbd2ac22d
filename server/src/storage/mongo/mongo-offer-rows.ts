// What became of offers, in MongoDB. Absent fields are what has not happened; each is written once, by a filter that asks for its absence.
import type { Connection, mongo } from 'mongoose';
import type { CountedRows, Later, Offered, OfferRow, OfferRows, Seen } from '../../accounts/funnel/offer-rows.ts';
import { FUNNEL } from '../../limits.ts';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import { collectionOf, onlyDuplicateKeys, type Collection } from './collection.ts';

type OfferDocument = Pick<OfferRow, 'storeId' | 'orderId'> &
  Partial<Omit<OfferRow, 'storeId' | 'orderId'>> & {
    /** Of a page that was seen before anybody knows the order; such a document goes by itself. */
    readonly endsAt?: Date;
  };
type Statement = mongo.AnyBulkWriteOperation<OfferDocument>;
type Counted = { readonly _id: Pick<CountedRows, 'day' | 'surface' | 'heldBack'> } & Omit<CountedRows, 'day' | 'surface' | 'heldBack'>;

const ABSENT = { $exists: false } as const;
const KNOWN = { $exists: true } as const;

function rowOf({ storeId, orderId, ...document }: mongo.WithId<OfferDocument>): OfferRow[] {
  const { memberId, day, placedAt, heldBack, offeredAt } = document;
  if (memberId === undefined || day === undefined || placedAt === undefined || heldBack === undefined || offeredAt === undefined) return [];
  const { surface = null, openedAt = null, startedAt = null, mailedAt = null, createdAt = null, claimedAt = null } = document;
  const { secondAt = null, revenueAfterMinor = 0 } = document;
  const happened = { surface, openedAt, startedAt, mailedAt, createdAt, claimedAt, secondAt, revenueAfterMinor };
  return [{ storeId, orderId, memberId, day, placedAt, heldBack, offeredAt, ...happened }];
}

function offerStatement({ storeId, orderId, ...row }: Offered, upsert: boolean): Statement {
  const update = { $set: row, $unset: { endsAt: '' } } as const;
  return { updateOne: { filter: { storeId, orderId, offeredAt: ABSENT }, update, upsert } };
}

/** Where it was seen first is where it was opened; who starts has opened. `which`: the rows that may be written. */
function seenStatements({ storeId, orderId, surface, step, at }: Seen, which: object, upsert: boolean): Statement[] {
  const early = upsert ? { $setOnInsert: { endsAt: new Date(at + FUNNEL.earlyMs) } } : {};
  const opened = {
    filter: { storeId, orderId, openedAt: ABSENT, ...which },
    update: { $set: { surface, openedAt: at }, ...early },
    upsert,
  };
  const started = { filter: { storeId, orderId, startedAt: ABSENT, ...which }, update: { $set: { startedAt: at } } };
  return step === 'opened' ? [{ updateOne: opened }] : [{ updateOne: opened }, { updateOne: started }];
}

const happened = (field: string): object => ({ $gt: [field, null] });
const count = (...all: object[]): object => ({ $sum: { $cond: [{ $and: all }, 1, 0] } });

const COUNTING = {
  _id: {
    day: '$day',
    surface: { $ifNull: ['$surface', { $cond: [happened('$mailedAt'), 'mail', 'thank-you'] }] },
    heldBack: '$heldBack',
  },
  offered: { $sum: 1 },
  opened: count(happened('$openedAt')),
  started: count(happened('$startedAt')),
  created: count(happened('$createdAt')),
  claimed: count(happened('$claimedAt')),
  secondOrder: count(happened('$secondAt')),
  revenueAfterMinor: { $sum: '$revenueAfterMinor' },
  secondByClaimed: count(happened('$claimedAt'), happened('$secondAt')),
  revenueByClaimedMinor: { $sum: { $cond: [happened('$claimedAt'), '$revenueAfterMinor', 0] } },
};

export class MongoOfferRows implements OfferRows {
  readonly #offers: Collection<OfferDocument>;

  constructor(connection: Connection) {
    this.#offers = collectionOf<OfferDocument>(connection, 'offers');
  }

  async offer(rows: readonly Offered[]): Promise<number> {
    const { upserted, changed, refused } = await this.#write(rows.map((row) => offerStatement(row, true)));
    if (!refused) return upserted + changed;
    // A row that is there, or a page that was seen at this very moment: that one is still to be completed.
    return upserted + changed + (await this.#write(rows.map((row) => offerStatement(row, false)))).changed;
  }

  async seen(seen: Seen): Promise<void> {
    const which = { placedAt: { $not: { $lte: seen.at - FUNNEL.seenWithinMs } } };
    const { refused } = await this.#write(seenStatements(seen, which, true));
    if (refused) await this.#write(seenStatements(seen, which, false));
  }

  async seenByLink(seen: Seen): Promise<void> {
    await this.#write(seenStatements(seen, { offeredAt: KNOWN }, false));
  }

  async mailed(storeId: StoreId, orderId: OrderId, at: number): Promise<void> {
    await this.#offers.updateOne({ storeId, orderId, offeredAt: KNOWN, mailedAt: ABSENT }, { $set: { mailedAt: at } });
  }

  async claimed(storeId: StoreId, memberIds: readonly MemberId[], at: number): Promise<void> {
    const open = { storeId, memberId: { $in: [...memberIds] }, claimedAt: ABSENT };
    await this.#offers.updateMany(open, { $set: { createdAt: at, claimedAt: at } });
  }

  async ofMembers(storeId: StoreId, memberIds: readonly MemberId[]): Promise<OfferRow[]> {
    return (await this.#offers.find({ storeId, memberId: { $in: [...memberIds] } }).toArray()).flatMap(rowOf);
  }

  async restate(storeId: StoreId, later: readonly Later[]): Promise<void> {
    await this.#write(later.map(({ orderId, ...told }) => ({ updateOne: { filter: { storeId, orderId }, update: { $set: told } } })));
  }

  async counted(storeId: StoreId, from: string, until: string): Promise<CountedRows[]> {
    const groups = this.#offers.aggregate<Counted>([{ $match: { storeId, day: { $gte: from, $lte: until } } }, { $group: COUNTING }]);
    return (await groups.toArray()).map(({ _id, ...sums }) => ({ ..._id, ...sums }));
  }

  /** `refused`: a document of this number is there and did not fit. */
  async #write(statements: readonly Statement[]): Promise<{ upserted: number; changed: number; refused: boolean }> {
    if (statements.length === 0) return { upserted: 0, changed: 0, refused: false };
    try {
      const { upsertedCount, modifiedCount } = await this.#offers.bulkWrite([...statements], { ordered: false });
      return { upserted: upsertedCount, changed: modifiedCount, refused: false };
    } catch (error) {
      if (!onlyDuplicateKeys(error)) throw error;
      const { upsertedCount = 0, modifiedCount = 0 } = error as { upsertedCount?: number; modifiedCount?: number };
      return { upserted: upsertedCount, changed: modifiedCount, refused: true };
    }
  }
}
