// What people agreed to, in MongoDB. A birthday is sealed and found by a keyed hash of its day; what waits for an order is sealed as a whole.
import type { Connection } from 'mongoose';
import type { ConsentRow, ConsentStore, KnownBirthday, WaitingConsents } from '../../accounts/consent-store.ts';
import { CONSENTS } from '../../limits.ts';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import { keyedHash, type Keyring } from '../../secrets/keyring.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

/** `names`: the member it was said of, and everybody they became by merges. */
interface ConsentDocument extends ConsentRow {
  readonly names: MemberId[];
}

interface BirthdayDocument {
  readonly _id: string;
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly names: MemberId[];
  readonly since: number;
  readonly sealed: string;
  readonly dayKey: string;
}

interface WaitingDocument extends Pick<WaitingConsents, 'storeId' | 'orderId' | 'at'> {
  readonly sealed: string;
  /** A date, so that the database itself forgets it. */
  readonly endsAt: Date;
}

type Shop = Pick<StoreRecord, 'storeId' | 'identityKey'>;

const birthdayContext = (storeId: StoreId): string => `birthday/${storeId}`;
const waitingContext = (storeId: StoreId): string => `waiting-consents/${storeId}`;
const dayKeyOf = ({ identityKey }: Shop, day: string): string => keyedHash(identityKey, `birthday/${day}`);

async function insertOnce(insert: () => Promise<unknown>): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

export class MongoConsents implements ConsentStore {
  readonly #rows: Collection<ConsentDocument>;
  readonly #birthdays: Collection<BirthdayDocument>;
  readonly #waiting: Collection<WaitingDocument>;
  readonly #keys: Keyring;

  constructor(connection: Connection, keys: Keyring) {
    this.#rows = collectionOf<ConsentDocument>(connection, 'consents');
    this.#birthdays = collectionOf<BirthdayDocument>(connection, 'birthdays');
    this.#waiting = collectionOf<WaitingDocument>(connection, 'waiting_consents');
    this.#keys = keys;
  }

  async write(row: ConsentRow): Promise<boolean> {
    return insertOnce(() => this.#rows.insertOne({ ...row, names: [row.memberId] }));
  }

  async of(storeId: StoreId, memberId: MemberId): Promise<ConsentRow[]> {
    const shown = { projection: { _id: 0, names: 0 } };
    return this.#rows.find<ConsentRow>({ storeId, names: memberId }, shown).sort({ at: 1, _id: 1 }).toArray(); // prettier-ignore
  }

  async keepBirthday(shop: Shop, { memberId, birthday, since }: KnownBirthday): Promise<void> {
    const { storeId } = shop;
    const sealed = this.#keys.sealText(birthday, birthdayContext(storeId));
    const told = { storeId, memberId, since, sealed, dayKey: dayKeyOf(shop, birthday) };
    await this.#birthdays.updateOne(
      { _id: `${storeId}/${memberId}` },
      { $set: told, $setOnInsert: { names: [memberId] } },
      { upsert: true },
    );
  }

  async birthdayOf(storeId: StoreId, memberId: MemberId): Promise<KnownBirthday | null> {
    const [newest] = await this.#birthdays.find({ storeId, names: memberId }).sort({ since: -1 }).limit(1).toArray(); // prettier-ignore
    return newest === undefined ? null : this.#told(newest);
  }

  async dropBirthday(storeId: StoreId, memberId: MemberId): Promise<void> {
    await this.#birthdays.deleteMany({ storeId, names: memberId });
  }

  async bornOn(shop: Shop, days: readonly string[], after: MemberId | null, limit: number): Promise<KnownBirthday[]> {
    const dayKey = { $in: days.map((day) => dayKeyOf(shop, day)) };
    const later = after === null ? {} : { memberId: { $gt: after } };
    const found = this.#birthdays.find({ storeId: shop.storeId, dayKey, ...later }).sort({ memberId: 1 }).limit(limit); // prettier-ignore
    return (await found.toArray()).map((document) => this.#told(document));
  }

  async wait(waiting: WaitingConsents): Promise<boolean> {
    const { storeId, orderId, at } = waiting;
    const sealed = this.#keys.sealText(JSON.stringify(waiting), waitingContext(storeId));
    const endsAt = new Date(at + CONSENTS.waitMs);
    return insertOnce(() => this.#waiting.insertOne({ storeId, orderId, at, sealed, endsAt }));
  }

  async waiting(storeId: StoreId, orderIds: readonly OrderId[], now: number): Promise<WaitingConsents[]> {
    const filter = { storeId, orderId: { $in: [...orderIds] }, at: { $gt: now - CONSENTS.waitMs } };
    const found = await this.#waiting.find(filter).sort({ at: 1 }).toArray(); // prettier-ignore
    return found.map(({ sealed }) => JSON.parse(this.#keys.openText(sealed, waitingContext(storeId))) as WaitingConsents);
  }

  async merged(storeId: StoreId, from: MemberId, into: MemberId): Promise<void> {
    await this.#rows.updateMany({ storeId, names: from }, { $addToSet: { names: into } });
    await this.#birthdays.updateMany({ storeId, names: from }, { $addToSet: { names: into } });
  }

  async unmerged(storeId: StoreId, from: MemberId, into: MemberId): Promise<void> {
    await this.#rows.updateMany({ storeId, names: from }, { $pull: { names: into } });
    await this.#birthdays.updateMany({ storeId, names: from }, { $pull: { names: into } });
  }

  async forget(storeId: StoreId, memberId: MemberId): Promise<void> {
    await this.#rows.deleteMany({ storeId, names: memberId });
    await this.#birthdays.deleteMany({ storeId, names: memberId });
  }

  async forgetWaiting(storeId: StoreId, orderIds: readonly OrderId[]): Promise<void> {
    await this.#waiting.deleteMany({ storeId, orderId: { $in: [...orderIds] } });
  }

  #told({ storeId, memberId, since, sealed }: BirthdayDocument): KnownBirthday {
    return { memberId, since, birthday: this.#keys.openText(sealed, birthdayContext(storeId)) };
  }
}
