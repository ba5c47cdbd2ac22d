import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erase, merge } from '../../src/answer-requests.ts';
import type { MemberId } from '../../src/loyalty/ids.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { anAccount } from '../builders/customers.ts';

let core: TestCore;
let store: StoreRecord;
let other: StoreRecord;

const recordOf = async (id: StoreRecord['storeId']): Promise<StoreRecord> =>
  (await core.stores.get(id)) ?? Promise.reject(new Error('no store'));

beforeAll(async () => {
  core = await aCore();
  store = await recordOf(await core.addStore());
  other = await recordOf(await core.addStore());
});
afterAll(() => core.database.close());

async function aMember(firstName: string | null, kind: 'account' | 'guest' = 'account'): Promise<MemberId> {
  const person = { ...anAccount(randomUUID()), firstName, email: `${randomUUID()}@example.test`, hasAccount: kind === 'account' };
  const memberId = await core.registry.memberFor(
    store,
    kind === 'guest' ? { ...person, externalId: null } : person,
    kind === 'guest' ? 'order' : kind,
    null,
  );
  if (memberId === null) throw new Error('no member');
  return memberId;
}

const linkOf = async (memberId: MemberId) => (await core.referring.links.of(store, memberId)) ?? Promise.reject(new Error('no link'));

async function merged(from: MemberId, into: MemberId): Promise<void> {
  const answer = await merge(core, { storeId: store.storeId, mergeId: randomUUID(), from, into, by: 'test' }, core.time.now);
  if (isRefused(answer)) throw new Error(answer.refused);
}

describe('the link of an advocate', () => {
  it('is made when it is first needed, names the member, and stays', async () => {
    const ada = await aMember('Ada');
    const link = await linkOf(ada);
    expect(link.code).toMatch(/^ADA-[0-9A-Z]{4}$/u);
    expect(await linkOf(ada)).toEqual(link);
    expect(await core.referring.links.advocateOf(store, link.code)).toEqual({ memberId: ada, code: link.code });
  });

  it('is one, however many pages ask for it at the same moment', async () => {
    const member = await aMember('Bo');
    const codes = await Promise.all(Array.from({ length: 30 }, async () => (await linkOf(member)).code));
    expect(new Set(codes).size).toBe(1);
  });

  it('is found by whoever typed it from a note, in any case and with letters for digits', async () => {
    const link = await linkOf(await aMember('Olli'));
    const typed = link.code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' ');
    expect(await core.referring.links.advocateOf(store, typed)).toMatchObject({ code: link.code });
  });

  it('is chosen once; the old code goes on working', async () => {
    const member = await aMember('Cleo');
    const given = await linkOf(member);
    const word = randomUUID()
      .replaceAll(/[^2-9a-h]/gu, '')
      .slice(0, 8);
    const chosen = `CLEO-${word.toUpperCase()}`;
    expect(core.referring.links.isChangeable(given)).toBe(true);
    expect(await core.referring.links.change(store, member, `cleo ${word}`)).toMatchObject({ code: chosen, n: 1 });
    expect(await core.referring.links.change(store, member, 'another choice')).toBe('already-changed');
    const shown = await linkOf(member);
    expect(shown.code).toBe(chosen);
    expect(core.referring.links.isChangeable(shown)).toBe(false);
    for (const code of [given.code, chosen]) expect((await core.referring.links.advocateOf(store, code))?.memberId).toBe(member);
  });

  it('is never somebody else’s, nor one that looks like it', async () => {
    const [first, second] = [await aMember('Dana'), await aMember('Dora')];
    expect(await core.referring.links.change(store, first, 'IOLO tea')).toMatchObject({ code: 'IOLO-TEA' });
    for (const look of ['iolo-tea', '1010-TEA', 'lolotea', 'IO1O TEA'])
      expect(await core.referring.links.change(store, second, look)).toBe('taken');
    expect(await core.referring.links.change(store, second, 'admin')).toBe('not-allowed');
    expect(await core.referring.links.change(store, second, 'dora likes tea')).toMatchObject({ code: 'DORA-LIKES-TEA' });
  });

  it('is one choice, also when two are pressed at the same moment', async () => {
    const member = await aMember('Eve');
    const answers = await Promise.all(
      ['first choice', 'second choice'].map((wanted) => core.referring.links.change(store, member, wanted)),
    );
    expect(answers.filter((answer) => answer === 'already-changed')).toHaveLength(1);
  });

  it('leads to whom its member was merged into', async () => {
    const [from, into] = [await aMember('Fay'), await aMember('Gil')];
    const { code } = await linkOf(from);
    await merged(from, into);
    expect((await core.referring.links.advocateOf(store, code))?.memberId).toBe(into);
  });

  it('is nobody’s in another store', async () => {
    const { code } = await linkOf(await aMember('Hal'));
    expect(await core.referring.links.advocateOf(other, code)).toBeNull();
  });

  it('is gone with somebody who is forgotten, name and all', async () => {
    const member = await aMember('Ines');
    const { code } = await linkOf(member);
    const answer = await erase(core, { storeId: store.storeId, memberId: member, by: 'test' }, core.time.now);
    expect(isRefused(answer)).toBe(false);
    expect(await core.referring.links.advocateOf(store, code)).toBeNull();
    expect(await core.referralLinks.byCode(store.storeId, code)).toBeNull();
    expect(await core.referring.links.of(store, member)).toBeNull();
  });

  it('is not to be had by a guest, nor by somebody who left the program', async () => {
    expect(await core.referring.links.of(store, await aMember('Jo', 'guest'))).toBeNull();
    const member = await aMember('Kai');
    const { code } = await linkOf(member);
    await core.members.keepAway(store.storeId, member, [{ from: core.time.now, until: null }]);
    expect(await core.referring.links.of(store, member)).toBeNull();
    expect(await core.referring.links.advocateOf(store, code)).toBeNull();
    await core.members.keepAway(store.storeId, member, []);
    expect((await core.referring.links.advocateOf(store, code))?.memberId).toBe(member);
  });
});
