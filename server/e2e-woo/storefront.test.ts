// What shoppers see of us on the pages of a real shop: launcher, panel, points of a product, the tab of the account; and what cached pages must not hold.
import { expect, test } from 'vitest';
import { launcher, launcherShows, openPanel, openTab, panel } from '../e2e/harness/shopper.ts';
import { arrives, grievances } from './harness/person.ts';
import { hasPoints } from './harness/points.ts';
import { patience, putsInCart, signsIn } from './harness/shopper.ts';
import { story, type Stage } from './harness/stage.ts';
import { tokenOf } from './harness/token.ts';

const mug = ({ store }: Stage): string => `${store.url}/?p=${store.products.MUG}`;

story('the pages of a real shop', (stage) => {
  test('a visitor finds the launcher, reads what there is to earn, and is asked to sign in', async () => {
    const { page, context, complaints } = await arrives(stage());
    await page.goto(mug(stage()), patience);
    await launcher(page).waitFor(patience);
    // A mug costs 12.50; ten points for every euro.
    await page
      .getByText(/\b125\b/u)
      .first()
      .waitFor(patience);
    await openPanel(page);
    await openTab(page, 'rewards');
    await panel(page).getByText('Five euros off').first().waitFor(patience);
    expect(grievances(complaints)).toEqual([]);
    await context.close();
  });

  test('a member sees the balance in the launcher, in the panel and in the tab of the account', async () => {
    const sara = await hasPoints(stage(), 'storefront');
    const { page, context, complaints } = await arrives(stage());
    await signsIn(page, stage(), sara);
    await page.goto(mug(stage()), patience);
    await launcherShows(page, 1_000);
    await openPanel(page);
    await panel(page).getByText(/1,000/u).first().waitFor(patience);
    await page.goto(stage().store.pages.account, patience);
    await page.locator('.woocommerce-MyAccount-navigation-link--lasting-rewards a').click(patience);
    await page.getByText(/1,000/u).first().waitFor(patience);
    expect(grievances(complaints)).toEqual([]);
    await context.close();
  });

  test('the HTML of a page says nothing of who looks at it, so that a page cache may keep it', async () => {
    const sara = await hasPoints(stage(), 'cached');
    const { page, context } = await arrives(stage());
    await signsIn(page, stage(), sara);
    await putsInCart(page, stage(), { MUG: 1 });
    const { token } = await tokenOf(page, stage());
    const visitor = await arrives(stage());
    const shown = (html: string): string[] => [...html.matchAll(/<div id="lasting-[^>]*>|data-lasting="[^"]*"/gu)].map(([found]) => found);
    for (const address of [stage().store.pages.shop, mug(stage())]) {
      const [own, anybody] = await Promise.all([page, visitor.page].map(async (who) => (await who.request.get(address, patience)).text()));
      expect(shown(own ?? '').length).toBeGreaterThan(0);
      expect(shown(own ?? '')).toEqual(shown(anybody ?? ''));
      expect(own).not.toContain(token.split('.')[2]);
    }
    await Promise.all([context.close(), visitor.context.close()]);
  });

  test('signing out takes the member out of the page, also for whoever comes to this browser next', async () => {
    const sara = await hasPoints(stage(), 'leaves');
    const { page, context } = await arrives(stage());
    await signsIn(page, stage(), sara);
    expect((await tokenOf(page, stage())).signedIn).toBe(true);
    expect((await context.cookies()).some(({ name }) => name === 'lasting_in')).toBe(true);
    await page.locator('.woocommerce-MyAccount-navigation-link--customer-logout a').click(patience);
    await page.locator('#username').waitFor(patience);
    expect((await context.cookies()).some(({ name }) => name === 'lasting_in')).toBe(false);
    expect((await tokenOf(page, stage())).signedIn).toBe(false);
    await page.goto(mug(stage()), patience);
    await launcher(page).waitFor(patience);
    expect(await page.locator('#lasting-root[data-points]').count()).toBe(0);
    await context.close();
  });
});
