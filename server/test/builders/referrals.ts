// Referrals as they are kept, for tests that are about one. How one comes to be is shown in `../referrals`.
import { memberId, orderId, storeId } from '../../src/loyalty/ids.ts';
import type { Trace } from '../../src/referrals/trace-store.ts';
import type { Judged, Referral, Standing, Touch } from '../../src/referrals/referral.ts';
import type { Voucher } from '../../src/referrals/voucher.ts';
import { PLACED } from './orders.ts';

export const ADVOCATE = memberId('ada');

export function aTouch(change: Partial<Touch> = {}): Touch {
  return { advocateId: ADVOCATE, code: 'ADA-7KQ2', at: PLACED - 3_600_000, by: 'visit', channel: 'link', ...change };
}

/** Order 1001, by the attribute of its cart; nothing speaks against it. */
export function aJudgement(change: Partial<Judged> = {}): Judged {
  const order = { orderId: orderId('1001'), orderName: '#1001', placedAt: PLACED, at: PLACED };
  const whose = { advocateId: ADVOCATE, code: 'ADA-7KQ2', channel: 'link', by: 'attribute' } as const;
  return { ...order, ...whose, programVersion: 1, isNew: true, score: 0, reasons: [], verdict: 'allow', ...change };
}

/** Nothing happened but that a link was followed. */
export function aStanding(change: Partial<Standing> = {}): Standing {
  const gave = { advocatePoints: 0, friendPoints: 0, advocateVoucherId: null, lossMinor: 0 };
  const when = { since: PLACED - 3_600_000, countsFrom: null, position: null, dueAt: null, firstCountedAt: null };
  return { state: 'invited', reason: null, ...when, ...gave, ...change };
}

/** Somebody who followed Ada's link an hour before order 1001; nobody knows yet who. */
export function aReferral(change: Partial<Referral> = {}): Referral {
  const friend = { friendKey: null, friendId: null, touches: [aTouch()], claim: null, judged: null, decision: null };
  const which = { storeId: storeId('s'), referralId: 'a-referral', advocateId: ADVOCATE, createdAt: PLACED - 3_600_000, revision: 1 };
  return { ...which, ...friend, standing: aStanding(), ...change };
}

/** Five euros off for a friend who is no member yet; the store has its code, and nobody has used it. */
export function aVoucher(change: Partial<Voucher> = {}): Voucher {
  const combines = { order: false, product: false, shipping: true };
  const voucherId = change.voucherId ?? 'friend/a-referral/1';
  const whose = { storeId: storeId('s'), voucherId, referralId: 'a-referral', side: 'friend', memberId: null } as const;
  const worth = { rewardId: 'five-off', name: { en: 'Five off' }, programVersion: 1, currency: 'EUR', amountMinor: 500 };
  const terms: Voucher['terms'] = { gives: { kind: 'amount-off', amountMinor: 500 }, minimumMinor: null, appliesTo: { kind: 'all' }, combines }; // prettier-ignore
  const fate = { stage: 'ready', wanted: true, detail: null, externalId: null, orders: [] } as const;
  const times = { askedAt: PLACED, endsAt: PLACED + 14 * 86_400_000, revision: 1 };
  return { ...whose, ...worth, terms, codeKey: `key of ${voucherId}`, ...fate, ...times, ...change };
}

/** Of order 1001, which shows nothing. */
export function aTrace(change: Partial<Trace> = {}): Trace {
  const seen = { network: null, device: null, browser: null, email: null, mailbox: null, lookalike: null, phone: null, name: null };
  const prints = { ...seen, shipping: null, billing: null, payment: null, referrer: null, automated: false };
  const what = { kind: 'order', subject: 'order/1001', orderId: orderId('1001'), friendKey: null, advocateId: null } as const;
  return { storeId: storeId('s'), ...what, ...prints, at: PLACED, endsAt: PLACED + 90 * 86_400_000, ...change };
}
