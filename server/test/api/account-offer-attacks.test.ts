// Nobody learns by an offer whose order it was, whether it is known, or who has an account.
import { describe, expect, it } from 'vitest';
import { isHeldBack } from '../../src/accounts/held-back.ts';
import { problem } from '../../src/contract/index.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { aProgram, aReward, perMoney, someTiers } from '../builders/programs.ts';
import {
  accountOffer,
  aMember,
  asks,
  buys,
  decide,
  inForce,
  newNumber,
  offer,
  offers,
  rowOf,
  send,
  startAccount,
  starts,
  status,
  store,
  useOfferWorld,
  world,
} from './offer-world.ts';

useOfferWorld();

describe('somebody who tries numbers of orders', () => {
  it('is told the same of a guest, of an account, of a stranger store, and of nobody', async () => {
    await inForce(aProgram([perMoney()], {}, { rewards: [aReward('amount-off', { points: 9, amountMinor: 1 })], tiers: someTiers() }));
    const guests = await buys(await aMember('guest'), 990_000);
    const accounts_ = await buys(await aMember('account', 'c-Ada'), 770_000);
    await world.core.funnel.flush();
    const elsewhere = orderId('1001');
    const known = await Promise.all([guests, accounts_, elsewhere, newNumber()].map((id) => asks({ orderId: id })));
    const texts = await Promise.all(known.map(async (answer) => [answer.status, await answer.text()]));
    expect(new Set(texts.map(String)).size).toBe(1);
    const taps = await Promise.all([guests, accounts_, elsewhere, newNumber()].map(async (id) => (await starts({ orderId: id })).text()));
    expect(new Set(taps).size).toBe(1);
  });

  it('makes the same work whether or not a number is known: one row for each, and one only', async () => {
    const guests = await buys(await aMember('guest'));
    const account = await buys(await aMember('account', 'c-Ada'));
    await world.core.funnel.flush();
    const nobody = newNumber();
    for (const id of [guests, account, nobody, nobody, guests]) await offer({ orderId: id });
    const rows = (await offers()?.find({ storeId: store }).toArray()) ?? [];
    expect(rows).toHaveLength(3);
    const seen = new Map(rows.map((row) => [String(row['orderId']), Number(row['openedAt'])]));
    expect(seen).toEqual(new Map([guests, account, nobody].map((id) => [String(id), world.core.time.now])));
  });

  it('learns nothing by who is held back: what is shown depends on the number alone, and a number is drawn before anybody knows it', async () => {
    await decide({ heldBackPercent: 50 });
    const record = (await world.core.stores.get(store)) ?? expect.fail('no store');
    const drawn = Array.from({ length: 14 }, newNumber);
    const shown = async () => Promise.all(drawn.map(async (id) => (await offer({ orderId: id })).offered));
    const before = await shown();
    expect(before).toEqual(drawn.map((id) => !isHeldBack(record, id, { heldBackPercent: 50 })));
    expect(new Set(before).size).toBe(2);
    const [guest, account] = [await aMember('guest'), await aMember('account', 'c-Ada')];
    const at = world.core.time.now;
    for (const [index, id] of drawn.entries())
      await world.order(store, index % 2 === 0 ? guest : account, { orderId: id, placedAt: at, version: at, paidAt: at });
    await world.core.funnel.flush();
    expect(await shown()).toEqual(before);
    for (const [index, id] of drawn.entries()) if (before[index] === false) expect(await rowOf(id)).not.toMatchObject({ openedAt: at });
  });

  it('does not reach the statistics or the consents of another store', async () => {
    const id = await buys(await aMember('guest'));
    await world.core.funnel.flush();
    await decide({ asks: { newsletter: true, birthday: false } });
    const { consents } = await offer({ orderId: newNumber() }, { of: world.other });
    const wishes = consents.map(({ kind, version }) => ({ kind, version }));
    expect(await status(starts({ orderId: id, consents: wishes }, { of: world.other }))).toBe(200);
    expect(await rowOf(id)).toMatchObject({ offeredAt: world.core.time.now });
    expect(await rowOf(id)).not.toHaveProperty('openedAt');
    expect(await world.core.consents.waiting(store, [id], world.core.time.now)).toEqual([]);
    expect(await world.core.consents.waiting(world.other, [id], world.core.time.now)).toHaveLength(1);
  });

  it('cannot say who they are in a body, and cannot ask with an operator, a list or a number of endless length', async () => {
    for (const more of [{ customerId: 'c-Mina' }, { memberId: world.mina }, { shop: world.store }, { email: 'mina@example.com' }])
      expect([more, await status(asks(more))]).toEqual([more, 400]);
    for (const id of [{ $gt: '' }, ['1001'], '', 'x'.repeat(41), 1001]) expect([id, await status(asks({ orderId: id }))]).toEqual([id, 400]); // prettier-ignore
    for (const lines of [{ $ne: null }, 'p-1', `p-1:1:1${',p-1:1:1'.repeat(900)}`]) expect([lines, await status(asks({ lines }))]).toEqual([lines, 400]); // prettier-ignore
    for (const surface of ['mailbox', null, { $in: [] }]) expect([surface, await status(asks({ surface }))]).toEqual([surface, 400]);
  });

  it('is slowed down for one number, also from many networks, and others are not', async () => {
    const id = newNumber();
    const answers: number[] = [];
    for (let tries = 0; tries < 32; tries += 1)
      answers.push(await status(tries % 2 === 0 ? starts({ orderId: id }) : asks({ orderId: id })));
    expect(answers.filter((each) => each === 200)).toHaveLength(30);
    const refused = await asks({ orderId: id });
    expect([refused.status, problem.parse(await refused.json()).error.code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await status(asks({ orderId: newNumber() }))).toBe(200);
  });

  it('is slowed down for many numbers from one network', async () => {
    const tries = Array.from({ length: 620 }, () => status(asks({ orderId: newNumber(), lines: null })));
    const answers = await Promise.all(tries);
    expect([...Map.groupBy(answers, (each) => each)].map(([code, all]) => [code, all.length])).toEqual([
      [200, 600],
      [429, 20],
    ]);
  });

  it('cannot have a page of another shop ask in their place', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { 'content-type': 'text/plain' },
    ] as Record<string, string>[])
      for (const path of [accountOffer.path, startAccount.path])
        expect([403, 415]).toContain(await status(send(path, { surface: 'thank-you' }, { headers })));
  });

  it('gets no answer that a cache may keep for somebody else', async () => {
    for (const answer of [await asks({ orderId: newNumber() }), await starts()])
      expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
