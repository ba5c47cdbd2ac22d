// Which expired points are still missing to somebody. Where an order was reduced, or a gift taken back, what of it had expired counted as gone:
// nothing was taken for it, so bringing it back would give those points for nothing.
import type { OrderShare } from '../ledger/ledger-store.ts';
import { entryKey, orderId, type EntryKey, type OrderId } from '../loyalty/ids.ts';
import { addGiven } from '../loyalty/ledger/sums.ts';
import type { Take } from '../loyalty/ledger/state.ts';

export interface Books {
  readonly shares: (order: OrderId) => Promise<readonly OrderShare[]>;
  /** Whether a gift was taken back. */
  readonly isUndone: (ref: string) => Promise<boolean>;
}

/** The key of the entry that takes an adjustment back. */
export const adjustmentOf = (ref: string): EntryKey => entryKey(`undo:adjust:${ref}`);

/** How many expired points of an order nobody counted as gone. */
async function missingOf(order: OrderId, books: Books): Promise<number> {
  const { expired, parts } = addGiven((await books.shares(order)).map(({ given }) => given));
  return Math.max(0, expired - parts.reduce((sum, { alreadyExpired }) => sum + alreadyExpired, 0));
}

/** At most `left` points of the takes, the first ones first. */
function atMost(takes: readonly Take[], left: number): Take[] {
  let rest = left;
  return takes.flatMap((take) => {
    const points = Math.min(take.points, rest);
    rest -= points;
    return points > 0 ? [{ ...take, points }] : [];
  });
}

async function standingOf({ source }: Take['birth'], takes: readonly Take[], books: Books): Promise<readonly Take[]> {
  if (source.kind === 'order' && source.ref !== null) return atMost(takes, await missingOf(orderId(source.ref), books));
  if (source.kind === 'adjustment' && source.ref !== null) return (await books.isUndone(source.ref)) ? [] : takes;
  return takes;
}

export async function onlyStanding(expired: readonly Take[], books: Books): Promise<Take[]> {
  const sources = Map.groupBy(expired, ({ birth: { source } }) => `${source.kind}/${source.ref ?? ''}`);
  const standing: (readonly Take[])[] = [];
  for (const takes of sources.values()) {
    const [first] = takes;
    if (first !== undefined) standing.push(await standingOf(first.birth, takes, books));
  }
  return standing.flat();
}
