// The port to a store platform. A new platform is a folder with these verbs and a green platform battery; nothing in `loyalty/` changes.
import type { ProductFacts } from '../loyalty/earning/facts.ts';
import type { OrderId, StoreId } from '../loyalty/ids.ts';
import type { OrderGlance } from '../loyalty/orders/glance.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import type { OrderTraces } from '../loyalty/orders/order-traces.ts';
import type { Text } from '../loyalty/program/text.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';
import type { PlacedBy } from '../loyalty/referrals/attribution.ts';
import type { BuyerNamed, BuyerPast, BuyingBefore } from './buyer-past.ts';
import type { CustomerIdentity, StoreEvent } from '../loyalty/store-event.ts';
import type { TierDiscount } from '../loyalty/tiers/members-prices.ts';
import type { CodeLine, RewardLine } from './reward-line.ts';

export type { CodeGives, CodeLine, CodeWish, CreditMove, MadeCode, MoneyAmount, RewardLine } from './reward-line.ts';

export type PlatformName = 'shopify' | 'woocommerce';

/** A delivery exactly as it came: nothing is parsed before the signature holds. Header names are lower case. */
export interface RawDelivery {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** What `verify` may use of a store. Secrets are plain here and never leave memory. */
export interface DeliverySecrets {
  readonly webhookSecret: string;
}

export type Verdict =
  /** Genuine: store it, answer 200. `dedupe` names the event where the platform gives it a name (null: never dropped as a duplicate). */
  | { readonly kind: 'accepted'; readonly topic: string; readonly domain: string | null; readonly dedupe: string | null }
  /** Genuine or harmless, and never to be stored (drafts of people who bought nothing, pings): answer 200. */
  | { readonly kind: 'dropped'; readonly why: string }
  /** Not genuine (401) or not understandable as a delivery (400): nothing is stored. */
  | { readonly kind: 'rejected'; readonly status: 400 | 401; readonly why: string };

/** An accepted delivery as it comes back out of the inbox. */
export interface StoredDelivery {
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly receivedAt: number;
}

export type DeliverySubject =
  { readonly kind: 'order' | 'customer'; readonly id: string } | { readonly kind: 'address'; readonly email: string };

/** What a normaliser may know of the store: its currency and time are needed where a payload is silent. */
export interface StoreFacts {
  readonly currency: string;
  readonly timeZone: string;
}

export type FetchedOrder =
  | { readonly kind: 'found'; readonly order: OrderState; readonly customer: CustomerIdentity; readonly traces?: OrderTraces }
  | { readonly kind: 'gone' };

/** null: this platform has no such marks. */
export interface BuyerMarks {
  readonly tags: readonly string[] | null;
  readonly roles: readonly string[] | null;
}

/** WooCommerce's categories are collections here, as everywhere. */
export type GoodsKind = 'products' | 'collections';
/** By words of their titles, few at a time; or by their ids, those that the store still has. */
export type GoodsWish = { readonly search: string } | { readonly ids: readonly string[] };
export interface NamedGoods {
  readonly id: string;
  readonly title: string;
}

/** What a theme reads of a member without a script, and a cart of their level. `null` removes it. */
export interface MemberFacts {
  readonly points: number | null;
  /** Carts know levels by their ids, people by their names. */
  readonly tier: { readonly id: string; readonly name: Text } | null;
  readonly nextReward: { readonly name: Text; readonly points: number; readonly missing: number } | null;
  readonly referralLink: string | null;
}

/** What a store sends by e-mail itself, to who wants it. Both throw {@link StoreUnreachable} or {@link StoreRefused}. */
export interface NewsletterLine {
  /** `at`: when that was last said; null: the store does not say. Null as a whole: the store does not know the customer, or no address of theirs. */
  read(customerId: string): Promise<{ readonly subscribed: boolean; readonly at: number | null } | null>;
  write(customerId: string, subscribed: boolean, at: number): Promise<void>;
}

/** Somebody with an account, as the store knows them now, and when it last changed that. */
export interface ChangedCustomer {
  readonly customer: CustomerIdentity & { readonly externalId: string };
  readonly changedAt: number;
}

/** Something of a store's past. `named`: an order that only asking for it by itself tells in full. */
export type PastThing =
  | { readonly kind: 'order'; readonly order: OrderState; readonly customer: CustomerIdentity }
  | { readonly kind: 'named'; readonly orderId: OrderId }
  | { readonly kind: 'customer'; readonly customer: CustomerIdentity & { readonly externalId: string } };

/** A part of a store's past, and where it goes on. */
export interface PastPage {
  readonly reading: 'customers' | 'orders';
  readonly things: readonly PastThing[];
  /** Everything on the page was so at this instant or later. */
  readonly readAt: number;
  /** How many there are of what is being read, where the store says it. */
  readonly of: number | null;
  /** The store is still preparing it: not before this time is worth asking again. */
  readonly waitMs: number;
  /** null: that was all. Nobody but the platform understands it. */
  readonly next: string | null;
}

/** An authenticated line to one store. Every method throws {@link StoreUnreachable} or {@link StoreRefused}; none turns a failure into "gone". */
export interface StoreConnection {
  /**
   * The order and its refunds, read together, as the store has them now. `placedAt` where it is known: a store may hide old orders, and whether one
   * that it does not show is gone or only hidden is told by its age.
   */
  fetchOrder(orderId: OrderId, placedAt?: number): Promise<FetchedOrder>;
  /** Orders that the store changed at `since` or later, as they are now at a glance, oldest change first; one that changes meanwhile may come twice. */
  changedOrders(since: number): AsyncIterable<OrderGlance>;
  /** A glance at each of these; those that the store does not show (any more) are left out. */
  glanceAt(orderIds: readonly OrderId[]): Promise<readonly OrderGlance[]>;
  /** Accounts that are new or changed since an instant, as far as the store can tell that. */
  changedCustomers(since: number): AsyncIterable<ChangedCustomer>;
  /**
   * What was before us: first the accounts, then the orders, page by page from `position` (null: from the beginning). Asking for the same position
   * again gives the same or more; what changes meanwhile is told by the store's own messages.
   */
  history(position: string | null): Promise<PastPage>;
  /** How the store marks a customer, by its own id; null: it does not know them (any more). */
  fetchBuyer(externalId: string): Promise<BuyerMarks | null>;
  /** What the store knows of what somebody bought, also before we came. Null: it cannot say. */
  fetchBuyerPast(buyer: BuyerNamed, before: BuyingBefore): Promise<BuyerPast | null>;
  /** Collections and tags of products as they are now; those that the store does not have (any more) are left out. */
  fetchProducts(productIds: readonly string[]): Promise<Readonly<Record<string, ProductFacts>>>;
  /** What the merchant means by a product or a collection, and how people know it. */
  findGoods(kind: GoodsKind, wish: GoodsWish): Promise<readonly NamedGoods[]>;
  /** Null: this store cannot be given codes. */
  readonly codes: CodeLine | null;
  /** Null: this platform gives rewards another way. */
  readonly rewards: RewardLine | null;
  /** Written where themes read it; null: there is no such place. At most 25 customers at once. */
  readonly writeMemberFacts: ((facts: readonly (MemberFacts & { readonly customerId: string })[]) => Promise<void>) | null;
  /** Makes the store's cart take off what the program gives members; null: nothing. Writing the same twice is one. Null: this cart cannot. */
  readonly writeTierDiscount: ((discount: TierDiscount | null) => Promise<void>) | null;
  /** Null: this store cannot be told who wants its newsletter. */
  readonly newsletter: NewsletterLine | null;
  /** Name, currency, time zone as the store states them. */
  fetchFacts(): Promise<StoreFacts & { readonly name: string }>;
  /** What the merchant lets us do, in the platform's own words. Left out where a platform knows no single permissions. */
  fetchGranted?(): Promise<readonly string[]>;
}

export interface StorePlatform {
  readonly name: PlatformName;
  /** Pure, over bytes; an empty secret never verifies. */
  verify(delivery: RawDelivery, secrets: DeliverySecrets): Promise<Verdict>;
  /** Pure. Throws {@link Unreadable} with the reason when the payload cannot be understood: the item stays in the inbox and is shown. */
  normalise(delivery: StoredDelivery, facts: StoreFacts): StoreEvent[];
  /** Pure. Whom or what a delivery is about, told without understanding it; null when it does not say, or cannot be read. */
  subjectOf?(delivery: Pick<StoredDelivery, 'topic' | 'body'>): DeliverySubject | null;
  /** Pure. Who places orders that come through a channel, by the store's own word for it. Left out: customers do. */
  placedBy?(channel: string | null): PlacedBy;
  /** Rewards of these kinds are not to be had in any store of this platform. Left out: all of them are. */
  readonly cannotGive?: readonly Reward['kind'][];
  /** null when the store gave us no credentials to ask with. */
  connect(store: ConnectableStore): StoreConnection | null;
  /** What does not work with these permissions. Left out where a platform knows no single permissions. */
  lacking?(granted: readonly string[]): readonly Lack[];
  /** The store left: what the platform keeps of its own access is destroyed. Left out where it keeps none. */
  forgetAccess?(storeId: StoreId): Promise<void>;
}

/** Parts of the product that need a merchant's permission; the admin has words for each. */
export const PERMITTED_FEATURES = [
  'customers',
  'customer-balance',
  'customer-merges',
  'orders',
  'order-history',
  'products',
  'discounts',
  'gift-cards',
  'store-credit',
] as const;
export type PermittedFeature = (typeof PERMITTED_FEATURES)[number];

export interface Lack {
  readonly feature: PermittedFeature;
  /** The platform's own names, as the merchant's consent page shows them. */
  readonly permissions: readonly string[];
  /** The product is complete without it. */
  readonly optional: boolean;
}

export interface ConnectableStore {
  readonly storeId: StoreId;
  readonly domain: string;
  readonly url: string;
  readonly facts: StoreFacts;
  readonly credentials: Readonly<Record<string, string>> | null;
}

/** The payload is not what this platform sends; `field` says where. A person or a newer version must look. */
export class Unreadable extends Error {
  readonly field: string;
  constructor(field: string, detail: string) {
    super(`cannot read ${field}: ${detail}`);
    this.name = 'Unreadable';
    this.field = field;
  }
}

/** The store did not answer, or said "later": try again; `retryAfterMs` when it said when. */
export class StoreUnreachable extends Error {
  readonly retryAfterMs: number | null;
  constructor(detail: string, retryAfterMs: number | null = null) {
    super(detail);
    this.name = 'StoreUnreachable';
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The store answered no (credentials, permissions): trying again will not help until somebody acts. `status` 422: it read what we wanted and will
 * not do it, so nothing of it was done; 200: it answered what we cannot read, so nobody knows.
 */
export class StoreRefused extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.name = 'StoreRefused';
    this.status = status;
  }
}
