import { describe, expect, it } from 'vitest';
import { isExcludedMember } from '../../src/api/storefront/excluded.ts';
import type { Condition } from '../../src/loyalty/earning/conditions/index.ts';
import { NO_FACTS, type OrderFacts } from '../../src/loyalty/earning/facts.ts';
import type { Member } from '../../src/members/member-store.ts';
import { aProgram, when } from '../builders/programs.ts';

const member = { storeId: 'store-1', memberId: 'm-1' } as Member;

async function excluded(conditions: Condition[], facts: Partial<OrderFacts> | null): Promise<boolean> {
  const judgement = facts === null ? null : { programVersion: 1, facts: { ...NO_FACTS, ...facts } };
  const orders = { ofMember: () => Promise.resolve([{ judgement }]) } as unknown as Parameters<typeof isExcludedMember>[0]['orders'];
  return isExcludedMember({ orders, clock: () => 0 }, member, aProgram([], { excluded: conditions }));
}

describe('a member whose orders earn nothing', () => {
  const staff = when('customer-role', { roles: ['staff'] });

  it('is told so where the store said with the newest order who they are', async () => {
    expect(await excluded([staff], { customerRoles: ['staff'] })).toBe(true);
    expect(await excluded([staff], { customerRoles: ['customer'] })).toBe(false);
  });

  it('is not told so by what nobody knows, nor by what is about an order and not about the person', async () => {
    expect(await excluded([staff], { customerRoles: null })).toBe(false);
    expect(await excluded([staff], null)).toBe(false);
    expect(
      await excluded([when('country', { countries: ['DE'] }), when('date-window', { from: null, until: 10 })], { country: 'DE' }),
    ).toBe(false);
  });
});
