// A process dies before any of its writes while an account becomes somebody's, or two customers become one; another one goes on, and nothing is missing.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MemberFilter } from '../../src/members/member-list.ts';
import { diesBefore, everyDeath } from '../proofs/redemptions/every-death.ts';
import { PATIENT } from '../proofs/process/runner.ts';
import { ACCOUNT_POINTS, AccountsWorld, aCustomer, BOB } from './accounts-world.ts';

const EVERYBODY: MemberFilter = {
  search: null, kind: null, joinedFrom: null, joinedTo: null, balanceFrom: null, balanceTo: null, activeSince: null, quietSince: null,
  hasDebt: false, level: null,
}; // prettier-ignore

let world: AccountsWorld;
beforeAll(async () => {
  world = await AccountsWorld.open();
});
afterAll(() => world.close());

it("an account that becomes somebody's brings what waited, and earns once, whenever a process dies meanwhile", PATIENT, async () => {
  const deaths = await everyDeath(async (n) => {
    const shop = await world.shop({ guests: { keepDays: 30_000 } });
    await shop.buys(1);
    await shop.buysAtCounter(2);
    const guest = (await shop.guest(BOB.email)) ?? expect.fail('no guest');
    const waiting = (await shop.pointsOf(BOB.id)) + (await shop.points(guest.memberId));
    await shop.delivers('customers/enable', aCustomer());
    const died = await diesBefore(world.core, n);
    expect([n, await shop.pointsOf(BOB.id)]).toEqual([n, waiting + ACCOUNT_POINTS]);
    const head = await shop.core.entries.head(shop.storeId, (await shop.customer(BOB.id)).memberId);
    expect([n, head?.after.lots.filter(({ expiresAt }) => expiresAt !== null)]).toEqual([n, []]);
    expect([n, (await shop.customer(BOB.id)).opening]).toEqual([n, undefined]);
    expect((await shop.core.memberList.page(shop.storeId, EVERYBODY, 'joined', null, 10)).members.length).toBe(1);
    expect([n, await shop.verified()]).toEqual([n, { ok: true, problems: [] }]);
    return died;
  });
  expect(deaths).toBeGreaterThan(10);
});

it('two customers who become one keep everything, whenever a process dies meanwhile', PATIENT, async () => {
  const deaths = await everyDeath(async (n) => {
    const shop = await world.shop();
    await shop.buys(1);
    await shop.tells('create', { id: 77, email: 'kept@example.com' });
    const earned = await shop.pointsOf(BOB.id);
    const ids = {
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/77',
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${BOB.id}`,
    };
    await shop.delivers('customers/merge', Buffer.from(JSON.stringify({ ...ids, status: 'completed', errors: [] })));
    const died = await diesBefore(world.core, n);
    expect([n, await shop.pointsOf('77')]).toEqual([n, earned]);
    expect([n, await shop.verified()]).toEqual([n, { ok: true, problems: [] }]);
    return died;
  });
  expect(deaths).toBeGreaterThan(5);
});
