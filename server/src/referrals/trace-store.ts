// The port to traces: what orders and claims show of who is behind them, as keyed hashes and nothing else, and for a while only.
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';

/** What two people may share. Each is a keyed hash of a normal form; null: it was not said. */
export interface Prints {
  readonly network: string | null;
  /** Something that a page kept in a browser. */
  readonly device: string | null;
  /** What a browser calls itself and speaks, at its network: many telephones call themselves the same. */
  readonly browser: string | null;
  readonly email: string | null;
  readonly mailbox: string | null;
  readonly lookalike: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly shipping: string | null;
  readonly billing: string | null;
  readonly payment: string | null;
}

export const orderSubject = (orderId: OrderId): string => `order/${orderId}`;
/** Claims of one address by the links of one advocate are one. */
export const claimSubject = (friendKey: string, advocateId: MemberId): string => `claim/${friendKey}/${advocateId}`;

export interface Trace extends Prints {
  readonly storeId: StoreId;
  /** What was traced before is not traced again. */
  readonly subject: string;
  readonly kind: 'order' | 'claim';
  readonly orderId: OrderId | null;
  /** `emailKey` of a claim's address. */
  readonly friendKey: string | null;
  /** Whose link a claim was made by. */
  readonly advocateId: MemberId | null;
  readonly at: number;
  /** Host of the page that led here; null: none, or the shop itself. */
  readonly referrer: string | null;
  /** The browser says that it is a program. */
  readonly automated: boolean;
  readonly endsAt: number;
}

/** Claims since an instant; of those that are given, all must fit. `except`: the subject that asks. */
export interface ClaimCount {
  readonly since: number;
  readonly except: string;
  readonly advocateIds?: readonly MemberId[];
  readonly network?: string;
  readonly device?: string;
}

/** The port. Unique: (store, subject). */
export interface TraceStore {
  /** The first one stays. */
  keep(trace: Trace): Promise<void>;
  ofOrders(storeId: StoreId, orderIds: readonly OrderId[]): Promise<Trace[]>;
  ofClaims(storeId: StoreId, friendKeys: readonly string[]): Promise<Trace[]>;
  /** Orders before an instant that show the same, the newest first. */
  ordersShowing(storeId: StoreId, print: Partial<Pick<Prints, 'phone' | 'mailbox'>>, before: number): Promise<OrderId[]>;
  claims(storeId: StoreId, count: ClaimCount): Promise<number>;
  /** Of somebody who is erased. */
  forget(storeId: StoreId, orderIds: readonly OrderId[], friendKeys: readonly string[]): Promise<void>;
}
