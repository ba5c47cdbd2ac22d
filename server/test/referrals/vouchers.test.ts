// Codes that cost no points, from being wanted to being used or taken back, in a shop that remembers.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erase } from '../../src/answer-requests.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import type { Voucher } from '../../src/referrals/voucher.ts';
import { makingEffectId, voucherCode } from '../../src/referrals/voucher-effects.ts';
import type { VoucherWish } from '../../src/referrals/vouchers.ts';
import type { CodeWish } from '../../src/platforms/platform.ts';
import { aReward } from '../builders/programs.ts';
import { aReferral, aTouch } from '../builders/referrals.ts';
import { SHOP } from '../redemptions/selling-world.ts';
import { aClaimingWorld, FIVE_OFF, newAddress, type ClaimingWorld } from './claiming-world.ts';

let world: ClaimingWorld;
let ada: Awaited<ReturnType<ClaimingWorld['advocate']>>;
beforeAll(async () => {
  world = await aClaimingWorld();
  ada = await world.advocate();
});
afterAll(() => world.close());

async function wish(change: Partial<VoucherWish> = {}): Promise<VoucherWish> {
  const program = await world.core.directory.programAt(SHOP, world.clock());
  const referralId = randomUUID();
  const { memberId: advocateId, code } = ada;
  const touches = [aTouch({ advocateId, code, at: world.clock() })];
  await world.core.referrals.create(
    aReferral({ storeId: SHOP, referralId, friendKey: referralId, advocateId, touches, createdAt: world.clock() }),
  );
  return { voucherId: `friend/${referralId}/0`, referralId, side: 'friend', memberId: null, reward: FIVE_OFF, program, ...change };
}

async function want(change: Partial<VoucherWish> = {}): Promise<Voucher> {
  const wanted = await world.core.referring.vouchers.want(await world.store(), await wish(change));
  if (isRefused(wanted)) throw new Error(wanted.detail);
  return wanted;
}

const now = async ({ voucherId }: Voucher): Promise<Voucher> =>
  (await world.core.vouchers.read(SHOP, voucherId)) ?? Promise.reject(new Error('no voucher'));
const codeOf = async (voucher: Voucher): Promise<string> => voucherCode(await world.store(), voucher);
/** What waits for the one before it in its lane is looked at again a second later. */
async function workLonger(): Promise<void> {
  await world.work();
  world.later(2_000);
  await world.work();
}
const takeBack = async ({ voucherId }: Voucher) => world.core.referring.vouchers.takeBack(await world.store(), voucherId);

describe('a voucher', () => {
  it('is one, however often and by how many it is wanted', async () => {
    const one = await wish();
    const { vouchers } = world.core.referring;
    const store = await world.store();
    const made = await Promise.all(Array.from({ length: 20 }, () => vouchers.want(store, one)));
    expect(new Set(made.map((each) => (isRefused(each) ? each.refused : each.codeKey))).size).toBe(1);
    await world.work();
    expect((await world.core.vouchers.ofReferral(SHOP, one.referralId)).map(({ stage }) => stage)).toEqual(['ready']);
  });

  it('is its member’s alone, whom the shop knows as a customer', async () => {
    const { memberId, email } = await world.member(0);
    const voucher = await want({ memberId });
    await world.work();
    expect(await now(voucher)).toMatchObject({ stage: 'ready', memberId });
    await expect(world.buys(newAddress(), await codeOf(voucher))).rejects.toThrow();
    const order = await world.buys(email, await codeOf(voucher));
    await world.work();
    expect(await now(voucher)).toMatchObject({ stage: 'used', orders: [order] });
  });

  it('is taken back: the code is gone in the shop, and whoever wanted it back hears of the end', async () => {
    const voucher = await want();
    await world.work();
    expect(await takeBack(voucher)).toBe('going');
    expect(await takeBack(voucher)).toBe('going');
    await world.work();
    expect(await world.has(await codeOf(voucher))).toBe(false);
    expect(await takeBack(voucher)).toBe('gone');
    expect((await now(voucher)).stage).toBe('removed');
  });

  it('that is taken back before it was made is made by nobody for long', async () => {
    const voucher = await want();
    expect(await takeBack(voucher)).toBe('going');
    await workLonger();
    expect(await world.has(await codeOf(voucher))).toBe(false);
    expect((await now(voucher)).stage).toBe('removed');
  });

  it('that the shop made although it was gone already goes once more', async () => {
    const voucher = await want();
    const making = await world.core.outbox.read(SHOP, makingEffectId(voucher));
    await takeBack(voucher);
    await workLonger();
    // As if the answer had been lost for long: the shop makes it now, and says so.
    if (making === null) throw new Error('nobody asked the shop');
    const { wish: asked } = making.body as { wish: CodeWish };
    const made = await world.line.connection.codes?.makeCode(asked);
    await world.core.referring.vouchers.codeMade(
      await world.store(),
      { reservationId: `voucher/${voucher.voucherId}`, externalId: made?.externalId ?? '' },
      'late',
    );
    await workLonger();
    expect(await world.has(await codeOf(voucher))).toBe(false);
  });

  it('that an order uses cannot be taken back, and says so; deserved again it is no loss any more', async () => {
    const { memberId, email } = await world.member(0);
    const asked = await wish({ memberId });
    const voucher = await want(asked);
    await world.work();
    await world.buys(email, await codeOf(voucher));
    await world.work();
    expect(await takeBack(voucher)).toBe('used');
    expect(await now(voucher)).toMatchObject({ stage: 'used', wanted: false });
    await want(asked);
    expect(await now(voucher)).toMatchObject({ stage: 'used', wanted: true });
  });

  it('that was used while it was being taken back is found with its order', async () => {
    const { memberId, email } = await world.member(0);
    const voucher = await want({ memberId });
    await world.work();
    // The shop tells nothing of this order.
    const { id } = await world.line.call<{ id: number }>('/orders', { customerEmail: email, discountCode: await codeOf(voucher), lines: [{ sku: 'TEA-SENCHA-100', quantity: 4 }] }); // prettier-ignore
    expect(await takeBack(voucher)).toBe('going');
    await world.work();
    expect(await now(voucher)).toMatchObject({ stage: 'used', orders: [String(id)] });
    expect(await takeBack(voucher)).toBe('used');
  });

  it('stays used on a shop that does not give codes back, also when the order is cancelled', async () => {
    const { memberId, email } = await world.member(0);
    const voucher = await want({ memberId });
    await world.work();
    const order = await world.buys(email, await codeOf(voucher));
    await world.does(order, 'cancel');
    await world.work();
    expect(await now(voucher)).toMatchObject({ stage: 'used', orders: [order] });
  });

  it('goes with its member when they are forgotten', async () => {
    const { memberId } = await world.member(0);
    const voucher = await want({ memberId });
    await world.work();
    await erase(world.core, { storeId: SHOP, memberId, by: 'test' }, world.clock());
    await world.work();
    expect(await world.has(await codeOf(voucher))).toBe(false);
  });

  it('that a merchant deletes in the shop is taken back', async () => {
    const voucher = await want();
    await world.work();
    const { externalId } = await now(voucher);
    expect(await world.core.referring.vouchers.codeDeleted(await world.store(), externalId ?? '')).toBe(true);
    await world.work();
    expect((await now(voucher)).stage).toBe('removed');
    expect(await world.core.referring.vouchers.codeDeleted(await world.store(), 'a-reward-of-somebody')).toBe(false);
  });

  it('is none of a reward that is no code, nor of one that leaves no order for it', async () => {
    const card = await world.core.referring.vouchers.want(
      await world.store(),
      await wish({ reward: aReward('gift-card', { points: 1, amountMinor: 500 }) }),
    );
    expect(card).toMatchObject({ refused: 'reward-unavailable' });
    const { program } = await wish();
    const nothingLeft = { ...program, redemption: { ...program.redemption, floorBasisPoints: 10_000 } };
    expect(await world.core.referring.vouchers.want(await world.store(), await wish({ program: nothingLeft }))).toMatchObject({
      refused: 'reward-unavailable',
    });
  });

  it('is refused where the store says no for good', async () => {
    const voucher = await want();
    await world.core.referring.vouchers.refusedByStore(
      await world.store(),
      { reservationId: `voucher/${voucher.voucherId}`, reason: 'no' },
      'test',
    );
    expect(await now(voucher)).toMatchObject({ stage: 'refused', detail: 'no' });
    expect(await takeBack(voucher)).toBe('gone');
  });
});
