// A store whose ledger has lived for some days, and hands that reach past the product into its stored data.
import type { mongo } from 'mongoose';
import { pino } from 'pino';
import { nightly } from '../../src/jobs/nightly.ts';
import { hashOfEntry, hashOfIntention } from '../../src/ledger/hash.ts';
import type { Verification } from '../../src/ledger/verify.ts';
import { entryKey, memberId, orderId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Command } from '../../src/loyalty/ledger/command.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { evolve } from '../../src/loyalty/ledger/evolve.ts';
import { EMPTY_STATE } from '../../src/loyalty/ledger/state.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { digestOf } from '../../src/orders/order-desk.ts';
import { balanceRow } from '../../src/projections/show-balance.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { fromDocument, toDocument, type EntryDocument } from '../../src/storage/mongo/mongo-ledger-store.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { adjust, award } from '../builders/commands.ts';
import type { TestCore } from '../builders/core.ts';
import { aLine, anOrder, aRefund, PLACED } from '../builders/orders.ts';

export const DAY_MS = 86_400_000;
/** In the order in which a proof meets them. */
export const [ANNA, BERT, CARL] = [memberId('m-anna'), memberId('m-bert'), memberId('m-carl')];

export class LedgerWorld {
  readonly core: TestCore;
  readonly shop: StoreId;
  #facts = 0;

  constructor(core: TestCore, shop: StoreId) {
    this.core = core;
    this.shop = shop;
  }

  async store(): Promise<StoreRecord> {
    const store = await this.core.stores.get(this.shop);
    if (store === null) throw new Error('the store is missing');
    return store;
  }

  async order(id: string, member: MemberId, version: number, change: Partial<OrderState> = {}): Promise<void> {
    const store = await this.store();
    const order = anOrder({ orderId: orderId(id), name: `#${id}`, version: PLACED + version, ...change });
    await this.core.desk.keep(store, { order, provenance: 'pushed', seenAt: this.core.time.now, digest: digestOf(order) }, member, true);
    await this.core.desk.settle(store, order.orderId, 'test');
  }

  async does(member: MemberId, command: Command): Promise<Entry> {
    const fact = `fact-${(this.#facts += 1)}`;
    const intend = () => ({ command, key: entryKey(fact), inputHash: hashOfIntention(fact) });
    const answer = await this.core.ledger.append({ storeId: this.shop, memberId: member, cause: fact, intend });
    if (isRefused(answer)) throw new Error(`${command.kind} was refused: ${answer.detail}`);
    await this.core.appended(answer.entry);
    return answer.entry;
  }

  async spends(member: MemberId, reservationId: string, points: number, order: string): Promise<void> {
    const opened = { reservationId, rewardId: 'r', cart: null, points, expiresAt: this.core.time.now + DAY_MS, limit: null };
    await this.does(member, { kind: 'reserve', ...opened });
    const settled = { kind: 'settle', reservationId, orderId: orderId(order), target: points } as const;
    await this.does(member, { ...settled, redeemed: await this.core.entries.redeemed(this.shop, reservationId) });
    const returned = { kind: 'return-spent', reservationId, orderId: orderId(order), target: Math.floor(points / 2) } as const;
    await this.does(member, { ...returned, redeemed: await this.core.entries.redeemed(this.shop, reservationId) });
  }

  /** Two days of life. */
  async live(): Promise<void> {
    await this.order('1', ANNA, 1);
    await this.order('1', ANNA, 2, { refunds: [aRefund(1_000)] });
    await this.order('2', BERT, 1, { lines: [aLine(10_000)] });
    await this.does(BERT, adjust(25));
    await this.spends(BERT, 'res-1', 60, '2');
    await this.does(CARL, award(10));
    await this.night();
    await this.order('3', ANNA, 1, { lines: [aLine(2_000)] });
    await this.order('2', CARL, 2, { lines: [aLine(10_000)] });
    await this.does(BERT, adjust(5));
    await this.night();
    await this.does(ANNA, award(7, { ref: 'today' }));
    this.core.time.now += 3_600_000;
  }

  nightly(): Promise<StoreId[]> {
    const { core, shop } = this;
    const stores = { list: async () => (await core.stores.list()).filter(({ storeId }) => storeId === shop) };
    return nightly({ stores, leases: core.leases, proof: core.proof, clock: () => core.time.now, log: pino({ level: 'silent' }) });
  }

  /** To four o'clock of the next morning where the store is, and through the nightly job. */
  async night(): Promise<void> {
    const { time } = this.core;
    time.now = Math.floor(time.now / DAY_MS) * DAY_MS + DAY_MS + 3 * 3_600_000;
    const proved = await this.nightly();
    if (proved.length !== 1) throw new Error('the night was not proved');
    time.now += 12 * 3_600_000;
  }

  verify(): Promise<Verification> {
    return this.core.proof.verify(this.shop);
  }

  /** The names of the promises that do not hold, each once. */
  async broken(): Promise<string[]> {
    const { problems } = await this.verify();
    return [...new Set(problems.map(({ invariant }) => invariant))].toSorted();
  }

  collection<T extends mongo.Document>(name: string) {
    return collectionOf<T>(this.core.database.connection, name);
  }

  entries() {
    return this.collection<EntryDocument>('entries');
  }

  async chain(member: MemberId): Promise<EntryDocument[]> {
    return this.entries().find({ storeId: this.shop, memberId: member }).sort({ seq: 1 }).toArray();
  }

  entry(member: MemberId, seq: number): { storeId: StoreId; memberId: MemberId; seq: number } {
    return { storeId: this.shop, memberId: member, seq };
  }

  /** As a careful forger would: changes one entry, then makes every state, hash and the balance after it fit again. */
  async rewrite(member: MemberId, seq: number, change: (entry: Entry) => Partial<Entry>): Promise<void> {
    let [state, prevHash] = [EMPTY_STATE, ''];
    for (const document of await this.chain(member)) {
      const entry = fromDocument(document);
      const changed = entry.seq === seq ? { ...entry, ...change(entry) } : entry;
      state = evolve(state, changed);
      const unhashed = { ...changed, prevHash, after: state };
      const forged = { ...unhashed, hash: hashOfEntry(unhashed) };
      prevHash = forged.hash;
      const { _id, ...fields } = toDocument(forged);
      await this.entries().replaceOne({ _id: document._id }, fields);
      await this.collection('balances').updateOne({ storeId: this.shop, memberId: member }, { $set: balanceRow(forged) });
    }
  }

  /** Takes away a chain's last entries and lets the balance forget them. */
  async cut(member: MemberId, from: number): Promise<void> {
    await this.entries().deleteMany({ storeId: this.shop, memberId: member, seq: { $gte: from } });
    const last = (await this.chain(member)).at(-1);
    await this.collection('balances').deleteOne({ storeId: this.shop, memberId: member });
    if (last !== undefined) await this.core.appended(fromDocument(last));
  }
}

export async function aLedgerWorld(core: TestCore): Promise<LedgerWorld> {
  const world = new LedgerWorld(core, await core.addStore());
  await world.live();
  return world;
}
