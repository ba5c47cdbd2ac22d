// Somebody came by a link and asks for the friend's code.
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { erase } from '../../src/answer-requests.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import { installStore } from '../../src/stores/install-store.ts';
import { SHOP } from '../redemptions/selling-world.ts';
import { aClaimingWorld, DAY, newAddress, type ClaimingWorld } from './claiming-world.ts';

let world: ClaimingWorld;
beforeAll(async () => {
  world = await aClaimingWorld();
});
afterAll(() => world.close());

describe('a friend who claims a code', () => {
  it('is told it at once, with a way into the cart and an end; the shop has it soon after', async () => {
    const { code, memberId } = await world.advocate();
    const bo = newAddress();
    const told = await world.claims(code, bo);
    expect(told.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/u);
    expect(told.applyPath).toBe(`/discount/${told.code}?redirect=/cart`);
    expect((told.endsAt ?? 0) - world.clock()).toBeCloseTo(14 * DAY, -4);
    await world.work();
    expect(await world.has(told.code)).toBe(true);
    expect(await world.referralOf(bo)).toMatchObject({
      advocateId: memberId,
      claim: { advocateId: memberId },
      standing: { state: 'claimed' },
    });
    expect(await world.vouchersOf(bo)).toMatchObject([{ stage: 'ready', side: 'friend', endsAt: told.endsAt }]);
  });

  it('buys with it once: the order shows that it was used', async () => {
    const bo = newAddress();
    const told = await world.claims((await world.advocate()).code, bo);
    await world.work();
    await world.line.customer(bo);
    const order = await world.buys(bo, told.code ?? '');
    await world.work();
    expect(await world.vouchersOf(bo)).toMatchObject([{ stage: 'used', orders: [order] }]);
  });

  it('is told the same code again, however often, by whichever link; whoever brought them last is who brought them', async () => {
    const [ada, cleo] = [await world.advocate(), await world.advocate()];
    const bo = newAddress();
    const first = await world.claims(ada.code, bo);
    await world.work();
    world.later(60_000);
    const second = await world.claims(cleo.code.toLowerCase(), `  ${bo.toUpperCase()} `);
    await world.work();
    expect(second.code).toBe(first.code);
    expect((await world.referralOf(bo)).touches.map(({ advocateId }) => advocateId)).toEqual([ada.memberId, cleo.memberId]);
    world.later(60_000);
    await world.claims(ada.code, bo);
    await world.work();
    const referral = await world.referralOf(bo);
    expect(referral.touches).toHaveLength(3);
    expect(referral.advocateId).toBe(ada.memberId);
    expect(await world.vouchersOf(bo)).toHaveLength(1);
  });

  it('gets another code when the first ended unused, and never two that can be used', async () => {
    const { code } = await world.advocate();
    const bo = newAddress();
    const first = await world.claims(code, bo);
    await world.work();
    world.later(15 * DAY);
    const second = await world.claims(code, bo);
    await world.work();
    expect(second.code).not.toBe(first.code);
    expect((second.endsAt ?? 0) > world.clock()).toBe(true);
    expect((await world.claims(code, bo)).code).toBe(second.code);
    expect((await world.vouchersOf(bo)).map(({ endsAt }) => (endsAt ?? 0) > world.clock())).toEqual([false, true]);
    world.presently();
  });

  it.each(['', 'bo', 'bo@', '*@example.test', 'bo@example.test\r\nBcc: all@example.test', 'bo@example'])('is told nothing for what is no address: %j', async (email) => {
    expect(await world.claim((await world.advocate()).code, email)).toEqual({ kind: 'not-an-address' });
  }); // prettier-ignore
});

describe('an address that has bought before', () => {
  async function customer(): Promise<string> {
    const { email } = await world.member(0);
    await world.buys(email);
    await world.work();
    return email;
  }

  it('is answered like any other, and its code is never made', async () => {
    const { code } = await world.advocate();
    const [known, unknown] = [await customer(), newAddress()];
    const [one, other] = [await world.claims(code, known), await world.claims(code, unknown)];
    await world.work();
    const shape = ({ code: told, applyPath, endsAt, ...rest }: typeof one) => ({
      ...rest,
      code: told?.length,
      applyPath: applyPath?.replace(told ?? '', ''),
      endsAt: typeof endsAt,
    });
    expect(shape(one)).toEqual(shape(other));
    expect([await world.has(one.code), await world.has(other.code)]).toEqual([false, true]);
    expect(await world.vouchersOf(known)).toMatchObject([{ stage: 'refused', detail: 'not-new' }]);
    expect((await world.referralOf(known)).claim).toMatchObject({ voucherId: null });
    // Again, and by another link: the same code again, and still none in the shop.
    expect((await world.claims((await world.advocate()).code, known)).code).toBe(one.code);
    await world.work();
    expect(await world.has(one.code)).toBe(false);
  });

  it('costs the door the very same questions to the database as one that nobody knows', async () => {
    const { code } = await world.advocate();
    const questions: string[] = [];
    const { prototype } = mongo.Collection;
    for (const name of ['find', 'findOne', 'insertOne', 'insertMany', 'updateOne', 'replaceOne', 'aggregate', 'countDocuments'] as const) {
      // Everything that is asked of the database goes through these.
      const really = prototype[name] as (...asked: unknown[]) => unknown;
      vi.spyOn(prototype, name).mockImplementation(function heard(this: { collectionName: string }, ...asked: unknown[]) {
        questions.push(`${name} ${this.collectionName}`);
        return really.apply(this, asked);
      } as never);
    }
    const asked = async (email: string): Promise<string[]> => {
      world.core.directory.forget(SHOP);
      questions.length = 0;
      await world.claims(code, email);
      return questions.toSorted();
    };
    const [known, stranger] = [await customer(), newAddress()];
    const answers = [await asked(stranger), await asked(known), await asked(known)];
    vi.restoreAllMocks();
    const [unknown = [], first, again] = answers;
    expect(unknown.length).toBeGreaterThan(3);
    expect(first).toEqual(unknown);
    expect(again).toEqual(unknown);
  });
});

describe('a link that is closed', () => {
  it('is one that nobody has, or that of another store', async () => {
    const { code } = await world.advocate();
    const other = {
      storeId: storeId('other'),
      platform: 'woocommerce',
      name: 'Other',
      domain: 'other.example',
      url: 'https://other.example',
    } as const;
    const facts = { currency: 'EUR', timeZone: 'UTC', startsAt: 0, webhookSecret: 'secret', credentials: null };
    await installStore(world.core.stores, { ...other, ...facts }, world.clock());
    const record = await world.core.stores.get(other.storeId);
    if (record === null) throw new Error('no store');
    expect(await world.core.referring.friendClaims.open(record, code, world.clock())).toBeNull();
    expect(await world.claim('NOBODY-0000', newAddress())).toEqual({ kind: 'closed' });
  });

  it('is that of somebody who was erased, and of a claim that was under way nothing comes', async () => {
    const { code, memberId } = await world.advocate();
    const bo = newAddress();
    const told = await world.claims(code, bo);
    await erase(world.core, { storeId: SHOP, memberId, by: 'test' }, world.clock());
    await world.work();
    expect(await world.has(told.code)).toBe(false);
    expect(await world.claim(code, newAddress())).toEqual({ kind: 'closed' });
  });

  it('is every link of a shop that left, and of a program that is paused or promises nothing', async () => {
    const { code } = await world.advocate();
    const store = await world.store();
    const { friendClaims } = world.core.referring;
    expect(await friendClaims.open({ ...store, state: 'left' }, code, world.clock())).toBeNull();
    const program = await world.core.directory.programAt(SHOP, world.clock());
    const paused = { ...program, version: program.version + 1, active: false, inForceFrom: world.clock() };
    await world.core.stores.publish(SHOP, paused);
    world.core.directory.forget(SHOP);
    expect(await world.claim(code, newAddress())).toEqual({ kind: 'closed' });
    const nothing = { ...paused, version: paused.version + 1, active: true, referrals: null, inForceFrom: world.clock() };
    await world.core.stores.publish(SHOP, nothing);
    world.core.directory.forget(SHOP);
    expect(await world.claim(code, newAddress())).toEqual({ kind: 'closed' });
  });
});
