// The whole way of a guest of a Shopify shop, by the shop's own deliveries: they buy, a mail comes, its link leads to the sign-in, and after it the points
// are theirs and nothing more is written.
import { expect, it } from 'vitest';
import { emailKey } from '../../src/members/address-key.ts';
import { aCustomer, BOB } from '../accounts/accounts-world.ts';
import { changed } from '../platforms/shopify-deliveries.ts';
import { app, APP, core, DAY_MS, decide, ends, lookForGuests, onShopify, perform, shop, smtp, store, useMailWorld } from './mail-world.ts';

useMailWorld();

/** An order of the counter, paid now: an address for the receipt, and no customer. */
async function buys(id: number): Promise<void> {
  const at = new Date(core.time.now).toISOString();
  const dates = { created_at: at, processed_at: at, updated_at: at };
  const order = { id, admin_graphql_api_id: `gid://shopify/Order/${id}`, financial_status: 'paid', refunds: [], ...dates };
  const address = { email: BOB.email, contact_email: BOB.email };
  await core.deliver(store, 'orders/paid', {}, changed('order-without-customer', { ...order, ...address }));
  await core.drainAll();
}

it('a guest buys, is written to, follows the link, signs in, and has the points', async () => {
  await onShopify();
  await decide({ waiting: { on: true, afterHours: 24 }, reminder: { on: true, afterDays: 3 } });
  await buys(5_001);
  await core.funnel.flush();
  const guest = await core.members.find(store, { guestEmailKey: emailKey(await shop(), BOB.email) ?? '' });
  if (guest === null) throw new Error('no guest');
  const points = await core.available(store, guest.memberId);
  expect(points).toBeGreaterThan(0);

  core.time.now += DAY_MS;
  expect(await lookForGuests()).toBe(1);
  await perform();
  expect([smtp.mails[0]?.to].flat()[0]?.text).toBe(BOB.email);
  const link = /https:\S+(\/claim\?t=\S+)/u.exec(smtp.mails[0]?.text ?? '')?.[1] ?? '';
  expect(smtp.mails[0]?.text).toContain(`${APP}${link}`);
  expect(await (await app.fetch(link)).text()).toContain(new Intl.NumberFormat('en').format(points));
  const pressed = await app.fetch(link, { method: 'POST', redirect: 'manual' });
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `${(await shop()).url}/account/login`]);

  // Shopify signs in by a code that it sends to the address, and tells of the account.
  await core.deliver(store, 'customers/enable', {}, aCustomer());
  await core.drainAll();
  const account = await core.members.find(store, { externalId: BOB.id });
  expect(await core.persons.present(store, guest.memberId)).toBe(account?.memberId);
  expect(await core.available(store, account?.memberId ?? guest.memberId)).toBe(points);

  expect((await app.fetch(link)).status).toBe(400);
  core.time.now += 4 * DAY_MS;
  expect(await lookForGuests()).toBe(0);
  expect(await ends()).toEqual([{ queued: 1, sent: 1 }]);
  const [row] = await core.offers.ofMembers(store, [guest.memberId]);
  expect(row).toMatchObject({ surface: 'mail', secondAt: null });
  for (const at of [row?.mailedAt, row?.openedAt, row?.startedAt, row?.createdAt, row?.claimedAt]) expect(at).toBeGreaterThan(0);
});
