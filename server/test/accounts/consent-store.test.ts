// Where consents are kept: added to and never changed, counted under every name of a person, sealed where personal, and gone with their person.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsentRow } from '../../src/accounts/consent-store.ts';
import { CONSENTS } from '../../src/limits.ts';
import { memberId, orderId, storeId } from '../../src/loyalty/ids.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { aCore, type TestCore } from '../builders/core.ts';

const shop = { storeId: storeId('consents'), identityKey: 'a-key-of-this-store' };
const { storeId: store } = shop;
let core: TestCore;

beforeAll(async () => {
  core = await aCore();
});
afterAll(() => core.database.close());

function aRow(member: string, key: string, change: Partial<ConsentRow> = {}): ConsentRow {
  const said = { storeId: store, memberId: memberId(member), key, kind: 'newsletter', action: 'give', at: 1 } as const;
  return { ...said, version: 'en-1', wording: 'Send me the newsletter.', surface: 'panel', cause: 'test', ...change };
}
const keysOf = async (member: string): Promise<string[]> => (await core.consents.of(store, memberId(member))).map(({ key }) => key);
const stored = async (name: string): Promise<string> =>
  JSON.stringify(await collectionOf(core.database.connection, name).find({ storeId: store }).toArray());

describe('consents', () => {
  it('are written once for one act, and stay as they were said', async () => {
    expect(await core.consents.write(aRow('once', 'k-1'))).toBe(true);
    expect(await core.consents.write(aRow('once', 'k-1', { wording: 'other words' }))).toBe(false);
    expect(await core.consents.of(store, memberId('once'))).toEqual([aRow('once', 'k-1')]);
  });

  it('count under every name of a person, and go back when a merge is undone', async () => {
    for (const name of ['a', 'b', 'c']) await core.consents.write(aRow(name, `of-${name}`));
    await core.consents.merged(store, memberId('a'), memberId('b'));
    await core.consents.merged(store, memberId('b'), memberId('c'));
    await core.consents.merged(store, memberId('b'), memberId('c'));
    expect(await keysOf('c')).toEqual(['of-a', 'of-b', 'of-c']);
    await core.consents.unmerged(store, memberId('b'), memberId('c'));
    expect(await keysOf('c')).toEqual(['of-c']);
    expect(await keysOf('b')).toEqual(['of-a', 'of-b']);
  });
});

describe('a birthday', () => {
  it('is found by its day, and whoever reads the database does not find it', async () => {
    await core.consents.keepBirthday(shop, { memberId: memberId('born'), birthday: '03-21', since: 5 });
    await core.consents.keepBirthday(shop, { memberId: memberId('other'), birthday: '03-22', since: 5 });
    const known = { memberId: 'born', birthday: '03-21', since: 5 };
    expect(await core.consents.bornOn(shop, ['03-21', '02-29'], null, 10)).toEqual([known]);
    expect(await core.consents.bornOn(shop, ['03-21'], memberId('born'), 10)).toEqual([]);
    expect(await stored('birthdays')).not.toContain('03-2');
  });

  it('is the one that was told last, and none after it was taken back', async () => {
    await core.consents.keepBirthday(shop, { memberId: memberId('guest'), birthday: '01-01', since: 6 });
    await core.consents.merged(store, memberId('guest'), memberId('born'));
    expect((await core.consents.birthdayOf(store, memberId('born')))?.birthday).toBe('01-01');
    await core.consents.dropBirthday(store, memberId('born'));
    expect(await core.consents.birthdayOf(store, memberId('born'))).toBeNull();
    expect(await core.consents.birthdayOf(store, memberId('guest'))).toBeNull();
  });
});

describe('what waits for an order', () => {
  const consents = [{ kind: 'birthday', version: 'en-1', wording: 'Keep my birthday.', birthday: '07-04' }] as const;
  const waiting = { storeId: store, orderId: orderId('o-77'), consents, at: 1_000, surface: 'thank-you', locale: 'en' } as const;

  it('is the first answer, and a second one changes nothing', async () => {
    expect(await core.consents.wait(waiting)).toBe(true);
    expect(await core.consents.wait({ ...waiting, consents: [], at: 2_000 })).toBe(false);
    expect(await core.consents.waiting(store, [orderId('o-77'), orderId('o-78')], 2_000)).toEqual([waiting]);
    expect(await core.consents.waiting(storeId('another'), [orderId('o-77')], 2_000)).toEqual([]);
  });

  it('is told to nobody who reads the database', async () => {
    expect(await stored('waiting_consents')).not.toMatch(/07-04|birthday/u);
  });

  it('is over after thirty days', async () => {
    expect(await core.consents.waiting(store, [orderId('o-77')], 999 + CONSENTS.waitMs)).toHaveLength(1);
    expect(await core.consents.waiting(store, [orderId('o-77')], 1_000 + CONSENTS.waitMs)).toEqual([]);
  });
});

describe('somebody who is forgotten', () => {
  it('takes along what they agreed to, under every name, and what waits for their orders', async () => {
    await core.consents.write(aRow('old-name', 'k-old'));
    await core.consents.write(aRow('gone', 'k-gone'));
    await core.consents.keepBirthday(shop, { memberId: memberId('old-name'), birthday: '05-05', since: 1 });
    await core.consents.merged(store, memberId('old-name'), memberId('gone'));
    await core.consents.forget(store, memberId('gone'));
    await core.consents.forgetWaiting(store, [orderId('o-77')]);
    expect(await keysOf('old-name')).toEqual([]);
    expect(await core.consents.birthdayOf(store, memberId('gone'))).toBeNull();
    expect(await core.consents.waiting(store, [orderId('o-77')], 1_001)).toEqual([]);
  });
});
