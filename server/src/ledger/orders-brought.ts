// Which orders go back when a merge is undone, and what the target did for them meanwhile: read from stored entries, because no state knows orders.
import type { OrderId } from '../loyalty/ids.ts';
import type { Entry, Move, OrderSums } from '../loyalty/ledger/entry.ts';
import { orderOf } from '../loyalty/ledger/draft.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { Merge } from './merge.ts';
import { Persons } from './persons.ts';

const PAGE = 500;
type Entries = Pick<LedgerStore, 'head' | 'history' | 'sharesOfOrder' | 'closing'>;

async function writtenSince(entries: Entries, { storeId, memberId, seq }: Entry): Promise<Entry[]> {
  const since: Entry[] = [];
  for (let before: number | null = null; ;) {
    const page: Entry[] = await entries.history(storeId, memberId, before, PAGE);
    since.push(...page.filter((entry) => entry.seq > seq));
    const oldest = page.at(-1);
    if (oldest === undefined || oldest.seq <= seq) return since;
    before = oldest.seq;
  }
}

function namedBy(move: Move): OrderId[] {
  if (move.type === 'order-carried') return [move.orderId];
  return move.type === 'points' && move.order !== null ? [move.order] : [];
}

/** Orders that could have been brought: those of which lots are still here, and those that anything was written about since. */
async function candidates(entries: Entries, { storeId, memberId }: Entry, since: readonly Entry[]): Promise<Set<OrderId>> {
  const lots = (await entries.head(storeId, memberId))?.after.lots ?? [];
  const written = since.flatMap(({ moves, order }) => [...moves.flatMap(namedBy), ...(order === null ? [] : [order.orderId])]);
  return new Set([...lots.flatMap((lot) => orderOf(lot) ?? []), ...written]);
}

/**
 * Orders that the target knows only by the merge: those of the chain that left, about which nothing had been written here before. What
 * the target did for them goes back with them. An order that both had is restated instead.
 */
export async function ordersBrought(entries: Entries, { storeId, from, into }: Merge, received: Entry): Promise<OrderSums[]> {
  const since = await writtenSince(entries, received);
  const persons = new Persons(entries);
  const brought: OrderSums[] = [];
  for (const orderId of await candidates(entries, received, since)) {
    const shares = await entries.sharesOfOrder(storeId, orderId);
    const own = shares.find(({ memberId }) => memberId === into);
    if (own !== undefined && own.given.entries > since.filter(({ order }) => order?.orderId === orderId).length) continue;
    const others = shares.filter(({ memberId, given }) => memberId !== into && given.entries > 0);
    const cameAlong = await Promise.all(others.map(({ memberId }) => persons.isPartOf(storeId, memberId, from)));
    if (cameAlong.includes(true)) brought.push({ orderId, parts: own?.given.parts ?? [], expired: own?.given.expired ?? 0 });
  }
  return brought;
}
