// Vouchers in MongoDB. `_id` is the store and the voucher, so naming one twice is one document.
import type { Connection } from 'mongoose';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { Voucher, VoucherChange, VoucherStore } from '../../referrals/voucher.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

type VoucherDocument = Voucher & { readonly _id: string };

const BARE = { projection: { _id: 0 } } as const;
const idOf = ({ storeId, voucherId }: Pick<Voucher, 'storeId' | 'voucherId'>): string => `${storeId}/${voucherId}`;

export class MongoVoucherStore implements VoucherStore {
  readonly #vouchers: Collection<VoucherDocument>;

  constructor(connection: Connection) {
    this.#vouchers = collectionOf<VoucherDocument>(connection, 'vouchers');
  }

  async create(voucher: Voucher): Promise<boolean> {
    try {
      await this.#vouchers.insertOne({ _id: idOf(voucher), ...voucher });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async read(storeId: StoreId, voucherId: string): Promise<Voucher | null> {
    return this.#vouchers.findOne({ _id: idOf({ storeId, voucherId }), storeId }, BARE);
  }

  async change(seen: Voucher, change: VoucherChange): Promise<Voucher | null> {
    const next = { ...seen, ...change, revision: seen.revision + 1 };
    const filter = { _id: idOf(seen), storeId: seen.storeId, revision: seen.revision };
    return (await this.#vouchers.replaceOne(filter, next)).matchedCount === 1 ? next : null;
  }

  async ofOrder(storeId: StoreId, orderId: OrderId, codeKeys: readonly string[]): Promise<Voucher[]> {
    const [carried, seen] = await Promise.all([
      codeKeys.length === 0 ? [] : this.#vouchers.find({ storeId, codeKey: { $in: [...codeKeys] } }, BARE).toArray(),
      this.#vouchers.find({ storeId, orders: orderId }, BARE).toArray(),
    ]);
    return [...new Map([...carried, ...seen].map((each) => [each.voucherId, each])).values()];
  }

  async byExternalId(storeId: StoreId, externalId: string): Promise<Voucher | null> {
    return this.#vouchers.findOne({ storeId, externalId }, BARE);
  }

  async ofReferral(storeId: StoreId, referralId: string): Promise<Voucher[]> {
    return this.#vouchers.find({ storeId, referralId }, BARE).sort({ askedAt: 1 }).toArray();
  }

  async ofMembers(storeId: StoreId, memberIds: readonly MemberId[], limit: number): Promise<Voucher[]> {
    const found = this.#vouchers.find({ storeId, memberId: { $in: [...memberIds] } }, BARE).sort({ askedAt: -1 }).limit(limit); // prettier-ignore
    return found.toArray();
  }

  async *every(storeId: StoreId): AsyncIterable<Voucher> {
    const cursor = this.#vouchers.find({ storeId }, BARE).batchSize(500);
    for await (const voucher of cursor) yield voucher;
  }
}
