// An account is offered to who bought without one.
import { describe, expect, it } from 'vitest';
import { EXTENSION_ENDPOINTS, problem } from '../../src/contract/index.ts';
import type { StoreId } from '../../src/loyalty/ids.ts';
import { aProgram, anAction, aReward, aRule, perMoney, someTiers, when } from '../builders/programs.ts';
import {
  LINES,
  accountOffer,
  aMember,
  buys,
  decide,
  inForce,
  newNumber,
  offer,
  rowOf,
  starts,
  status,
  store,
  useOfferWorld,
  world,
  type Body,
} from './offer-world.ts';

useOfferWorld();

describe('an account that is offered after the purchase', () => {
  it('says what the goods on the page earn, what that is worth, and what an account earns by itself', async () => {
    const program = aProgram([perMoney()], { actions: [anAction('account-created', { points: 50 })] });
    await inForce({ ...program, pointValue: { points: 100, amountMinor: 500 } });
    expect(await offer()).toMatchObject({
      offered: true,
      points: 55,
      worth: { amountMinor: 275, currency: 'EUR' },
      accountPoints: 50,
      within: [],
    });
  });

  it('says nothing of points where the page names no goods', async () => {
    expect(await offer({ lines: null })).toMatchObject({ offered: true, points: null, worth: null });
  });

  it("says for how many days guests' points are kept, where the program keeps them for a while only", async () => {
    expect((await offer()).keptDays).toBeNull();
    await inForce(aProgram([perMoney()], {}, { guests: { keepDays: 60 } }));
    expect((await offer()).keptDays).toBe(60);
  });

  it('promises no points for an account that depend on who opens it', async () => {
    const onlyVips = anAction('account-created', { points: 50 }, { when: [when('customer-tag', { tags: ['vip'] })] });
    await inForce(aProgram([perMoney()], { actions: [onlyVips] }));
    expect((await offer()).accountPoints).toBeNull();
  });

  it('asks what the merchant asks, in the language of the page, and only beside an order', async () => {
    await decide({ asks: { newsletter: true, birthday: true } });
    const asked = await offer({ orderId: newNumber(), locale: 'he' });
    expect(asked.consents.map(({ kind }) => kind)).toEqual(['newsletter', 'birthday']);
    for (const { wording } of asked.consents) expect(wording).toMatch(/[\u0590-\u05ff]/u);
    await decide({ asks: { newsletter: false, birthday: false } });
    expect((await offer({ orderId: newNumber() })).consents).toEqual([]);
    await decide({ asks: { newsletter: true, birthday: true } });
    expect((await offer()).consents).toEqual([]);
  });

  it('shows what is within reach with this order: a reward, a level, goods that earn more', async () => {
    const pots = { ...aRule('points-per-item', { points: 7 }, { when: [when('product', { ids: ['p-1'] })] }), name: { en: 'Pots', he: 'סירים' } }; // prettier-ignore
    const coupon = aReward('amount-off', { points: 100, amountMinor: 500 }, { name: { en: 'Five off', he: 'חמישה פחות' } });
    await inForce(aProgram([perMoney(), pots], {}, { rewards: [coupon], tiers: someTiers() }));
    expect((await offer({ locale: 'he' })).within).toEqual([
      { kind: 'reward', name: 'חמישה פחות', missingPoints: 38 },
      { kind: 'level', name: 'silver', missingSpend: { amountMinor: 44_500, currency: 'EUR' }, missingPoints: null, missingOrders: null },
      { kind: 'goods', name: 'סירים', points: 7 },
    ]);
  });

  it('is none where the merchant offers none, the program is switched off, or somebody is signed in', async () => {
    const nothing = { offered: false, points: null, worth: null, keptDays: null, accountPoints: null, consents: [], within: [] };
    await decide({ offer: false });
    expect(await offer({ orderId: newNumber() })).toEqual(nothing);
    await decide({ offer: true });
    expect(await offer({}, { customer: 'c-nobody-yet' })).toMatchObject({ offered: false });
    await inForce(aProgram([perMoney()], {}, { active: false }));
    expect(await offer({ orderId: newNumber() })).toEqual(nothing);
  });

  it('answers extensions the same', async () => {
    const ask = (bearer: string) =>
      world.app.fetch(EXTENSION_ENDPOINTS.accountOffer.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify({ surface: 'thank-you', lines: LINES }),
      });
    expect(await (await ask(store)).json()).toEqual(await offer());
    expect(accountOffer.answer.parse(await (await ask(`${store}/c-1`)).json())).toMatchObject({ offered: false });
  });
});

describe('what is within reach of a member', () => {
  const coupon = aReward('amount-off', { points: 100, amountMinor: 500 }, { name: { en: 'Five off' } });

  it('is told from what they really have, with the order once and not twice', async () => {
    await inForce(aProgram([perMoney()], {}, { rewards: [coupon], tiers: someTiers() }));
    const member = await aMember('account', 'c-Ada');
    await buys(member, 2_000);
    const before = await offer({ orderId: newNumber() }, { customer: 'c-Ada' });
    expect(before.within).toMatchObject([{ missingPoints: 25 }, { missingSpend: { amountMinor: 42_500 } }]);
    const placed = await buys(member, 5_500);
    expect((await offer({ orderId: placed }, { customer: 'c-Ada' })).within).toEqual(before.within);
  });

  it('does not count an order of somebody else as theirs, nor tell what that one gave', async () => {
    await inForce(aProgram([perMoney()], {}, { rewards: [coupon] }));
    const [ada, rich] = [await aMember('account', 'c-Ada'), await aMember('account', 'c-Rich')];
    await buys(ada, 2_000);
    const stranger = await buys(rich, 9_900_000);
    const told = await offer({ orderId: stranger, lines: null }, { customer: 'c-Ada' });
    expect(told.within).toMatchObject([{ kind: 'reward', missingPoints: 80 }]);
    expect(told).toEqual(await offer({ orderId: newNumber(), lines: null }, { customer: 'c-Ada' }));
  });
});

describe('the one tap', () => {
  it("leads to the store's own sign-in, whatever is sent", async () => {
    const address = async (of: StoreId, body: Body = {}): Promise<unknown> => (await starts(body, { of })).json();
    const { url } = (await world.core.stores.get(store)) ?? expect.fail('no store');
    expect(await address(store)).toEqual({ signInUrl: `${url}/account/login` });
    expect(await address(store, { orderId: '//evil.example/' })).toEqual({ signInUrl: `${url}/account/login` });
    expect(await (await starts({}, { of: world.other })).text()).toMatch(/\/my-account\/"\}$/u);
    for (const smuggled of [{ signInUrl: 'https://evil.example' }, { returnTo: 'https://evil.example' }, { email: 'mina@example.com' }])
      expect(await status(starts(smuggled))).toBe(400);
    expect(await status(starts({}, { headers: { origin: 'https://evil.example' } }))).toBe(403);
  });

  it('keeps what was agreed to for the owner of the order, in the words that were shown', async () => {
    await decide({ asks: { newsletter: true, birthday: true } });
    const id = newNumber();
    const { consents } = await offer({ orderId: id, locale: 'fa' });
    const wishes = consents.map(({ kind, version }) => ({ kind, version, ...(kind === 'birthday' ? { birthday: '03-21' } : {}) }));
    expect(await status(starts({ orderId: id, locale: 'fa', consents: wishes }))).toBe(200);
    const [waiting] = await world.core.consents.waiting(store, [id], world.core.time.now);
    expect(waiting?.consents).toEqual(consents.map(({ kind, version, wording }) => ({ kind, version, wording, birthday: kind === 'birthday' ? '03-21' : null }))); // prettier-ignore
    expect(await world.core.consents.waiting(world.other, [id], world.core.time.now)).toEqual([]);
  });

  it('takes no consent to words that nobody is shown, no birthday without its consent, and none that could wait for nobody', async () => {
    await decide({ asks: { newsletter: true, birthday: true } });
    const id = newNumber();
    const { consents } = await offer({ orderId: id });
    const [newsletter, birthday] = consents.map(({ kind, version }) => ({ kind, version }));
    const wrong: Body[] = [
      { orderId: id, consents: [{ ...newsletter, version: 'en-000000000000' }] },
      { orderId: id, consents: [{ ...newsletter, birthday: '03-21' }] },
      { orderId: id, consents: [birthday] },
      { orderId: id, consents: [newsletter, newsletter] },
      { orderId: null, consents: [newsletter] },
    ];
    for (const body of wrong) expect([body, await status(starts(body))]).toEqual([body, 400]);
    await decide({ asks: { newsletter: false, birthday: true } });
    expect(await status(starts({ orderId: id, consents: [newsletter] }))).toBe(400);
    expect(await world.core.consents.waiting(store, [id], world.core.time.now)).toEqual([]);
  });

  it('is not for who is signed in: their consents must not wait for anybody', async () => {
    const answer = await starts({ orderId: newNumber() }, { customer: 'c-Ada' });
    expect([answer.status, problem.parse(await answer.json()).error.code]).toEqual([409, 'not-allowed']);
  });

  it('counts as opened and started, once', async () => {
    const id = newNumber();
    await starts({ orderId: id });
    world.core.time.now += 1_000;
    await starts({ orderId: id, surface: 'order-status' });
    await offer({ orderId: id });
    expect(await rowOf(id)).toMatchObject({ surface: 'thank-you', openedAt: world.core.time.now - 1_000, startedAt: world.core.time.now - 1_000 }); // prettier-ignore
  });
});
