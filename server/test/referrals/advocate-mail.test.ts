// What advocates are written: that a friend bought, and that one counts; once each, where the store wants it, and only while it is news.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_MAIL, type MailValues } from '../../src/mail/mail-settings.ts';
import type { SendMailBody } from '../../src/outbox/effects/send-mail.ts';
import { makingEffectId, voucherCode } from '../../src/referrals/voucher-effects.ts';
import { FIVE_OFF } from './claiming-world.ts';
import { ReferralWorld, type ReferralShop } from './desk-world.ts';

let world: ReferralWorld;
beforeAll(async () => {
  world = await ReferralWorld.open();
});
afterAll(() => world.close());

const BOTH: Partial<MailValues> = { friendBought: { on: true }, friendCounted: { on: true } };

async function decide({ storeId, core }: ReferralShop, change: Partial<MailValues> = BOTH): Promise<void> {
  const known = (await core.mailSettings.get(storeId))?.revision ?? 0;
  const revision = known + 1;
  const values = { ...DEFAULT_MAIL, ...change };
  await core.mailSettings.save(storeId, { revision, values, savedAt: 1, by: { userId: 'u', name: 'U' } });
}

async function mailAbout({ core, storeId }: ReferralShop, mailId: string): Promise<SendMailBody | null> {
  return ((await core.outbox.read(storeId, mailId))?.body as SendMailBody | undefined) ?? null;
}

async function isCalled({ core, storeId }: ReferralShop, name: string, firstName: string, lastName: string | null): Promise<void> {
  const member = await core.members.find(storeId, { externalId: name });
  if (member === null) throw new Error(`nobody is ${name}`);
  await core.members.update(storeId, member.memberId, { kind: member.kind, profile: { ...member.profile, firstName, lastName } });
}

describe('an advocate', () => {
  it('hears by initials that a friend bought and until when it is on hold, and later what the friend gave', async () => {
    const shop = await world.shop();
    await decide(shop);
    await shop.member('ben');
    await isCalled(shop, 'ben', 'ben', 'Nimoy');
    const id = await shop.friendBuys('ada', 'ben');
    const dueAt = shop.now + 14 * 86_400_000;
    expect(await mailAbout(shop, `friend-bought/${id}`)).toMatchObject({
      memberId: await shop.member('ada'),
      values: { initials: 'B. N.', gift: { kind: 'points', points: 100 }, dueAt },
    });
    expect(await mailAbout(shop, `friend-counted/${id}`)).toBeNull();
    shop.later(14);
    await shop.time();
    expect(await mailAbout(shop, `friend-counted/${id}`)).toMatchObject({
      memberId: await shop.member('ada'),
      values: { initials: 'B. N.', gift: { kind: 'points', points: 100 }, code: null },
    });
    const said = JSON.stringify([await mailAbout(shop, `friend-bought/${id}`), await mailAbout(shop, `friend-counted/${id}`)]);
    for (const secret of ['Nimoy', 'order-of-ben', '4500', '45.00']) expect(said).not.toContain(secret);
  });

  it('hears of a code once the store has it, and not before', async () => {
    const gift = { kind: 'reward', rewardId: FIVE_OFF.id } as const;
    const shop = await world.shop({ advocate: [{ from: 1, every: true, gift }] }, { rewards: [FIVE_OFF] });
    await decide(shop);
    const id = await shop.friendBuys('ada', 'ben');
    shop.later(14);
    await shop.time();
    const { advocateVoucherId } = (await shop.referral(id)).standing;
    const voucherId = advocateVoucherId ?? '';
    expect(await shop.core.outbox.read(shop.storeId, makingEffectId({ voucherId }))).not.toBeNull();
    expect(await mailAbout(shop, `friend-counted/${id}`)).toBeNull();
    const store = await shop.core.stores.get(shop.storeId);
    if (store === null) throw new Error('no store');
    await shop.core.referring.vouchers.codeMade(store, { reservationId: `voucher/${voucherId}`, externalId: '7' }, 'test');
    const values = { initials: null, gift: { kind: 'reward', name: FIVE_OFF.name }, code: voucherCode(store, { voucherId }) };
    expect(await mailAbout(shop, `friend-counted/${id}`)).toMatchObject({ values });
  });

  it('hears nothing that no merchant switched on, nor what was long before they did', async () => {
    const shop = await world.shop();
    const id = await shop.friendBuys('ada', 'ben');
    expect(await mailAbout(shop, `friend-bought/${id}`)).toBeNull();
    shop.later(10);
    await decide(shop);
    await shop.look(id);
    expect(await mailAbout(shop, `friend-bought/${id}`)).toBeNull();
  });

  it('hears of nothing while a person has to decide, and of no friend who is none', async () => {
    const shop = await world.shop();
    await decide(shop);
    const odd = await shop.friendBuys('ada', 'ben', {}, { verdict: 'review' });
    const old = await shop.friendBuys('ada', 'cy', {}, { isNew: false });
    shop.later(14);
    await shop.time();
    for (const id of [odd, old])
      for (const mail of ['friend-bought', 'friend-counted']) expect(await mailAbout(shop, `${mail}/${id}`)).toBeNull();
  });

  it('is told once, however often it is looked at, and not again when it was taken back and given once more', async () => {
    const shop = await world.shop();
    await decide(shop);
    const id = await shop.friendBuys('ada', 'ben');
    shop.later(14);
    await shop.time();
    await shop.decides(id, 'refuse');
    await shop.decides(id, 'approve');
    await shop.look(id);
    const days = await shop.core.mailLog.days(shop.storeId, '2000-01-01');
    expect(Object.fromEntries(days.map(({ template, queued }) => [template, queued]))).toEqual({ 'friend-bought': 1, 'friend-counted': 1 });
  });
});
