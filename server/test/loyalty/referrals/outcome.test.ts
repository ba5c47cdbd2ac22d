// Every state of a referral and every reason, by the facts that lead there.
import { describe, expect, it } from 'vitest';
import { outcomeOf, type ReferralFacts, type ReferredOrder } from '../../../src/loyalty/referrals/outcome.ts';
import { PLACED } from '../../builders/orders.ts';
import { someReferrals } from '../../builders/programs.ts';

const DAY = 86_400_000;
const NOBODY = { samePerson: false, sameFriend: false, banned: false, gone: null };

function bought(change: Partial<ReferredOrder> = {}): ReferredOrder {
  const times = { placedAt: PLACED, paidAt: PLACED + 1, fulfilledAt: null, deliveredAt: null };
  return { ...times, standing: 'open', payment: 'paid', goodsMinor: 4_500, ...change };
}

function facts(change: Partial<ReferralFacts> = {}, order: Partial<ReferredOrder> = {}): ReferralFacts {
  const judged = { verdict: 'allow', isNew: true, decision: null } as const;
  return { order: bought(order), terms: someReferrals(), claimed: false, claimRefused: null, windowEndsAt: PLACED + DAY, ...judged, people: NOBODY, counted: false, ...change }; // prettier-ignore
}

const HELD_UNTIL = PLACED + 1 + 14 * DAY;
const AFTER = HELD_UNTIL;

describe('where a referral stands', () => {
  it.each<[string, ReferralFacts, number, object]>([
    ['came by a link', facts({ order: null, verdict: null }), PLACED, { state: 'invited', dueAt: PLACED + DAY + 1 }],
    ['has a code', facts({ order: null, verdict: null, claimed: true }), PLACED + DAY, { state: 'claimed', dueAt: PLACED + DAY + 1 }],
    ['came, and the program has no referrals just now', facts({ order: null, terms: null }), PLACED, { state: 'invited' }],
    ['did not buy in the window', facts({ order: null, claimed: true }), PLACED + DAY + 1, { state: 'lapsed', dueAt: null }],
    ['has not paid', facts({}, { payment: 'unpaid', paidAt: null }), PLACED, { state: 'ordered', dueAt: null }],
    ['paid a part', facts({}, { payment: 'partly-paid', paidAt: null }), AFTER, { state: 'ordered' }],
    ['paid a moment ago', facts(), HELD_UNTIL - 1, { state: 'on-hold', dueAt: HELD_UNTIL, countsFrom: null }],
    ['may not send back any more', facts(), HELD_UNTIL, { state: 'rewarded', dueAt: null, countsFrom: HELD_UNTIL }],
    ['looks odd', facts({ verdict: 'review' }), PLACED, { state: 'in-review', dueAt: null }],
    ['looks odd and is not decided when the hold is over', facts({ verdict: 'review' }), AFTER, { state: 'in-review' }],
    [
      'bought by another door after a claim that was turned down',
      facts({ claimed: true, claimRefused: 'fraud' }),
      AFTER,
      { state: 'rewarded' },
    ],
    ['was never scored', facts({ verdict: null }), AFTER, { state: 'in-review' }],
    ['was approved', facts({ verdict: 'review', decision: 'approve' }), HELD_UNTIL - 1, { state: 'on-hold' }],
    ['was approved against the score', facts({ verdict: 'refuse', decision: 'approve' }), AFTER, { state: 'rewarded' }],
  ])('says where somebody stands who %s', (_, known, now, expected) => {
    expect(outcomeOf(known, now)).toMatchObject({ reason: null, ...expected });
  });

  it.each<[string, ReferralFacts, string]>([
    ['bought before', facts({ isNew: false }), 'not-new'],
    ['bought before, whatever a person decided', facts({ isNew: false, decision: 'approve' }), 'not-new'],
    ['is the advocate', facts({ people: { ...NOBODY, samePerson: true }, decision: 'approve' }), 'same-person'],
    ['is the advocate, before buying', facts({ people: { ...NOBODY, samePerson: true }, order: null }), 'same-person'],
    ['is the friend of another referral', facts({ people: { ...NOBODY, sameFriend: true }, decision: 'approve' }), 'same-friend'],
    ['looks like fraud', facts({ verdict: 'refuse' }), 'fraud'],
    ['looked like fraud when they asked for the code', facts({ order: null, claimed: true, claimRefused: 'fraud' }), 'fraud'],
    ['was a customer when they asked for the code', facts({ order: null, claimed: true, claimRefused: 'not-new' }), 'not-new'],
    ['was refused by a person', facts({ decision: 'refuse' }), 'by-person'],
    ['was refused by a person before buying', facts({ decision: 'refuse', order: null }), 'by-person'],
    ['came by a banned link', facts({ people: { ...NOBODY, banned: true } }), 'banned'],
    ['bought too little', facts({}, { goodsMinor: 999 }), 'below-minimum'],
    ['paid in another currency', facts({}, { goodsMinor: null }), 'below-minimum'],
    ['sent everything back', facts({}, { goodsMinor: 0 }), 'refunded'],
    ['was given everything back', facts({}, { standing: 'refunded' }), 'refunded'],
    ['cancelled', facts({}, { standing: 'cancelled' }), 'cancelled'],
    ['could not pay', facts({}, { standing: 'failed', payment: 'unpaid' }), 'cancelled'],
    ['was only a test', facts({}, { standing: 'test' }), 'cancelled'],
    ['bought an order that is gone', facts({}, { standing: 'deleted' }), 'cancelled'],
    ['bought while nothing was promised', facts({ terms: null }), 'program-off'],
    ['bought after the advocate had left', facts({ people: { ...NOBODY, gone: 'left' } }), 'advocate-left'],
    ['came by somebody who was erased', facts({ people: { ...NOBODY, gone: 'erased' } }), 'advocate-erased'],
  ])('%s: refused while it never counted', (_, known, reason) => {
    expect(outcomeOf(known, AFTER)).toEqual({ state: 'refused', reason, dueAt: null, countsFrom: null });
  });

  it.each<[string, ReferralFacts, string]>([
    ['was given everything back', facts({ counted: true }, { standing: 'refunded' }), 'refunded'],
    ['charged the payment back', facts({ counted: true }, { payment: 'unpaid' }), 'refunded'],
    ['sent back so much that it is too little', facts({ counted: true }, { goodsMinor: 500 }), 'below-minimum'],
    ['cancelled', facts({ counted: true }, { standing: 'cancelled' }), 'cancelled'],
    ['turned out to be the advocate', facts({ counted: true, people: { ...NOBODY, samePerson: true } }), 'same-person'],
    ['was refused by a person later', facts({ counted: true, decision: 'refuse' }), 'by-person'],
  ])('%s: clawed back when it counted before', (_, known, reason) => {
    expect(outcomeOf(known, AFTER)).toEqual({ state: 'clawed-back', reason, dueAt: null, countsFrom: null });
  });

  it('keeps rewarded what was rewarded before the advocate was banned', () => {
    expect(outcomeOf(facts({ counted: true, people: { ...NOBODY, banned: true } }), AFTER)).toMatchObject({ state: 'rewarded' });
  });

  it('holds from payment, dispatch or delivery, and for an unknown time while that has not happened', () => {
    const held = (after: 'payment' | 'fulfilment' | 'delivery'): ReferralFacts =>
      facts({ terms: someReferrals({ hold: { days: 2, after } }) }, { fulfilledAt: PLACED + DAY });
    expect(outcomeOf(held('payment'), PLACED + 5).dueAt).toBe(PLACED + 1 + 2 * DAY);
    expect(outcomeOf(held('fulfilment'), PLACED + 5).dueAt).toBe(PLACED + 3 * DAY);
    expect(outcomeOf(held('delivery'), AFTER)).toEqual({ state: 'on-hold', reason: null, dueAt: null, countsFrom: null });
  });

  it('asks for no minimum where the merchant asks for none, but for something that is kept', () => {
    const any = someReferrals({ minimumMinor: null });
    expect(outcomeOf(facts({ terms: any }, { goodsMinor: 1 }), AFTER).state).toBe('rewarded');
    expect(outcomeOf(facts({ terms: any }, { goodsMinor: null }), AFTER).state).toBe('rewarded');
    expect(outcomeOf(facts({ terms: any }, { goodsMinor: 0 }), AFTER).reason).toBe('refunded');
  });
});
