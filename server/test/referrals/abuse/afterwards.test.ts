// Rewards that lose their reason, limits, people who change, and decisions.
import { expect } from 'vitest';
import { aLine, aRefund } from '../../builders/orders.ts';
import { abuse, aPerson, type AbuseShop } from './abuse-shop.ts';

async function rewarded(shop: AbuseShop, code: string, name = 'bo'): Promise<string> {
  const id = await shop.buys(aPerson(name), { mark: code });
  await shop.holdPasses();
  expect(await shop.stands(id)).toBe('rewarded');
  return id;
}

abuse('to keep the reward of a friend who sends most of the goods back', 'it is taken back', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const id = await rewarded(shop, code);
  expect(await shop.pointsOf(memberId)).toBe(100);
  await shop.becomes(id, {
    lines: [aLine(4_500, { currentNet: 900, currentQuantity: 1 })],
    refunds: [aRefund(3_600, { goodsWithoutLines: 0 })],
  });
  expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['clawed-back: below-minimum', 0]);
});

abuse('to keep the reward of an order that was charged back', 'it is taken back', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const id = await rewarded(shop, code);
  await shop.becomes(id, { payment: 'unpaid' });
  expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['clawed-back: refunded', 0]);
});

abuse('to be paid twice for an order that is cancelled and restored', 'it is given again, once', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const id = await rewarded(shop, code);
  await shop.becomes(id, { standing: 'cancelled' });
  expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['clawed-back: cancelled', 0]);
  await shop.becomes(id, { standing: 'open' });
  await shop.becomes(id, { standing: 'open' });
  expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['rewarded', 100]);
});

abuse('to empty an order while it is on hold', 'it is never rewarded', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code });
  await shop.becomes(id, { lines: [aLine(4_500, { currentNet: 500 })] });
  await shop.holdPasses();
  expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['refused: below-minimum', 0]);
});

abuse('to order, cancel unpaid and order again', 'one reward follows, from the order that was kept', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const bo = aPerson('bo');
  const first = await shop.buys(bo, { mark: code, order: { payment: 'unpaid', paidAt: null } });
  await shop.becomes(first, { standing: 'cancelled' });
  shop.later(1);
  const second = await shop.buys(bo, { mark: code });
  await shop.holdPasses();
  expect([await shop.stands(first), await shop.stands(second), await shop.pointsOf(memberId)]).toEqual([null, 'rewarded', 100]);
});

abuse('to be paid for every order of a friend', 'only the first one counts', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const bo = aPerson('bo');
  await shop.buys(bo, { mark: code });
  shop.later(1);
  const again = await shop.buys(bo, { mark: code });
  await shop.holdPasses();
  expect([await shop.stands(again), await shop.pointsOf(memberId)]).toEqual([null, 100]);
});

abuse(
  'to farm the reward for the third friend with orders that go back',
  'it is taken back with them',
  async (shop) => {
    const { code, memberId } = await shop.advocate(aPerson('ada'));
    const ids = [
      await shop.buys(aPerson('bo'), { mark: code }),
      await shop.buys(aPerson('cy'), { mark: code }),
      await shop.buys(aPerson('di'), { mark: code }),
    ];
    await shop.holdPasses();
    expect(await shop.pointsOf(memberId)).toBe(500);
    await shop.becomes(ids[0] ?? '', { standing: 'cancelled' });
    expect(await shop.pointsOf(memberId)).toBe(0);
  },
  { advocate: [{ from: 3, every: false, gift: { kind: 'points', points: 500 } }] },
);

abuse(
  'more friends in a day than are paid for',
  'the others are refused by the cap',
  async (shop) => {
    const { code, memberId } = await shop.advocate(aPerson('ada'));
    const ids = [await shop.buys(aPerson('bo'), { mark: code }), await shop.buys(aPerson('cy'), { mark: code })];
    await shop.holdPasses();
    expect(new Set(await Promise.all(ids.map((id) => shop.stands(id))))).toEqual(new Set(['refused: cap-reached', 'rewarded']));
    expect(await shop.pointsOf(memberId)).toBe(100);
  },
  { caps: { day: 1, month: null, lifetime: null } },
);

abuse(
  'more friends in a month than are paid for',
  'the others are refused by the cap',
  async (shop) => {
    const { code, memberId } = await shop.advocate(aPerson('ada'));
    for (const name of ['bo', 'cy', 'di']) await shop.buys(aPerson(name), { mark: code });
    await shop.holdPasses();
    expect(await shop.pointsOf(memberId)).toBe(200);
  },
  { caps: { day: null, month: 2, lifetime: null } },
);

abuse(
  'more friends in a life than are paid for',
  'the others are refused by the cap',
  async (shop) => {
    const { code, memberId } = await shop.advocate(aPerson('ada'));
    await rewarded(shop, code, 'bo');
    shop.later(100);
    const id = await shop.buys(aPerson('cy'), { mark: code });
    await shop.holdPasses();
    expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['refused: cap-reached', 100]);
  },
  { caps: { day: null, month: null, lifetime: 1 } },
);

abuse(
  'to share one cap between accounts',
  'the program’s own cap holds for all of them together',
  async (shop) => {
    const [ada, eve] = [await shop.advocate(aPerson('ada')), await shop.advocate(aPerson('eve'))];
    await shop.buys(aPerson('bo'), { mark: ada.code });
    await shop.buys(aPerson('cy'), { mark: eve.code });
    await shop.holdPasses();
    expect((await shop.pointsOf(ada.memberId)) + (await shop.pointsOf(eve.memberId))).toBe(100);
  },
  { programCap: { times: 1, period: 'lifetime' } },
);

abuse('to go on after a ban', 'nothing that was not rewarded yet is, until the ban is taken back', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code });
  await shop.bans(memberId);
  expect(await shop.stands(id)).toBe('refused: banned');
  await shop.holdPasses();
  expect(await shop.pointsOf(memberId)).toBe(0);
  await shop.bans(memberId, false);
  expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['rewarded', 100]);
});

abuse('to be banned only after the reward', 'it stays, and nothing new is given', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const old = await rewarded(shop, code);
  await shop.bans(memberId);
  const young = await shop.buys(aPerson('cy'), { mark: code });
  await shop.holdPasses();
  expect([await shop.stands(old), await shop.stands(young), await shop.pointsOf(memberId)]).toEqual(['rewarded', 'refused: banned', 100]);
});

abuse('to slip out of a ban by merging into another account', 'the ban goes with them', async (shop) => {
  const [bad, other] = [aPerson('bad'), aPerson('other')];
  const { code, memberId } = await shop.advocate(bad);
  await shop.advocate(other);
  await shop.bans(memberId);
  await shop.merges(bad.account ?? '', other.account ?? '', 'm-1');
  const id = await shop.buys(aPerson('bo'), { mark: code });
  expect(await shop.stands(id)).toBe('refused: banned');
});

abuse('a friend who turns out to be the advocate', 'it is taken back when they are merged', async (shop) => {
  const ada = aPerson('ada');
  const { code, memberId } = await shop.advocate(ada);
  const bo = aPerson('bo');
  const id = await shop.buys(bo, { mark: code });
  await shop.holdPasses();
  await shop.merges(bo.account ?? '', ada.account ?? '', 'm-1');
  await shop.rest();
  expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['clawed-back: same-person', 0]);
});

abuse('two friends who turn out to be one person', 'the one who bought first counts', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const [bo, cy] = [aPerson('bo'), aPerson('cy')];
  const first = await shop.buys(bo, { mark: code });
  shop.later(1);
  const second = await shop.buys(cy, { mark: code });
  await shop.holdPasses();
  await shop.merges(cy.account ?? '', bo.account ?? '', 'm-1');
  await shop.rest();
  expect([await shop.stands(first), await shop.stands(second)]).toEqual(['rewarded', 'clawed-back: same-friend']);
  expect(await shop.pointsOf(memberId)).toBe(100);
});

abuse('to have the friend erased so that nobody can look', 'what was given stays as it was, and is not given again', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const bo = aPerson('bo');
  await shop.buys(bo, { mark: code });
  await shop.holdPasses();
  await shop.erases(await shop.memberOf(bo));
  await shop.holdPasses();
  expect(await shop.pointsOf(memberId)).toBe(100);
});

abuse('to be erased and collect afterwards', 'nothing is given to somebody who is forgotten', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const id = await shop.buys(aPerson('bo'), { mark: code });
  await shop.erases(memberId);
  await shop.holdPasses();
  expect([await shop.stands(id), await shop.pointsOf(memberId)]).toEqual(['refused: advocate-erased', 0]);
});

abuse('to leave the program and still bring friends', 'the link is over', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  await shop.core.members.keepAway(shop.storeId, memberId, [{ from: shop.now - 1, until: null }]);
  const id = await shop.buys(aPerson('bo'), { mark: code });
  expect(await shop.stands(id)).toBeNull();
});

abuse('to have staff approve what the score refused', 'it counts from then on, and the log says who did it', async (shop) => {
  const ada = aPerson('ada');
  const { code } = await shop.advocate(ada);
  const id = await shop.buys(aPerson('x', { network: ada.network, browser: ada.browser }), { mark: code });
  await shop.staffDecides([id], 'approve');
  expect(await shop.stands(id)).toBe('on-hold');
  const { entries } = await shop.core.audit.page(shop.storeId, { action: 'referral-decided' }, null, 10);
  expect(entries).toMatchObject([{ by: { userId: 'u-1' }, changes: [{ before: null, after: 'approve' }] }]);
});

abuse('to keep what staff refuse later, many at once', 'all of it is taken back', async (shop) => {
  const { code, memberId } = await shop.advocate(aPerson('ada'));
  const ids = [await shop.buys(aPerson('bo'), { mark: code }), await shop.buys(aPerson('cy'), { mark: code })];
  await shop.holdPasses();
  await shop.staffDecides(ids, 'refuse');
  expect(await Promise.all(ids.map((id) => shop.stands(id)))).toEqual(['clawed-back: by-person', 'clawed-back: by-person']);
  expect(await shop.pointsOf(memberId)).toBe(0);
});
