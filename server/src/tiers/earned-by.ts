// What one stored entry says about points that were earned, in the words of levels.
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { EarnedEntry } from './status-row.ts';

/** How the award of what a level brings is named, as an effect and so in its entry's key. */
export const ENTRY_POINTS = 'tier:';
const KEY_OF_ENTRY_POINTS = `grant:${ENTRY_POINTS}`;

type Written = Pick<Entry, 'memberId' | 'at' | 'kind' | 'key' | 'order' | 'moves'>;

function issuedBy({ moves }: Written): number {
  return moves.reduce((sum, move) => sum + (move.type === 'points' && move.from === 'program:issued' ? move.points : 0), 0);
}

/** What a level brought makes nobody reach the next one. What an order was given counts where its owner's chain is: it may have been carried there when a merge was undone. */
export function earnedBy(entry: Written): EarnedEntry[] {
  const { memberId, at, kind, key, order, moves } = entry;
  if (kind === 'award') return key.startsWith(KEY_OF_ENTRY_POINTS) ? [] : [{ memberId, orderId: null, at, points: issuedBy(entry) }];
  const carried = moves.flatMap((move) => (move.type === 'order-carried' ? [{ orderId: move.orderId, parts: move.parts }] : []));
  const settled = order === null ? [] : [{ memberId, orderId: order.orderId, at, points: order.delta }];
  const came = carried.map(({ orderId, parts }) => ({ memberId, orderId, at, points: parts.reduce((sum, part) => sum + part.points, 0) }));
  return [...settled, ...came];
}
