// What a program's conditions ask that an order itself does not say, or that may change after it was placed. It is kept with the order's judgement at
// the first settlement, so that the order is judged by it for ever. null always means: not known.
import type { OrderState } from '../orders/order-state.ts';

export interface ProductFacts {
  /** Collections or categories, by the store's ids. */
  readonly collections: readonly string[];
  readonly tags: readonly string[];
}

/** Of the person who earns, as the store and the program knew them. */
export interface BuyerFacts {
  /** null: in no level. */
  readonly tierId: string | null;
  readonly customerTags: readonly string[] | null;
  readonly customerRoles: readonly string[] | null;
  /** ISO 3166-1, two letters: where the order goes, else where the bill goes. */
  readonly country: string | null;
}

export interface OrderFacts extends BuyerFacts {
  /** 1 is the member's first order in this store. */
  readonly orderNumber: number | null;
  /** A renewal of a subscription earns, but is never a first order. */
  readonly subscriptionRenewal: boolean;
  /** The buyer had left the program when they placed it. */
  readonly hadLeft?: true;
  /** By product id; a product that is not here is not known. */
  readonly productFacts: Readonly<Record<string, ProductFacts>>;
}

/** What is looked up beside the order: of its member, of its buyer in the store, and of its products. */
export type AddedFacts = Omit<OrderFacts, 'country' | 'subscriptionRenewal'>;

/** Of an order as it is now: what is kept with its judgement, and never looked up again. */
export function factsOf({ country, subscriptionRenewal }: OrderState, added: AddedFacts): OrderFacts {
  const { tierId, customerTags, customerRoles, orderNumber, productFacts } = added;
  const said = { country: country ?? null, subscriptionRenewal: subscriptionRenewal ?? false };
  return { tierId, customerTags, customerRoles, ...said, orderNumber, productFacts };
}

/** Where nothing was looked up beside the order itself. */
export const NOTHING_ADDED: AddedFacts = { tierId: null, customerTags: null, customerRoles: null, orderNumber: null, productFacts: {} };

/** An order of which nothing is known but its lines and amounts. */
export const NO_FACTS: OrderFacts = { ...NOTHING_ADDED, country: null, subscriptionRenewal: false };

/** The facts that cost something to find, as {@link factsNeeded} names them. */
export type FactName = 'tier' | 'customer-tags' | 'customer-roles' | 'country' | 'order-number' | 'product-collections' | 'product-tags';
