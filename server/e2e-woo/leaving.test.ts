// A merchant lets go of us: by the button, and by deleting the plugin. The shop goes on, and nothing of ours stays but what orders say of themselves.
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { arrives } from './harness/person.ts';
import { comesToWork, ourPage, pastes, said, seesOrder } from './harness/merchant.ts';
import { php } from './harness/php.ts';
import { buys, hasAccount, signsIn } from './harness/shopper.ts';
import { story } from './harness/stage.ts';
import { tracesIn, tracesOfOurs } from './harness/traces.ts';

const PLUGIN = 'lasting-loyalty/lasting-loyalty.php';
const done = z.literal(true);

story('leaving', (stage) => {
  // Other files need it; a shop that is not connected is connected by whichever comes next.
  afterAll(() =>
    php(stage().store, done, `require_once ABSPATH . 'wp-admin/includes/plugin.php'; return null === activate_plugin('${PLUGIN}');`),
  );

  test('disconnecting takes keys, webhooks and everything that waits away, and the shop goes on selling', async () => {
    const { store, running, truth } = stage();
    const storeId = await truth.storeId();
    const merchant = await comesToWork(stage());
    await merchant.page.goto(ourPage(stage()));
    await merchant.page.click('button[name=what][value=disconnect]');
    expect(await said(merchant.page)).toContain('not connected any more');
    expect((await truth.storesKnown())[0]?.state).not.toBe('active');
    const before = await tracesIn(store);

    await pastes(merchant.page, stage(), await truth.invitation(storeId), 'connect');
    expect(await said(merchant.page)).toBe('This shop is connected.');
    const sara = await hasAccount(stage(), 'leaving');
    const { page, context } = await arrives(stage());
    await signsIn(page, stage(), sara);
    // Notes wait while nobody answers.
    await stage().line('refuses');
    await buys(page, stage(), 'block', { MUG: 1 }, sara.email);
    await merchant.page.goto(ourPage(stage()));
    await merchant.page.click('button[name=what][value=disconnect]');
    expect(await said(merchant.page)).toContain('not connected any more');
    await stage().line('answers');

    const { options = [], rules = [], ...others } = await tracesOfOurs(store, running.server);
    expect(others).toEqual({});
    // What the plugin knows of itself while it is switched on: its addresses, and what the merchant chose to show. Nothing of the server is in it.
    expect(rules.every((rule) => rule.includes('lasting-rewards'))).toBe(true);
    expect(options.filter((name) => !['lasting_rules', 'lasting_storefront'].includes(name))).toEqual([]);
    expect(await tracesIn(store)).toEqual(before);
    for (const address of [store.pages.shop, store.pages.cart]) expect(await (await fetch(address)).text()).not.toContain(running.server);
    const { orderId } = await buys(page, stage(), 'classic', { MUG: 1 }, sara.email);
    expect((await seesOrder(stage(), orderId)).status).toBe('processing');
    await Promise.all([context.close(), merchant.context.close()]);
  });

  test('deleting the plugin while it is connected leaves nothing either', async () => {
    const { store, running, truth } = stage();
    const [known] = await truth.storesKnown();
    const line = await truth.invitation(known?.storeId);
    expect(await php(store, z.boolean(), 'return true === Lasting_Setup::connect($given, false);', line)).toBe(true);
    const erase = `require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins('${PLUGIN}'); `;
    expect(await php(store, done, `${erase} return true;`)).toBe(true);
    expect(
      await php(
        store,
        done,
        `require_once ABSPATH . 'wp-admin/includes/plugin.php'; uninstall_plugin('${PLUGIN}'); flush_rewrite_rules(false); return true;`,
      ),
    ).toBe(true);
    expect(await tracesOfOurs(store, running.server)).toEqual({});
    for (const page of Object.values(store.pages)) expect((await fetch(page)).status).toBe(200);
  });
});
