// Whose friend an order is of: found by what is on it, judged once, and never a second time by another one.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { orderId, type MemberId } from '../../src/loyalty/ids.ts';
import { StoreRefused, StoreUnreachable } from '../../src/platforms/platform.ts';
import { AttributionWorld, DAY, HOUR } from './attribution-world.ts';

let world: AttributionWorld;
let ada: { memberId: MemberId; code: string };
let ben: { memberId: MemberId; code: string };
let people = 0;
const someone = (): string => `friend${(people += 1)}`;
let orders = 0;
const anId = (): string => String(5_000 + (orders += 1));

beforeAll(async () => {
  world = await AttributionWorld.open({ windowDays: 30 });
  [ada, ben] = [await world.advocate('ada'), await world.advocate('ben')];
});
afterAll(() => world.close());
beforeEach(() => {
  world.later(DAY);
  world.says.past = () => Promise.resolve({ orders: 0, since: null });
});

describe('an order that somebody’s link brought', () => {
  it('is found by the mark of its cart: the referral is made and judged in one', async () => {
    const stored = await world.buys('1', { by: someone(), referral: { code: ada.code, channel: 'whatsapp' } });
    const referral = await world.look(stored);
    expect(referral).toMatchObject({ advocateId: ada.memberId, friendId: stored.memberId, claim: null });
    expect(referral?.judged).toMatchObject({
      by: 'attribute',
      channel: 'whatsapp',
      isNew: true,
      verdict: 'allow',
      orderId: '1',
      programVersion: 2,
    });
    expect(referral?.touches).toEqual([
      { advocateId: ada.memberId, code: ada.code, at: stored.order.placedAt, by: 'attribute', channel: 'whatsapp' },
    ]);
  });

  it('is found by the friend’s code, whatever address it is bought with, and counts for who gave the code', async () => {
    const claimed = await world.claims('claimed@example.com', ada, { at: world.now - HOUR, code: 'FRIEND-CODE-1' });
    const stored = await world.buys(anId(), {
      by: 'bought-elsewhere',
      codes: ['friend-code-1'],
      referral: { code: ben.code, channel: null },
    });
    const referral = await world.look(stored);
    expect(referral).toMatchObject({ referralId: claimed.referralId, advocateId: ada.memberId, friendId: stored.memberId });
    expect(referral?.judged).toMatchObject({ by: 'code', code: ada.code });
  });

  it('is found by the address that a friend claimed with, last touch first', async () => {
    const name = someone();
    const claimed = await world.claims(`${name}@example.com`, ada, { at: world.now - 3 * DAY });
    const again = { ...claimed.touches[0], advocateId: ben.memberId, code: ben.code, at: world.now - HOUR } as const;
    await world.core.referrals.change(claimed, { touches: [...claimed.touches, { channel: 'sms', by: 'claim', ...again }] });
    const referral = await world.looks(anId(), { by: name });
    expect(referral).toMatchObject({ referralId: claimed.referralId, advocateId: ben.memberId });
    expect(referral?.judged).toMatchObject({ by: 'email', code: ben.code });
  });

  it('is found by the telephone of a friend who buys with another address', async () => {
    const [name, other] = [someone(), someone()];
    const known = await world.core.registry.memberFor(world.store, world.identity(name, { phone: '+4915112345678' }), 'account', null);
    const claimed = await world.claims(`${name}@example.com`, ada, { at: world.now - HOUR });
    await world.core.referrals.change(claimed, { friendId: known });
    const referral = await world.looks(anId(), { by: other, guest: true, phone: '0151 12345678', country: 'DE' });
    expect(referral).toMatchObject({ referralId: claimed.referralId, judged: { by: 'phone' } });
  });

  it('is judged once, however often it is looked at, and by as many as look at it at one moment', async () => {
    const stored = await world.buys(anId(), { by: someone(), referral: { code: ada.code, channel: null } });
    const seen = await Promise.all(Array.from({ length: 8 }, () => world.look(stored)));
    expect(new Set(seen.map((each) => each?.referralId)).size).toBe(1);
    expect((await world.all()).filter(({ judged }) => judged?.orderId === stored.orderId)).toHaveLength(1);
    world.later(DAY);
    expect((await world.look(stored))?.judged).toEqual(seen[0]?.judged);
  });

  it('stays the first one: a second order of the friend is nobody’s, whatever it carries', async () => {
    const name = someone();
    const first = await world.looks(anId(), { by: name, referral: { code: ada.code, channel: null } });
    world.later(HOUR);
    expect(await world.looks(anId(), { by: name, referral: { code: ben.code, channel: null } })).toBeNull();
    expect((await world.core.referrals.read(world.store.storeId, first?.referralId ?? ''))?.judged).toEqual(first?.judged);
  });

  it('is one referral when the friend claimed by one link and has the code of another: all that they came by is told in it', async () => {
    const name = someone();
    const own = await world.claims(`${name}@example.com`, ben, { at: world.now - 2 * HOUR });
    const buyer = await world.core.registry.memberFor(world.store, world.identity(name), 'account', null);
    await world.core.referrals.change(own, { friendId: buyer });
    const coded = await world.claims('another-address@example.com', ada, { at: world.now - HOUR, code: 'FRIEND-CODE-2' });
    const referral = await world.looks(anId(), { by: name, codes: ['FRIEND-CODE-2'] });
    expect(referral).toMatchObject({ referralId: coded.referralId, friendId: buyer, advocateId: ada.memberId });
    expect(referral?.touches.map(({ advocateId }) => advocateId)).toEqual([ben.memberId, ada.memberId]);
    expect(await world.core.referrals.read(world.store.storeId, own.referralId)).toMatchObject({ friendId: null, judged: null });
  });

  it('with a code on the order of a friend who bought before gives nobody a second friend, and says so', async () => {
    const name = someone();
    const first = await world.looks(anId(), { by: name, referral: { code: ben.code, channel: null } });
    const coded = await world.claims('third-address@example.com', ada, { at: world.now, code: 'FRIEND-CODE-3' });
    world.later(HOUR);
    const second = await world.looks(anId(), { by: name, codes: ['FRIEND-CODE-3'] });
    expect(second).toMatchObject({ referralId: coded.referralId, judged: { isNew: false, verdict: 'refuse' } });
    expect(second?.friendId).not.toBe(first?.friendId);
  });

  it('on which nobody is named counts by its code only, and is looked at by a person', async () => {
    await world.claims('nameless@example.com', ada, { at: world.now - HOUR, code: 'FRIEND-CODE-4' });
    expect(await world.looks(anId(), { by: null, referral: { code: ada.code, channel: null } })).toBeNull();
    expect(await world.looks(anId(), { by: null, codes: ['FRIEND-CODE-4'] })).toMatchObject({
      judged: { by: 'code', verdict: 'review' },
      friendId: null,
    });
  });

  it('is judged by the program that was in force when it was placed', async () => {
    const placedAt = world.now;
    const program = await world.core.directory.programAt(world.store.storeId, placedAt);
    await world.core.stores.publish(world.store.storeId, { ...program, version: 3, inForceFrom: world.now + 60_000, referrals: null });
    world.later(DAY);
    world.core.directory.forget(world.store.storeId);
    expect(await world.looks(anId(), { by: someone(), placedAt, referral: { code: ada.code, channel: null } })).toMatchObject({
      judged: { programVersion: 2 },
    });
    expect(await world.looks(anId(), { by: someone(), referral: { code: ada.code, channel: null } })).toBeNull();
    await world.core.stores.publish(world.store.storeId, { ...program, version: 4, inForceFrom: world.now + 1 });
    world.later(DAY);
    world.core.directory.forget(world.store.storeId);
  });
});

describe('an order that is nobody’s referral', () => {
  const marked = () => ({ by: someone(), referral: { code: ada.code, channel: null } }) as const;

  it.each([
    ['a test of the merchant', { standing: 'test' }],
    ['one that failed', { standing: 'failed', payment: 'unpaid' }],
    ['one that was cancelled unpaid', { standing: 'cancelled', payment: 'unpaid' }],
    ['the renewal of a subscription', { subscriptionRenewal: true }],
    ['one from before the store came to us', { placedAt: 0 }],
  ] as const)('is what one finds for %s', async (_what, change) => {
    expect(await world.looks(anId(), { ...marked(), ...change })).toBeNull();
  });

  it('is one whose mark is no link of anybody, and one without any mark', async () => {
    expect(await world.looks(anId(), { by: someone(), referral: { code: 'NOBODY-0000', channel: null } })).toBeNull();
    expect(await world.looks(anId(), { by: someone() })).toBeNull();
  });

  it('is one that was placed before its buyer claimed, or long after', async () => {
    const [early, late] = [someone(), someone()];
    await world.claims(`${early}@example.com`, ada, { at: world.now + HOUR });
    await world.claims(`${late}@example.com`, ada, { at: world.now - 31 * DAY });
    expect(await world.looks(anId(), { by: early })).toBeNull();
    expect(await world.looks(anId(), { by: late })).toBeNull();
  });

  it('is one at a till or by staff, unless the code or the mark is on it', async () => {
    const name = someone();
    await world.claims(`${name}@example.com`, ada, { at: world.now - HOUR });
    expect(await world.looks(anId(), { by: name, channel: 'pos' })).toBeNull();
    expect(await world.looks(anId(), { by: name, channel: 'shopify_draft_order' })).toBeNull();
    expect(await world.looks(anId(), { ...marked(), channel: 'pos' })).toMatchObject({ judged: { by: 'attribute' } });
  });

  it('is any order of a store that never had referrals: the database is not even asked', async () => {
    const plain = await AttributionWorld.open({}, { referrals: null });
    const stored = await plain.buys('1', { by: 'x', referral: { code: 'ADA-7KQ2', channel: null } });
    const { connection } = plain.core.database;
    expect(await plain.look(stored)).toBeNull();
    expect(await connection.collection('order_traces').countDocuments({})).toBe(0);
    await plain.close();
  });
});

describe('a friend who is not new', () => {
  const markedBy = (by: string) => ({ by, referral: { code: ada.code, channel: null } });
  const refused = { judged: { isNew: false, verdict: 'refuse' } };
  const why = (referral: { judged: { reasons: readonly { signal: string; seen: object }[] } | null } | null): object | undefined =>
    referral?.judged?.reasons.find(({ signal }) => signal === 'existing-customer')?.seen;

  it('bought before, as the same customer', async () => {
    const name = someone();
    await world.buys(anId(), { by: name });
    world.later(HOUR);
    const referral = await world.looks(anId(), markedBy(name));
    expect(referral).toMatchObject(refused);
    expect(why(referral)).toEqual({ knownBy: 'customer' });
  });

  it('bought before as a guest with the same address, however it is spelled', async () => {
    const name = someone();
    await world.buys(anId(), { by: `${name}@gmail.com`, guest: true });
    world.later(HOUR);
    expect(why(await world.looks(anId(), markedBy(`${name}@gmail.com`)))).toEqual({ knownBy: 'email' });
    expect(why(await world.looks(anId(), { ...markedBy(`f.${name.slice(1)}+new@googlemail.com`), guest: true }))).toEqual({
      knownBy: 'email',
    });
  });

  it('bought before with the same telephone', async () => {
    await world.buys(anId(), { by: someone(), phone: '+49 151 7654321', country: 'DE' });
    world.later(HOUR);
    expect(why(await world.looks(anId(), { ...markedBy(someone()), phone: '01517654321', country: 'DE' }))).toEqual({ knownBy: 'phone' });
  });

  it('bought before we came, as the store says', async () => {
    world.says.past = () => Promise.resolve({ orders: 3, since: 1 });
    const referral = await world.looks(anId(), markedBy(someone()));
    expect(referral).toMatchObject(refused);
    expect(why(referral)).toEqual({ knownBy: 'store' });
  });

  it('is asked about by all that is known of them, and until this very order', async () => {
    const asked: unknown[] = [];
    world.says.past = (...question) => {
      asked.push(question);
      return Promise.resolve({ orders: 0, since: null });
    };
    const name = someone();
    const stored = await world.buys(anId(), { ...markedBy(name), phone: '0151 9999999', country: 'DE' });
    await world.look(stored);
    const buyer = { externalId: `c-${name}`, email: `${name}@example.com`, phone: '+491519999999' };
    expect(asked).toEqual([[buyer, { orderId: stored.orderId, at: stored.order.placedAt }]]);
  });

  it('is never somebody of whom the store could not say it: a person looks', async () => {
    world.says.past = () => Promise.resolve(null);
    expect(await world.looks(anId(), markedBy(someone()))).toMatchObject({ judged: { isNew: true, verdict: 'review' } });
    world.says.past = () => Promise.reject(new StoreRefused(403, 'no permission'));
    expect(await world.looks(anId(), markedBy(someone()))).toMatchObject({ judged: { isNew: true, verdict: 'review' } });
  });

  it('is nobody yet while the store is silent: nothing is judged, and the next look judges', async () => {
    world.says.past = () => Promise.reject(new StoreUnreachable('no answer'));
    const stored = await world.buys(anId(), markedBy(someone()));
    await expect(world.look(stored)).rejects.toBeInstanceOf(StoreUnreachable);
    expect(await world.core.referrals.ofOrder(world.store.storeId, stored.orderId)).toBeNull();
    world.says.past = () => Promise.resolve({ orders: 0, since: null });
    expect(await world.look(stored)).toMatchObject({ judged: { isNew: true, verdict: 'allow' } });
  });

  it('is not somebody whose only order was cancelled before anybody paid', async () => {
    const name = someone();
    await world.buys(anId(), { by: name, standing: 'cancelled', payment: 'unpaid' });
    world.later(HOUR);
    expect(await world.looks(anId(), markedBy(name))).toMatchObject({ judged: { isNew: true } });
  });
});

describe('a first order that came to nothing', () => {
  it('gives its place to the friend’s next one, once it is known that nobody paid', async () => {
    const name = someone();
    const [first, second] = [anId(), anId()];
    const marked = { by: name, referral: { code: ada.code, channel: null }, payment: 'unpaid' as const };
    const judged = await world.looks(first, marked);
    world.later(HOUR);
    const next = await world.buys(second, { by: name, referral: { code: ada.code, channel: 'sms' } });
    expect(await world.look(next)).toBeNull();
    world.later(HOUR);
    const ended = await world.buys(first, { ...marked, standing: 'cancelled' });
    const again = await world.look(ended);
    expect(again).toMatchObject({ referralId: judged?.referralId, judged: { orderId: second, isNew: true, channel: 'sms' } });
    expect(await world.look(ended)).toBeNull();
    expect((await world.look(next))?.judged).toEqual(again?.judged);
  });

  it('keeps its place when it was paid and given back', async () => {
    const name = someone();
    const first = anId();
    const judged = await world.looks(first, { by: name, referral: { code: ada.code, channel: null } });
    world.later(HOUR);
    expect(await world.look(await world.buys(first, { by: name, standing: 'cancelled' }))).toMatchObject({ judged: judged?.judged ?? {} });
    expect(await world.looks(anId(), { by: name, referral: { code: ada.code, channel: null } })).toBeNull();
    expect(await world.core.referrals.ofOrder(world.store.storeId, orderId(first))).not.toBeNull();
  });
});
