// After the purchase: the guest who placed the order opens an account with one tap and keeps its points; whoever has only the link sees nothing.
import { expect, test } from 'vitest';
import { changes, seesOrder } from './harness/merchant.ts';
import { arrives } from './harness/person.ts';
import { has } from './harness/points.ts';
import { buys, CHECKOUTS, hasAccount, newAddress, patience, signsIn } from './harness/shopper.ts';
import { story } from './harness/stage.ts';

story('the page that thanks, in a real shop', (stage) => {
  for (const which of CHECKOUTS)
    test(`a guest of the ${which} checkout opens an account with one tap and keeps the points; a stranger with the link sees nothing`, async () => {
      const email = newAddress(`thanks.${which}`);
      const [{ page, context }, stranger] = [await arrives(stage()), await arrives(stage())];
      const { orderId, url } = await buys(page, stage(), which, { MUG: 2 }, email);
      const thanks = page.locator('.lasting-thanks');
      await thanks.locator('.lasting-go').waitFor(patience);
      expect(await thanks.innerText()).toContain('250');
      await stranger.page.goto(url, patience);
      expect(await stranger.page.locator('.lasting-thanks').count()).toBe(0);
      await thanks.locator('.lasting-go').click();
      await thanks.getByText('Your account is open').waitFor(patience);
      expect((await seesOrder(stage(), orderId)).customer_id).toBeGreaterThan(0);
      await changes(stage(), orderId, { status: 'completed' });
      await has(stage(), email, 250);
      await expect.poll(async () => (await stage().truth.member(email))?.kind).toBe('account');
      await stranger.page.reload(patience);
      expect(await stranger.page.locator('.lasting-thanks').count()).toBe(0);
      await Promise.all([context.close(), stranger.context.close()]);
    });

  test('a guest whose address has an account is led to the sign-in, comes back to the order, and then it is theirs', async () => {
    const sara = await hasAccount(stage(), 'known');
    const { page, context } = await arrives(stage());
    const { orderId } = await buys(page, stage(), 'block', { MUG: 2 }, sara.email);
    const thanks = page.locator('.lasting-thanks');
    await thanks.locator('button.lasting-go').click(patience);
    await thanks.locator('a.lasting-go').click(patience);
    await page.fill('#username', sara.email);
    await page.fill('#password', sara.password);
    await page.click('button[name=login]');
    await page.waitForURL('**/order-received/**', patience);
    await expect.poll(async () => (await seesOrder(stage(), orderId)).customer_id, { timeout: 30_000 }).toBe(sara.id);
    await context.close();
  });

  test('a member sees what the order gives, and nobody else does on the same address', async () => {
    const sara = await hasAccount(stage(), 'thanked');
    const [{ page, context }, other] = [await arrives(stage()), await arrives(stage())];
    await signsIn(page, stage(), sara);
    const { url } = await buys(page, stage(), 'block', { MUG: 2 }, sara.email);
    await page.locator('.lasting-thanks h2').waitFor(patience);
    await signsIn(other.page, stage(), await hasAccount(stage(), 'curious'));
    await other.page.goto(url, patience);
    expect(await other.page.locator('.lasting-thanks').count()).toBe(0);
    await Promise.all([context.close(), other.context.close()]);
  });
});
