// What the store of referrals promises beside its unique indexes (storage/guarantees.test.ts).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberId, orderId, storeId } from '../../src/loyalty/ids.ts';
import type { ReferralState } from '../../src/loyalty/referrals/outcome.ts';
import type { Referral } from '../../src/referrals/referral.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { ADVOCATE, aJudgement, aReferral, aStanding } from '../builders/referrals.ts';

let core: TestCore;
beforeAll(async () => {
  core = await aCore();
});
afterAll(async () => {
  await core.database.close();
});

let shops = 0;
async function keep(...changes: [Partial<Referral>, ...Partial<Referral>[]]): Promise<[Referral, ...Referral[]]> {
  shops += 1;
  const shop = storeId(`shop-${shops}`);
  const [first, ...others] = changes.map((change, at) => aReferral({ storeId: shop, referralId: `r-${at}`, createdAt: at, ...change }));
  if (first === undefined) throw new Error('nothing to keep');
  const all: [Referral, ...Referral[]] = [first, ...others];
  for (const each of all) expect(await core.referrals.create(each)).toBe(true);
  return all;
}
const ids = (found: readonly Referral[]): string[] => found.map(({ referralId }) => referralId);

describe('the store of referrals', () => {
  it('refuses a change of what somebody else changed first, and the friend of another referral', async () => {
    const [first, second = first] = await keep({ friendKey: 'ada' }, { friendKey: 'ben' });
    const changed = await core.referrals.change(first, { friendId: memberId('m-1') });
    expect(changed).toMatchObject({ friendId: 'm-1', revision: 2 });
    expect(await core.referrals.change(first, { friendId: memberId('m-2') })).toBe('changed');
    expect(await core.referrals.change(second, { friendKey: 'ada' })).toBe('taken');
    expect(await core.referrals.change(second, { friendId: memberId('m-1') })).toBe('taken');
    expect(await core.referrals.read(second.storeId, 'r-1')).toEqual(second);
  });

  it('lets any number of friends be unknown, and finds each by what is known', async () => {
    const [one] = await keep({ judged: aJudgement(), friendKey: 'cleo', friendId: memberId('m-c') }, {}, {});
    const { storeId: shop } = one;
    expect(await core.referrals.ofOrder(shop, orderId('1001'))).toEqual(one);
    expect(await core.referrals.ofFriendKey(shop, 'cleo')).toEqual(one);
    expect(await core.referrals.ofFriends(shop, [memberId('m-c'), memberId('m-x')])).toEqual([one]);
    expect(await core.referrals.ofFriendKey(shop, 'nobody')).toBeNull();
  });

  it('gives those that count in the order in which they began to', async () => {
    const [one] = await keep(
      { standing: aStanding({ state: 'rewarded', countsFrom: 9 }) },
      { standing: aStanding({ state: 'rewarded', countsFrom: 4 }) },
      { standing: aStanding({ state: 'on-hold', dueAt: 5 }) },
      { advocateId: memberId('other'), standing: aStanding({ state: 'rewarded', countsFrom: 1 }) },
    );
    expect(ids(await core.referrals.counting(one.storeId, [ADVOCATE]))).toEqual(['r-1', 'r-0']);
    expect(ids(await core.referrals.ofAdvocates(one.storeId, [ADVOCATE]))).toEqual(['r-0', 'r-1', 'r-2']);
    expect(await core.referrals.counts(one.storeId, [ADVOCATE])).toEqual({ rewarded: 2, 'on-hold': 1 });
    expect(ids(await core.referrals.due(one.storeId, 5, 10))).toEqual(['r-2']);
    expect(await core.referrals.due(one.storeId, 4, 10)).toEqual([]);
  });

  it('pages newest first, by state and advocate, and knows a position that it never gave', async () => {
    const came = (state: ReferralState): Partial<Referral> => ({ standing: aStanding({ state }), createdAt: 7 });
    const each = [came('invited'), came('claimed'), came('invited'), came('invited')] as const;
    const [one] = await keep(...each);
    const { storeId: shop } = one;
    const filter = { states: ['invited'], advocateIds: [ADVOCATE] } as const;
    const first = await core.referrals.list(shop, filter, null, 2);
    expect(ids(first.referrals)).toEqual(['r-3', 'r-2']);
    expect(ids((await core.referrals.list(shop, filter, first.next, 2)).referrals)).toEqual(['r-0']);
    await expect(core.referrals.list(shop, filter, 'nowhere', 2)).rejects.toThrow(RangeError);
  });
});
