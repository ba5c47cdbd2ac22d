// What can be found beside an order when it is judged: only what its program asks. What nobody knows stays unknown, and then no condition about it holds.
import type { Persons } from '../ledger/persons.ts';
import { NOTHING_ADDED, type AddedFacts, type FactName } from '../loyalty/earning/facts.ts';
import type { MemberId } from '../loyalty/ids.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { StoreConnection } from '../platforms/platform.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { AddFacts } from './judging.ts';
import type { OrderStore } from './order-store.ts';

export interface AddedFactsOptions {
  readonly orders: Pick<OrderStore, 'countBefore'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly members: Pick<MemberStore, 'get'>;
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
    const [orderNumber, marks, productFacts] = await Promise.all([
      memberId === null ? null : finder.orderNumber(order, memberId, needed),
      memberId === null ? UNKNOWN : finder.marks(memberId, needed),
      finder.products(order, needed),
    ]);
    return { ...NOTHING_ADDED, ...marks, orderNumber, productFacts };
  };
}
