// The merchant's screens inside wp-admin, with what really happened in the shop, in three languages.
import { expect, test } from 'vitest';
import { comesToWork, ourPage, programPage } from './harness/merchant.ts';
import { grievances, LANGUAGES, pictures } from './harness/person.ts';
import { hasPoints } from './harness/points.ts';
import { patience } from './harness/shopper.ts';
import { story, type Stage } from './harness/stage.ts';

async function screens(stage: Stage, locale: (typeof LANGUAGES)[number]): Promise<string[]> {
  const { page, context, complaints } = await comesToWork(stage, locale);
  await page.goto(programPage(stage), patience);
  await page.locator('#lasting-admin h1').first().waitFor(patience);
  const links = await page.locator('#lasting-admin nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  const seen: string[] = [];
  for (const [index, address] of [...new Set(links)].entries()) {
    await page.locator(`#lasting-admin nav a[href="${address}"]`).first().click(patience);
    // The screen before stays until this one is loaded.
    const heading = async () => (await page.locator('#lasting-admin h1').first().innerText()).trim();
    await expect.poll(heading, patience).not.toBe(seen.at(-1));
    await page
      .locator('#lasting-admin [aria-busy=true]')
      .first()
      .waitFor({ state: 'detached', ...patience });
    seen.push(await heading());
    await pictures(page, `wp-admin-${locale}-${index}`);
  }
  await page.goto(ourPage(stage), patience);
  await pictures(page, `wp-admin-${locale}-connection`);
  expect(await page.locator('html').getAttribute('dir')).toBe(locale === 'en' ? null : 'rtl');
  expect(grievances(complaints)).toEqual([]);
  await context.close();
  return seen;
}

story('the merchant’s screens in wp-admin', (stage) => {
  for (const locale of LANGUAGES)
    test(`every screen opens inside wp-admin in ${locale}, with a heading of its own`, { timeout: 600_000 }, async () => {
      const seen = await screens(stage(), locale);
      console.log(`wp-admin in ${locale}: ${seen.join(' | ')}`);
      expect(seen.length).toBeGreaterThanOrEqual(5);
      expect(new Set(seen).size).toBe(seen.length);
    });

  test('a member who bought in the shop is found in wp-admin with what they have', async () => {
    const sara = await hasPoints(stage(), 'found');
    const { page, context } = await comesToWork(stage());
    await page.goto(programPage(stage()), patience);
    await page.locator('#lasting-admin h1').first().waitFor(patience);
    const members = await page
      .locator('#lasting-admin nav a')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href).find((href) => /members/u.test(href)));
    await page.goto(members ?? '', patience);
    await page.locator('#lasting-admin tr', { hasText: sara.email }).first().waitFor(patience);
    expect(await page.locator('#lasting-admin tr', { hasText: sara.email }).first().innerText()).toContain('1,000');
    await context.close();
  });
});
