// A member's link leads a friend through the page of the link to the shop; what they buy there is the member's doing, in both checkouts.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { changes, seesOrder } from './harness/merchant.ts';
import { arrives } from './harness/person.ts';
import { hasPoints, soon } from './harness/points.ts';
import { CHECKOUTS, goesToCheckout, LINA, newAddress, patience, places, putsInCart, signsIn } from './harness/shopper.ts';
import { story } from './harness/stage.ts';
import { shopperAsks } from './harness/token.ts';

const own = z.looseObject({ link: z.looseObject({ url: z.url(), code: z.string() }).nullable() });
const listed = z.object({
  items: z.array(z.looseObject({ state: z.string(), by: z.string().nullable(), friend: z.looseObject({ email: z.string().nullable() }) })),
});

story('friends, in a real shop', (stage) => {
  for (const which of CHECKOUTS)
    test(`a friend follows a link, takes the gift and buys in the ${which} checkout: the order says whose link it was`, async () => {
      const sara = await hasPoints(stage(), `advocate.${which}`);
      const [advocate, friend] = [await arrives(stage()), await arrives(stage())];
      await signsIn(advocate.page, stage(), sara);
      const link = own.parse(await shopperAsks(advocate.page, stage(), '/ext/referrals')).link;
      expect(link?.url.startsWith(`${stage().store.url}/ref/`)).toBe(true);
      const { page, context } = friend;
      const email = newAddress(`friend.${which}`);
      await page.goto(link?.url ?? '', patience);
      expect(page.url().startsWith(stage().running.server)).toBe(true);
      await page.fill('input[name=email]', email);
      await page.click('form button');
      const code = (await page.locator('p.code').innerText()).trim();
      await page.locator(`a[href*="lasting_code"], a[href*="lasting_ref"], a[href^="${stage().store.url}"]`).first().click(patience);
      await page.waitForURL(`${stage().store.url}/**`, patience);
      await page.goto(`${stage().store.url}/?lasting_ref=${link?.code}`, patience);
      await page.waitForURL((url) => !url.searchParams.has('lasting_ref'), patience);
      await putsInCart(page, stage(), { MUG: 4 });
      await goesToCheckout(page, stage(), which, email, LINA);
      const { orderId } = await places(page, which);
      const order = await seesOrder(stage(), orderId);
      expect(order.meta_data.find(({ key }) => key === '_lasting_ref')?.value).toBe(link?.code);
      expect(order).toMatchObject({ discount_total: '5.00', coupon_lines: [{ code: code.toLowerCase() }] });
      await changes(stage(), orderId, { status: 'completed' });
      const seen = async () =>
        listed.parse(await stage().truth.ask('GET', '/admin/api/referrals?limit=50')).items.find((one) => one.friend.email === email);
      await expect.poll(async () => (await seen())?.state, soon).toMatch(/hold|held|review|waiting|pending|bought/u);
      console.log(`the referral of the ${which} checkout stands at: ${(await seen())?.state}`);
      await Promise.all([context.close(), advocate.context.close()]);
    });

  test('an address that is nobody’s link is a page that is not there, at the shop and at the server', async () => {
    const { page, context } = await arrives(stage());
    expect((await page.goto(`${stage().store.url}/ref/not_a_code`, patience))?.status()).toBe(404);
    expect((await page.goto(`${stage().store.url}/ref/NOBODY-0000`, patience))?.status()).toBe(404);
    await context.close();
  });
});
