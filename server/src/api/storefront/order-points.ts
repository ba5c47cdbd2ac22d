// What one order of the customer who asks gave them: for the page that thanks for it.
import type { redemption as contract } from '../../contract/index.ts';
import { orderId } from '../../loyalty/ids.ts';
import { instantOrNull } from '../views/instant.ts';
import type { Shopper } from './shopper.ts';

const COMING: contract.OrderPoints = { state: 'coming', points: 0, pending: 0, availableAt: null };

/** An order that is not theirs is told like one that is not known yet: nobody learns whose it is. */
export async function orderPoints({ services, store, member }: Shopper, id: string): Promise<contract.OrderPoints> {
  if (member === null) return COMING;
  const { storeId } = store;
  const stored = await services.orders.read(storeId, orderId(id));
  if (stored === null || stored.memberId === null) return COMING;
  const owner = await services.persons.present(storeId, stored.memberId);
  const me = await services.persons.present(storeId, member.memberId);
  if (owner !== me) return COMING;
  const head = await services.ledger.head(storeId, me);
  const lots = (head?.after.lots ?? []).filter(({ source }) => source.kind === 'order' && source.ref === id);
  const waiting = lots.filter(({ state }) => state === 'pending');
  const sum = (points: number, lot: { readonly points: number }): number => points + lot.points;
  const times = waiting.flatMap(({ availableAt }) => (availableAt === null ? [] : [availableAt]));
  return {
    state: 'known',
    points: lots.reduce(sum, 0),
    pending: waiting.reduce(sum, 0),
    availableAt: instantOrNull(times.length === 0 ? null : Math.min(...times)),
  };
}
