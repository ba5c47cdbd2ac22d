// Which of two states of one order is the newer. Stores deliver out of order, twice and with equal times; this decides without guessing.
import type { OrderState } from './order-state.ts';

/** How we came to know a state. A fetched one was read from the store at `seenAt`; a pushed one was made by the store at some time before. */
export interface Sighting {
  readonly order: OrderState;
  readonly provenance: 'pushed' | 'fetched';
  readonly seenAt: number;
  /** Hash of the state's content: equal hashes are the same state. */
  readonly digest: string;
}

export type Comparison = 'newer' | 'same' | 'older' | 'doubtful';

function byFetch(known: Sighting, seen: Sighting): Comparison {
  if (seen.order.version < known.order.version && known.provenance === 'pushed') return 'doubtful';
  if (known.provenance === 'fetched' && seen.seenAt < known.seenAt) return 'older';
  return seen.digest === known.digest ? 'same' : 'newer';
}

/**
 * A pushed state counts only if its version is strictly newer; the same version with other content, or no version at all, is doubtful: ask
 * the store. A fetched state beats a pushed one, and of two fetched ones the later wins. A push about an order that a fetch found gone is
 * doubtful too, because a deletion carries no version.
 */
export function compareSightings(known: Sighting, seen: Sighting): Comparison {
  if (seen.provenance === 'fetched') return byFetch(known, seen);
  if (seen.digest === known.digest) return 'same';
  if (seen.order.version === 0 || known.order.standing === 'deleted') return 'doubtful';
  if (seen.order.version > known.order.version) return 'newer';
  if (seen.order.version < known.order.version) return 'older';
  return 'doubtful';
}

const TERMINAL: readonly OrderState['standing'][] = ['deleted', 'refunded', 'cancelled', 'failed', 'test'];

function refundTotal(order: OrderState): number {
  return order.refunds.reduce((sum, refund) => sum + refund.amount, 0);
}

/**
 * The last word where the store cannot be asked: strictly newer versions win; else the larger refund total, then the terminal standing, then
 * the larger digest. Any fixed order would do, as long as both arrival orders end at the same state.
 */
export function winsWithoutAsking(known: Sighting, seen: Sighting): boolean {
  if (seen.order.version !== known.order.version && seen.order.version !== 0) return seen.order.version > known.order.version;
  const refunds = refundTotal(seen.order) - refundTotal(known.order);
  if (refunds !== 0) return refunds > 0;
  const terminal = Number(TERMINAL.includes(seen.order.standing)) - Number(TERMINAL.includes(known.order.standing));
  if (terminal !== 0) return terminal > 0;
  return seen.digest > known.digest;
}
