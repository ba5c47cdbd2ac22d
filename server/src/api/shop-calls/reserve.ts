// The last moment before payment: the points of the reward in the cart are set aside for its order; and taking that back.
import type { shopCalls } from '../../contract/index.ts';
import { orderId } from '../../loyalty/ids.ts';
import { isRefused } from '../../loyalty/refusal.ts';
import { isVirtual, type Redemption } from '../../redemptions/redemption.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { refusedBy } from '../http-problem.ts';
import type { Services } from '../services.ts';
import { memberOf, quoteView, refusal, wishOf } from './quote.ts';

/** The same request for the same order is answered the same again. @throws HttpProblem with the refusal; then nothing was set aside. */
export async function reserve(services: Services, store: StoreRecord, asked: shopCalls.ReserveRequest): Promise<shopCalls.ReserveAnswer> {
  const { customerId, requestId, points, gives } = asked;
  const memberId = await memberOf(services, store, customerId);
  const quoted = points === undefined || gives === undefined ? null : { points, gives };
  const wish = { ...wishOf(store, memberId, asked, `order/${asked.orderId}`), forOrder: orderId(asked.orderId), quoted };
  const answer = await services.redeem(wish);
  if (isRefused(answer)) throw await refusal(services, store, asked, answer);
  const reserved = await services.redemptions.read(store.storeId, requestId);
  if (reserved === null) throw new Error(`what was reserved as ${requestId} is not there`);
  return { state: 'reserved', ...quoteView(store, reserved, asked) };
}

async function seen(services: Services, { storeId }: StoreRecord, requestId: string): Promise<Redemption | null> {
  const redemption = await services.redemptions.read(storeId, requestId);
  return redemption !== null && isVirtual(redemption) ? redemption : null;
}

/**
 * An order that is known to carry it keeps it; of one that is not known yet the shop is asked before any points come back, but not while it waits for
 * this very answer: many a host has one process for both.
 */
export async function release(
  services: Services,
  store: StoreRecord,
  { requestId }: { requestId: string },
): Promise<shopCalls.ReleaseAnswer> {
  if ((await seen(services, store, requestId)) === null) return { state: 'unknown' };
  const refused = await services.cancelReward({ storeId: store.storeId, reservationId: requestId, patienceMs: 0 });
  if (refused !== null && !SETTLED.has(refused.refused)) throw refusedBy(refused);
  const stage = (await seen(services, store, requestId))?.stage;
  return { state: stage === 'ready' || stage === 'given' ? 'on-order' : 'released' };
}

/** It was over, or an order has it: what it is now says which. */
const SETTLED: ReadonlySet<string> = new Set(['already-released', 'already-settled', 'nothing-to-do']);
