// What came of a store's message, for whoever works through the inbox.
import type { OrderId } from '../loyalty/ids.ts';
import type { StoredOrder } from './order-store.ts';

export interface Touched {
  readonly orderId: OrderId;
  /** As it is kept now, where that is at hand. */
  readonly seen: StoredOrder | null;
}

export interface Absorbed {
  /** Orders whose points may have to change now. */
  readonly touched: readonly Touched[];
  /** Set when the message was of no consequence. */
  readonly ignored: string | null;
  /** The store could not be asked: what is known is settled, and the message is worked on again later. */
  readonly unfinished: Error | null;
}

export const quiet: Absorbed = { touched: [], ignored: null, unfinished: null };
export const ignoring = (why: string): Absorbed => ({ ...quiet, ignored: why });
export const touching = (orderId: OrderId, seen: StoredOrder | null = null): Absorbed => ({ ...quiet, touched: [{ orderId, seen }] });
