// The keys of shares. One key, one entry, in a store, for ever: that is what makes taking and giving back exact without a lock.
import type { Entry } from '../loyalty/ledger/entry.ts';
import { entryKey, orderId, type EntryKey, type MemberId, type OrderId } from '../loyalty/ids.ts';

/** The n-th share that was taken for an effect. */
export const takeKey = (effect: string, n: number): EntryKey => entryKey(`take:${effect}#${n}`);
/** Of the member's entry, or of the give-back of that share: whichever is written first keeps the other out. */
export const fateKey = (effect: string, n: number): EntryKey => entryKey(`grant:${effect}#${n}`);
/** Of the give-back of a share that had been used, and is no longer. */
export const backKey = (effect: string, n: number): EntryKey => entryKey(`back:${effect}#${n}`);

/** All shares of one order begin with it, in whatever budget, so one range of the key's index finds them. */
export const sharesOfOrder = (order: OrderId): string => `share:order/${encodeURIComponent(order)}/`;
/** The n-th change, taken or given back, of what an order has of one budget. */
export const shareKey = (order: OrderId, chain: MemberId, n: number): EntryKey => entryKey(`${sharesOfOrder(order)}${chain}#${n}`);

/** Whose share an entry of an allowance chain took. */
export type Taken = { readonly effect: string; readonly n: number; readonly amount: number } | { readonly orderId: OrderId };

/** How much an entry of an allowance chain took; negative: gave back. */
export function amountOf({ moves }: Pick<Entry, 'moves'>): number {
  return moves.reduce((sum, move) => sum + (move.type === 'allowance' ? move.taken : 0), 0);
}

/** Null: it took nothing. */
export function takenBy(entry: Pick<Entry, 'kind' | 'key' | 'moves'>): Taken | null {
  if (entry.kind !== 'allowance-take') return null;
  const [, order] = /^share:order\/([^/]*)\//.exec(entry.key) ?? [];
  if (order !== undefined) return { orderId: orderId(decodeURIComponent(order)) };
  const [, effect, n] = /^take:(.*)#(\d+)$/.exec(entry.key) ?? [];
  return effect === undefined ? null : { effect, n: Number(n), amount: amountOf(entry) };
}
