// Counting looks at everybody, so it is done behind those who ask, and never twice at once.
import { describe, expect, it } from 'vitest';
import { storeId } from '../../src/loyalty/ids.ts';
import { MemberCounts } from '../../src/members/member-counts.ts';

const shop = storeId('shop');

function counting() {
  const time = { now: 1_000_000 };
  const state = { asked: 0, total: 1, fails: false };
  const count = (): Promise<{ total: number; guests: number }> => {
    state.asked += 1;
    return state.fails ? Promise.reject(new Error('away')) : Promise.resolve({ total: state.total, guests: 0 });
  };
  const counts = new MemberCounts({ count }, () => time.now);
  const total = async (): Promise<number> => (await counts.of(shop)).total;
  return { time, state, total };
}

describe('the number of members', () => {
  it('is counted once for all who ask at the same moment', async () => {
    const { state, total } = counting();
    expect(await Promise.all([total(), total(), total()])).toEqual([1, 1, 1]);
    expect(state.asked).toBe(1);
  });

  it('is told as it was while it is counted anew, and then as it is', async () => {
    const { time, state, total } = counting();
    await total();
    state.total = 2;
    time.now += 16_000;
    expect(await Promise.all([total(), total()])).toEqual([1, 1]);
    expect(await total()).toBe(2);
    expect(state.asked).toBe(2);
  });

  it('stays when a new count fails, and is never a failure that is kept', async () => {
    const { time, state, total } = counting();
    await total();
    state.fails = true;
    time.now += 16_000;
    expect([await total(), await total()]).toEqual([1, 1]);
    time.now += 11 * 60_000;
    await expect(total()).rejects.toThrow('away');
    state.fails = false;
    expect(await total()).toBe(1);
  });
});
