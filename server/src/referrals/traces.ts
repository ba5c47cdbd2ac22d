// What orders and claims leave behind, kept for as long as a look back is of use. Beside every order while the program has referrals: whether a friend lives
// at an advocate's address is told from what the advocate bought before anybody knew of the friend.
import { isbot } from 'isbot';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { OrderTraces } from '../loyalty/orders/order-traces.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import { inForceAt } from '../loyalty/program/in-force.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { ClaimShown } from './claims.ts';
import { NOTHING_SHOWN, printsOf, shownByOrder } from './prints.ts';
import { claimSubject, orderSubject, type Trace, type TraceStore } from './trace-store.ts';

/** As long as a decision about a friend may wait, and no longer. */
export const TRACE_MS = 90 * 86_400_000;

export interface TracesNeeds {
  readonly traceStore: TraceStore;
  readonly directory: Pick<StoreDirectory, 'programs'>;
  readonly clock: () => number;
}

/** So many orders are remembered as traced, so that further news of them costs nothing. */
const REMEMBERED = 20_000;

/** The host of a page in lower case, unless it is the shop's own. */
function referrerOf({ domain, url }: Pick<StoreRecord, 'domain' | 'url'>, page: string | null): string | null {
  const host = page === null || !URL.canParse(page) ? '' : new URL(page).hostname.toLowerCase();
  const own = [domain.toLowerCase(), URL.canParse(url) ? new URL(url).hostname.toLowerCase() : ''];
  return host === '' || own.includes(host) ? null : host.slice(0, 200);
}

export class Traces {
  readonly #needs: TracesNeeds;
  readonly #kept = new Set<string>();

  constructor(needs: TracesNeeds) {
    this.#needs = needs;
  }

  /** Before the order itself is kept, so that whoever judges it finds them. One write for an order, and none where no program has referrals. */
  async ofOrder(store: StoreRecord, order: Pick<OrderState, 'orderId' | 'placedAt' | 'country'>, traces: OrderTraces): Promise<void> {
    const { traceStore, directory, clock } = this.#needs;
    const now = clock();
    const known = `${store.storeId}/${order.orderId}`;
    if (this.#kept.has(known) || order.placedAt + TRACE_MS <= now) return;
    const programs = await directory.programs(store.storeId, now);
    if (inForceAt(programs, now)?.referrals == null) return;
    const prints = printsOf(store, shownByOrder(traces, order.country ?? null));
    const said = { referrer: referrerOf(store, traces.referrer), automated: isbot(traces.userAgent) };
    const whose = { storeId: store.storeId, kind: 'order', orderId: order.orderId, friendKey: null, advocateId: null } as const;
    const when = { at: order.placedAt, endsAt: order.placedAt + TRACE_MS };
    await traceStore.keep({ subject: orderSubject(order.orderId), ...whose, ...prints, ...said, ...when });
    this.#remember(known);
  }

  /** The trace of a claim, as it is kept: claims of one address by one link are one. */
  async ofClaim(store: StoreRecord, claim: { friendKey: string; advocateId: MemberId; email: string }, shown: ClaimShown): Promise<Trace> {
    const at = this.#needs.clock();
    const { friendKey, advocateId, email } = claim;
    const said = { referrer: referrerOf(store, shown.referrer), automated: isbot(shown.userAgent) };
    const whose = { storeId: store.storeId, kind: 'claim', orderId: null, friendKey, advocateId } as const;
    const subject = claimSubject(friendKey, advocateId);
    const prints = printsOf(store, { ...NOTHING_SHOWN, ...shown, email });
    const trace: Trace = { subject, ...whose, ...prints, ...said, at, endsAt: at + TRACE_MS };
    await this.#needs.traceStore.keep(trace);
    return trace;
  }

  /** Of somebody who is erased: what their orders and their claims left. */
  async forget(storeId: StoreId, orderIds: readonly OrderId[], friendKeys: readonly string[]): Promise<void> {
    await this.#needs.traceStore.forget(storeId, orderIds, friendKeys);
  }

  #remember(known: string): void {
    if (this.#kept.size >= REMEMBERED) this.#kept.clear();
    this.#kept.add(known);
  }
}
