// What a store passes on from the law: somebody wants to know, somebody wants to be forgotten, a store that left is to be removed.
import type { Logger } from 'pino';
import { exportMember, type ExportNeeds } from '../exports/member-export.ts';
import { isRefused } from '../loyalty/refusal.ts';
import type { StoreEvent } from '../loyalty/store-event.ts';
import { remainsOf, type ErasingNeeds } from '../members/erase-person.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import { ignoring, quiet, type Absorbed } from '../orders/absorbed.ts';
import type { OrderStore } from '../orders/order-store.ts';
import { StoreRefused, StoreUnreachable, type StoreConnection } from '../platforms/platform.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { dataFileText } from './data-file.ts';
import type { DataFiles } from './data-files.ts';
import type { Asked, Erasure } from './erasure.ts';
import { membersMeant } from './persons.ts';
import type { StoreRemoval } from './store-removal.ts';
import { subjectKeys, type Subject } from './subject-key.ts';

type DataRequested = Extract<StoreEvent, { kind: 'data-requested' }>;
type ErasureAsked = Extract<StoreEvent, { kind: 'erasure-asked' }>;

export interface PrivacyDeskOptions extends ErasingNeeds, ExportNeeds {
  readonly members: MemberStore;
  readonly orders: Pick<OrderStore, 'ofMember' | 'read'>;
  readonly stores: Pick<StoreRecords, 'get'>;
  readonly directory: Pick<StoreDirectory, 'forget'>;
  readonly dataFiles: DataFiles;
  readonly erasing: Erasure;
  readonly removal: StoreRemoval;
  readonly clock: () => number;
  readonly log: Logger;
  /** null: this store cannot be asked. */
  readonly connect: (store: StoreRecord) => StoreConnection | null;
}

export class PrivacyDesk {
  readonly #options: PrivacyDeskOptions;

  constructor(options: PrivacyDeskOptions) {
    this.#options = options;
  }

  /** A file of everything that is kept about the person, for the merchant to hand over. It is made also when that is nothing. */
  async collect(store: StoreRecord, { requestId, person, orderIds }: DataRequested, { at }: Asked): Promise<Absorbed> {
    const { members, orders, dataFiles, clock } = this.#options;
    const { storeId } = store;
    const meant = await membersMeant(members, store, person);
    const exports = [];
    for (const member of meant) exports.push(await exportMember(this.#options, store, await this.#withMerged(member), clock()));
    const named = await Promise.all(orderIds.map((orderId) => orders.read(storeId, orderId)));
    const text = dataFileText({
      requestId,
      person,
      store,
      madeAt: clock(),
      members: exports,
      orders: named.filter((order) => order !== null),
    });
    const memberIds = meant.map(({ memberId }) => memberId);
    const subjects = subjectKeys(store, [
      ...(person.externalId === null ? [] : [{ kind: 'customer', id: person.externalId } satisfies Subject]),
      ...(person.email === null ? [] : [{ kind: 'address', email: person.email } satisfies Subject]),
      ...memberIds.map((id) => ({ kind: 'member', id }) satisfies Subject),
    ]);
    await dataFiles.keep({ storeId, requestId, askedAt: at, members: memberIds, subjects, text });
    return quiet;
  }

  async #withMerged(member: Member): Promise<[Member, ...Member[]]> {
    const remains = await remainsOf(this.#options, member.storeId, member.memberId);
    return [member, ...remains.flatMap(({ member: other }) => (other.memberId === member.memberId ? [] : [other]))];
  }

  /** Everybody who is meant, and whatever of them came in by other ways. The chains stay, and name nobody. */
  async erase(store: StoreRecord, { person, orderIds }: ErasureAsked, asked: Asked): Promise<Absorbed> {
    const { members, erasing } = this.#options;
    for (const { memberId } of await membersMeant(members, store, person)) {
      const answer = await erasing.member(store, memberId, asked);
      if (isRefused(answer)) await erasing.details(store, memberId, asked);
    }
    await erasing.trace(store, person, orderIds, asked);
    return quiet;
  }

  /**
   * A store that left goes with everything about it. One that is with us is not removed: the news is old, or wrong. Whether it is with us, it is
   * asked where our own records say so, because the message that it left may have been lost.
   */
  async remove({ storeId, platform }: StoreRecord, { itemId }: Asked): Promise<Absorbed> {
    const { stores, directory, removal, clock, log } = this.#options;
    const store = await stores.get(storeId);
    if (store?.state === 'active') {
      const present = await this.#isPresent(store);
      if (present instanceof Error) return { ...quiet, unfinished: present };
      if (present) return ignoring('the store is with us again, so nothing was removed');
    }
    const counts = await removal.remove(storeId, itemId);
    directory.forget(storeId);
    await removal.note({ storeId, platform, removedAt: clock(), counts });
    log.warn({ storeId, counts }, 'a store that left was removed with everything about it');
    return quiet;
  }

  /** True when the store answers; false when it refuses us; the error when it does not answer at all. */
  async #isPresent(store: StoreRecord): Promise<boolean | Error> {
    try {
      const connection = this.#options.connect(store);
      if (connection === null) return true;
      await connection.fetchFacts();
      return true;
    } catch (error) {
      if (error instanceof StoreUnreachable) return error;
      if (error instanceof StoreRefused) return false;
      throw error;
    }
  }
}
