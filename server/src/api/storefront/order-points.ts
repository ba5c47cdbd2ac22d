// What one order of the customer who asks gave them: for the page that thanks for it.
import type { redemption as contract } from '../../contract/index.ts';
import { orderId, type MemberId, type OrderId, type StoreId } from '../../loyalty/ids.ts';
import type { Services } from '../services.ts';
import { instantOrNull } from '../views/instant.ts';
import type { Shopper } from './shopper.ts';

/** What the order gave this person, in whichever of their chains: what of it was spent since, it gave all the same. */
async function givenTo(services: Services, storeId: StoreId, order: OrderId, person: MemberId): Promise<number> {
  const shares = await services.ledger.sharesOfOrder(storeId, order);
  const owners = await Promise.all(shares.map(({ memberId }) => services.persons.present(storeId, memberId)));
  return shares.reduce((total, share, index) => (owners[index] === person ? total + share.points : total), 0);
}

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
  const [head, points] = await Promise.all([services.ledger.head(storeId, me), givenTo(services, storeId, orderId(id), me)]);
  const waiting = (head?.after.lots ?? []).filter(
    ({ source, state }) => source.kind === 'order' && source.ref === id && state === 'pending',
  );
  const times = waiting.flatMap(({ availableAt }) => (availableAt === null ? [] : [availableAt]));
  return {
    state: 'known',
    points,
    pending: waiting.reduce((sum, lot) => sum + lot.points, 0),
    availableAt: instantOrNull(times.length === 0 ? null : Math.min(...times)),
  };
}
