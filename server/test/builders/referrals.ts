// Referrals as they are kept, for tests that are about one. How one comes to be is shown in `../referrals`.
import { memberId, orderId, storeId } from '../../src/loyalty/ids.ts';
import type { Judged, Referral, Standing, Touch } from '../../src/referrals/referral.ts';
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
