import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storeId, type StoreId } from '../../src/loyalty/ids.ts';
import type { CustomerIdentity } from '../../src/loyalty/store-event.ts';
import { emailKey } from '../../src/members/address-key.ts';
import { aCore, type TestCore } from '../builders/core.ts';

let core: TestCore;
let store: StoreId;
beforeAll(async () => {
  core = await aCore();
  store = await core.addStore();
});
afterAll(() => core.database.close());

const shop = { storeId: storeId('one'), identityKey: 'the key of one store' };
const key = (email: string): string | null => emailKey(shop, email);

const somebody: CustomerIdentity = {
  externalId: null,
  email: null,
  phone: null,
  firstName: null,
  lastName: null,
  locale: null,
  hasAccount: false,
  emailVerified: false,
};

async function member(customer: Partial<CustomerIdentity>, from: 'order' | 'account') {
  const record = await core.stores.get(store);
  if (record === null) throw new Error('the store of this test is missing');
  const id = await core.registry.memberFor(record, { ...somebody, ...customer }, from, null);
  return id === null ? null : core.members.get(store, id);
}

describe('the address of a guest', () => {
  it('is the same person in capitals, with spaces around it, and in either form of an accent', () => {
    expect(key('  ADA@Example.com ')).toBe(key('ada@example.com'));
    expect(key('zo\u0065\u0308@example.com')).toBe(key('zo\u00eb@example.com'));
  });

  it('is the same person with the domain in its own script and in ASCII', () => {
    expect(key('ada@b\u00fccher.example')).toBe(key('ada@xn--bcher-kva.example'));
  });

  it('is another person with a dot or a plus more, because only one provider ignores those', () => {
    expect(new Set(['ada.b@example.com', 'adab@example.com', 'adab+tea@example.com'].map(key)).size).toBe(3);
  });

  it('tells nothing to another store: its key differs', () => {
    expect(emailKey({ ...shop, identityKey: 'the key of another store' }, 'ada@example.com')).not.toBe(key('ada@example.com'));
  });

  it.each(['', 'nobody', 'a b@example.com', 'ada@', '@example.com'])('is no person when it is no address: "%s"', (text) => {
    expect(key(text)).toBeNull();
  });
});

describe('what is known of a member', () => {
  it('is filled by an order where something is missing, and never overwritten by one', async () => {
    const before = await member({ externalId: '7', email: 'ada@example.com', firstName: 'Ada', hasAccount: true }, 'account');
    const after = await member({ externalId: '7', email: 'gift@example.com', firstName: 'Grace', lastName: 'Hopper' }, 'order');
    expect(after?.memberId).toBe(before?.memberId);
    expect(after).toMatchObject({ kind: 'account', profile: { email: 'ada@example.com', firstName: 'Ada', lastName: 'Hopper' } });
  });

  it('is changed by what the account itself says', async () => {
    await member({ externalId: '8', email: 'old@example.com' }, 'account');
    expect((await member({ externalId: '8', email: 'new@example.com' }, 'account'))?.profile.email).toBe('new@example.com');
  });

  it('stays two members for one address, a guest and an account, until somebody proves that they are one', async () => {
    const guest = await member({ email: 'both@example.com' }, 'order');
    const account = await member({ externalId: '9', email: 'both@example.com', hasAccount: true }, 'account');
    expect(account?.memberId).not.toBe(guest?.memberId);
  });

  it('is nothing when an order names nobody', async () => {
    expect(await member({}, 'order')).toBeNull();
  });
});
