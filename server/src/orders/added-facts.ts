// What can be found beside an order when it is judged: only what its program asks. What nobody knows stays unknown, and then no condition about it holds.
import type { Persons } from '../ledger/persons.ts';
import { factsOf, NO_FACTS, NOTHING_ADDED, type AddedFacts, type BuyerFacts, type FactName } from '../loyalty/earning/facts.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import { isAway } from '../members/away.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { StoreConnection } from '../platforms/platform.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { AddFacts, JudgingOptions } from './judging.ts';
import type { OrderStore } from './order-store.ts';

export interface AddedFactsOptions {
  readonly orders: Pick<OrderStore, 'countBefore'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly members: Pick<MemberStore, 'get'>;
  /** In which level somebody places an order. */
  readonly levelBefore: (storeId: StoreId, memberId: MemberId, placedAt: number) => Promise<string | null>;
  /** null: this store cannot be asked. */
  readonly connect: (store: StoreRecord) => Pick<StoreConnection, 'fetchBuyer' | 'fetchProducts'> | null;
}

type Needed = ReadonlySet<FactName>;
type Marks = Pick<AddedFacts, 'customerTags' | 'customerRoles'>;

const UNKNOWN: Marks = { customerTags: null, customerRoles: null };
/** A guest has no account that could be marked. */
const UNMARKED: Marks = { customerTags: [], customerRoles: [] };

class Finder {
  readonly #options: AddedFactsOptions;
  readonly #store: StoreRecord;

  constructor(options: AddedFactsOptions, store: StoreRecord) {
    this.#options = options;
    this.#store = store;
  }

  /** Counts the orders of its person that were placed before it and were not taken back. */
  async orderNumber({ placedAt }: OrderState, memberId: MemberId, needed: Needed): Promise<number | null> {
    if (!needed.has('order-number')) return null;
    const { storeId } = this.#store;
    const person = await this.#options.persons.present(storeId, memberId);
    return 1 + (await this.#options.orders.countBefore(storeId, [...new Set([memberId, person])], placedAt));
  }

  async level({ placedAt }: Pick<OrderState, 'placedAt'>, memberId: MemberId, needed: Needed): Promise<string | null> {
    return needed.has('tier') ? this.#options.levelBefore(this.#store.storeId, memberId, placedAt) : null;
  }

  async marks(memberId: MemberId, needed: Needed): Promise<Marks> {
    if (!needed.has('customer-tags') && !needed.has('customer-roles')) return UNKNOWN;
    const member = await this.#options.members.get(this.#store.storeId, memberId);
    if (member === null) return UNKNOWN;
    if (member.externalId === null) return UNMARKED;
    const marks = (await this.#options.connect(this.#store)?.fetchBuyer(member.externalId)) ?? null;
    return marks === null ? UNKNOWN : { customerTags: marks.tags, customerRoles: marks.roles };
  }

  async products({ lines }: OrderState, needed: Needed): Promise<AddedFacts['productFacts']> {
    if (!needed.has('product-collections') && !needed.has('product-tags')) return {};
    const ids = [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
    return ids.length === 0 ? {} : ((await this.#options.connect(this.#store)?.fetchProducts(ids)) ?? {});
  }
}

/** A store that does not answer is asked again later, with the whole message: what was judged stays, so nothing is judged by half. */
export function addedFacts(options: AddedFactsOptions): AddFacts {
  return async (store, order, memberId, needed) => {
    const finder = new Finder(options, store);
    const [orderNumber, tierId, marks, productFacts] = await Promise.all([
      memberId === null ? null : finder.orderNumber(order, memberId, needed),
      memberId === null ? null : finder.level(order, memberId, needed),
      memberId === null ? UNKNOWN : finder.marks(memberId, needed),
      finder.products(order, needed),
    ]);
    return { ...NOTHING_ADDED, ...marks, tierId, orderNumber, productFacts };
  };
}

/** What conditions may ask of somebody who did something at an instant. */
export type BuyerFactsAt = (store: StoreRecord, memberId: MemberId, at: number, needed: Needed) => Promise<BuyerFacts>;

export interface BuyerFactsOptions extends AddedFactsOptions {
  readonly orders: Pick<OrderStore, 'countBefore' | 'ofMember'>;
}

/** Where somebody lives is taken from their newest order, where the store says it. */
export function buyerFacts(options: BuyerFactsOptions): BuyerFactsAt {
  return async (store, memberId, at, needed) => {
    if (needed.size === 0) return NO_FACTS;
    const finder = new Finder(options, store);
    const [tierId, marks, newest] = await Promise.all([
      finder.level({ placedAt: at }, memberId, needed),
      finder.marks(memberId, needed),
      needed.has('country') ? options.orders.ofMember(store.storeId, memberId, 1) : [],
    ]);
    const [last] = newest;
    const { country } = last === undefined ? NO_FACTS : factsOf(last.order, NOTHING_ADDED);
    return { tierId, ...marks, country };
  };
}

/** Asked only where nobody knew whose an order is when it was first seen. */
export function hadLeft({ members }: Pick<AddedFactsOptions, 'members'>): JudgingOptions['hadLeft'] {
  return async ({ storeId }, memberId, at) => {
    const member = await members.get(storeId, memberId);
    return member !== null && isAway(member, at);
  };
}
