// A reward on its way as it is kept, for tests that are about showing one. How one comes to be is shown in `../redemptions`.
import { memberId, storeId } from '../../src/loyalty/ids.ts';
import type { Redemption } from '../../src/redemptions/redemption.ts';

/** Five euros off for 100 points; the store has its code, and nobody has used it. */
export function aRedemption(change: Partial<Redemption> = {}): Redemption {
  const askedAt = change.askedAt ?? Date.UTC(2026, 10, 21, 20);
  const endsAt = askedAt + 30 * 86_400_000;
  const agreed = { rewardId: 'five-off', kind: 'amount-off', name: { en: 'Five off' }, programVersion: 1, steps: 1 } as const;
  const combines = { order: false, product: false, shipping: true };
  const reservationId = change.reservationId ?? 'a-reward';
  return {
    storeId: storeId('s'),
    reservationId,
    memberId: memberId('m'),
    ...agreed,
    points: 100,
    amountMinor: 500,
    currency: 'EUR',
    terms: { gives: { kind: 'amount-off', amountMinor: 500 }, minimumMinor: null, appliesTo: { kind: 'all' }, combines },
    instructions: null,
    cart: null,
    codeKey: `key of ${reservationId}`,
    stage: 'ready',
    why: null,
    detail: null,
    externalId: null,
    orders: [],
    askedAt,
    endsAt,
    dueAt: endsAt,
    revision: 1,
    ...change,
  };
}
