/**
 * What becomes of offers after the purchase. Orders that were settled are noted, which costs their settling nothing, and looked at together a moment
 * later: a guest's order has a row, and rows of its person are told anew. What a look does follows from stored orders alone, so it may be repeated.
 */
import type { Logger } from 'pino';
import { FUNNEL } from '../../limits.ts';
import { dayOf } from '../../loyalty/calendar.ts';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { Member, MemberStore } from '../../members/member-store.ts';
import { Noted } from '../../members/noted.ts';
import type { OrderStore, StoredOrder } from '../../orders/order-store.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import type { SettingsStore } from '../../settings/settings-store.ts';
import type { StoreDirectory } from '../../stores/directory.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { isHeldBack } from '../held-back.ts';
import { laterBuys } from './later-buys.ts';
import type { BuyReader, Offered, OfferRow, OfferRows } from './offer-rows.ts';
import { personsOf, type PersonRows } from './persons.ts';

export interface FunnelNeeds {
  readonly offers: OfferRows;
  readonly orders: Pick<OrderStore, 'read'>;
  readonly members: Pick<MemberStore, 'many'>;
  /** Who was merged into whom. */
  readonly levels: PersonRows;
  readonly buys: BuyReader;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly directory: Pick<StoreDirectory, 'get' | 'programAt'>;
  readonly clock: () => number;
  readonly log: Logger;
}

type Owned = StoredOrder & { readonly memberId: MemberId };
const isOwned = (order: StoredOrder | null): order is Owned => order?.memberId != null;

/** Somebody who can be found again and has no account. Whoever was forgotten has nothing by which to be found. */
const isGuest = ({ kind, externalId, guestEmailKey }: Member): boolean =>
  kind === 'guest' && (externalId !== null || guestEmailKey !== null);

export class Funnel {
  readonly #needs: FunnelNeeds;
  readonly #noted: Noted<OrderId>;

  constructor(needs: FunnelNeeds) {
    this.#needs = needs;
    const failed = 'what became of offers could not be told of orders; trying again';
    const work = (storeId: StoreId, orderIds: readonly OrderId[]): Promise<void> => this.#lookAtMany(storeId, orderIds);
    this.#noted = new Noted({ everyMs: FUNNEL.flushMs, work, failed, log: needs.log });
  }

  /** After an order was settled: without a question to the database. */
  readonly afterOrder = async ({ storeId }: Pick<StoreRecord, 'storeId'>, order: OrderId): Promise<void> => {
    this.#noted.note(storeId, order);
  };

  start(): void {
    this.#noted.start();
  }

  async stop(): Promise<void> {
    await this.#noted.stop();
  }

  /** Never throws: what could not be told stays noted. */
  async flush(): Promise<void> {
    await this.#noted.flush();
  }

  /** When a store's past is brought in there may be thousands. */
  async #lookAtMany(storeId: StoreId, orderIds: readonly OrderId[]): Promise<void> {
    for (let from = 0; from < orderIds.length; from += FUNNEL.togetherMax)
      await this.look(storeId, orderIds.slice(from, from + FUNNEL.togetherMax));
  }

  /** The same few questions however many orders it looks at. */
  async look(storeId: StoreId, orderIds: readonly OrderId[]): Promise<void> {
    const { orders, members, levels, offers, directory } = this.#needs;
    const store = await directory.get(storeId);
    if (store === null) return;
    const owned = (await Promise.all(orderIds.map((orderId) => orders.read(storeId, orderId)))).filter(isOwned);
    const owners = [...new Set(owned.map(({ memberId }) => memberId))];
    if (owners.length === 0) return;
    const [known, persons] = await Promise.all([members.many(storeId, owners), personsOf(levels, storeId, owners)]);
    const guests = new Set(
      known.filter((one) => isGuest(one) && persons.get(one.memberId) === one.memberId).map(({ memberId }) => memberId),
    );
    const offered = await this.#offered(store, owned.filter(({ memberId }) => guests.has(memberId))); // prettier-ignore
    if (offered.length > 0) await offers.offer(offered);
    await this.#restate(store, persons);
  }

  /** Of these members' persons, what they bought after they were offered an account. */
  async restate(storeId: StoreId, members: readonly MemberId[]): Promise<void> {
    const store = await this.#needs.directory.get(storeId);
    if (store === null || members.length === 0) return;
    await this.#restate(store, await personsOf(this.#needs.levels, storeId, members));
  }

  async #offered(store: StoreRecord, ofGuests: readonly Owned[]): Promise<Offered[]> {
    const { settings, directory, clock } = this.#needs;
    const { storeId, timeZone, startsAt } = store;
    const now = clock();
    const isNews = ({ order: { standing, payment, placedAt } }: Owned): boolean =>
      standing === 'open' && payment === 'paid' && placedAt >= startsAt && placedAt > now - FUNNEL.offeredWithinMs;
    const news = ofGuests.filter(isNews);
    if (news.length === 0 || !(await directory.programAt(storeId, now)).active) return [];
    const { accounts } = (await settings.get(storeId))?.values ?? DEFAULT_SETTINGS;
    if (!accounts.offer) return [];
    return news.map(({ orderId, memberId, order: { placedAt } }) => {
      const heldBack = isHeldBack(store, orderId, accounts);
      return { storeId, orderId, memberId, day: dayOf(placedAt, timeZone), placedAt, heldBack, offeredAt: now };
    });
  }

  /** `persons`: every name of whoever it is about. Nearly nobody who bought as an account has a row, and then nothing more is asked. */
  async #restate({ storeId, currency }: StoreRecord, persons: ReadonlyMap<MemberId, MemberId>): Promise<void> {
    const { offers, buys } = this.#needs;
    const personOf = (memberId: MemberId): MemberId => persons.get(memberId) ?? memberId;
    const rows = Map.groupBy(await offers.ofMembers(storeId, [...persons.keys()]), ({ memberId }) => personOf(memberId));
    if (rows.size === 0) return;
    const names = [...persons.keys()].filter((name) => rows.has(personOf(name)));
    const first = Math.min(...[...rows.values()].flat().map(({ placedAt }) => placedAt));
    const orders = Map.groupBy(await buys.since(storeId, names, first), ({ memberId }) => personOf(memberId));
    const changed = [...rows].flatMap(([person, own]) => {
      const bought = (orders.get(person) ?? []).map(({ order }) => order);
      return changedOnly(own, laterBuys(own, bought, currency));
    });
    if (changed.length > 0) await offers.restate(storeId, changed);
  }
}

function changedOnly(rows: readonly OfferRow[], told: ReturnType<typeof laterBuys>): ReturnType<typeof laterBuys> {
  const known = new Map(rows.map((row) => [row.orderId, row]));
  return told.filter(({ orderId, secondAt, revenueAfterMinor }) => {
    const row = known.get(orderId);
    return row?.secondAt !== secondAt || row.revenueAfterMinor !== revenueAfterMinor;
  });
}
