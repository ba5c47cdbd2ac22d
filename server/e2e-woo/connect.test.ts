// A merchant connects the shop: by the line alone, or by approving keys on the shop's own page; sees whether all is well, and mends it.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { grievances, pictures } from './harness/person.ts';
import { comesToWork, ourPage, pastes, said } from './harness/merchant.ts';
import { php } from './harness/php.ts';
import { story, type Stage } from './harness/stage.ts';

const hooks = z.array(z.object({ topic: z.string(), status: z.string() }));
const OUR_HOOKS = `return array_map(static function ($id) { $w = wc_get_webhook($id); return array('topic' => $w->get_topic(), 'status' => $w->get_status(), 'url' => $w->get_delivery_url()); }, WC_Data_Store::load('webhook')->search_webhooks(array('limit' => -1)));`;
const OUR_KEYS = `return (int) $wpdb->get_var("SELECT COUNT(*) FROM {$wpdb->prefix}woocommerce_api_keys WHERE description LIKE 'Lasting%'");`;

const known = async (stage: Stage) => (await stage.truth.storesKnown())[0];

function byLineAndByKeys(stage: () => Stage): void {
  test('a line that is none, and one that was never given out, connect nothing and leave nothing', async () => {
    const { page, context, complaints } = await comesToWork(stage());
    for (const [line, words] of [
      ['not a line', 'This is not a connection line'],
      [Buffer.from(JSON.stringify({ u: stage().running.server, c: 'x'.repeat(43) })).toString('base64url'), 'is over'],
    ] as const) {
      await pastes(page, stage(), line, 'connect');
      expect(await said(page)).toContain(words);
    }
    await pictures(page, 'connect-refused-en');
    expect(await php(stage().store, z.int(), OUR_KEYS)).toBe(0);
    expect(await php(stage().store, hooks, OUR_HOOKS)).toEqual([]);
    expect((await known(stage()))?.state ?? 'left').toBe('left');
    expect(grievances(complaints)).toEqual([]);
    await context.close();
  });

  test('a merchant who approves keys on the page of the shop itself is connected, and one who declines is not', async () => {
    const { page, context } = await comesToWork(stage());
    // Another file may have connected this shop before.
    const line = await stage().truth.invitation((await known(stage()))?.storeId);
    await pastes(page, stage(), line, 'approve');
    await page.locator('.wc-auth-deny').click();
    expect(await said(page)).toBe('You did not approve, so nothing was connected.');
    await pastes(page, stage(), line, 'approve');
    await page.locator('.wc-auth-approve').click();
    expect(await said(page)).toBe('This shop is connected.');
    await page.goto(ourPage(stage()));
    expect(await page.locator('.wrap table').innerText()).not.toContain('approved by hand');
    expect((await known(stage()))?.state).toBe('active');
    // Of the two that were asked for, only the one that was approved was made; it is ours to take back.
    expect(await php(stage().store, z.int(), OUR_KEYS)).toBe(1);
    await context.close();
  });

  test('a shop is connected again by a line that was made for it, with a pair of keys of its own', async () => {
    const { page, context, complaints } = await comesToWork(stage());
    await page.goto(ourPage(stage()));
    await page.click('button[name=what][value=disconnect]');
    expect(await said(page)).toContain('not connected any more');
    await pastes(page, stage(), await stage().truth.invitation(), 'connect');
    expect(await said(page)).toContain('knows this shop already');
    expect(await php(stage().store, z.int(), OUR_KEYS)).toBe(0);
    await pastes(page, stage(), await stage().truth.invitation((await known(stage()))?.storeId), 'connect');
    expect(await said(page)).toBe('This shop is connected.');
    expect(await php(stage().store, z.int(), OUR_KEYS)).toBe(1);
    expect(grievances(complaints)).toEqual([]);
    await context.close();
  });
}

function health(stage: () => Stage): void {
  test('a webhook that was switched off is shown, and switched on again by one button', async () => {
    const { page, context } = await comesToWork(stage());
    await php(
      stage().store,
      z.null(),
      `foreach (WC_Data_Store::load('webhook')->search_webhooks(array('limit' => 1)) as $id) { $w = wc_get_webhook($id); $w->set_status('disabled'); $w->save(); }`,
    );
    await page.goto(ourPage(stage()));
    expect(await page.locator('.wrap table').innerText()).toContain('6 of 7');
    await page.click('button[name=what][value=repair]');
    expect(await said(page)).toBe('Everything is switched on again.');
    await page.goto(ourPage(stage()));
    expect(await page.locator('.wrap table').innerText()).toContain('7 of 7');
    expect((await php(stage().store, hooks, OUR_HOOKS)).map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 'active'));
    await context.close();
  });

  test('somebody who only edits posts sees no page of ours and can send no form of it', async () => {
    const code = `$id = wp_insert_user(array('user_login' => 'editor', 'user_pass' => 'editor-pass-long', 'user_email' => 'editor@example.test', 'role' => 'editor')); return is_int($id);`;
    expect(await php(stage().store, z.boolean(), code)).toBe(true);
    const editor = { ...stage(), store: { ...stage().store, admin: { user: 'editor', password: 'editor-pass-long' } } };
    const { page, context } = await comesToWork(editor);
    const answer = await page.goto(ourPage(stage()));
    expect(answer?.status()).toBe(403);
    const sent = await page.request.post(`${stage().store.url}/wp-admin/admin-post.php`, {
      form: { action: 'lasting_setup', what: 'disconnect' },
    });
    expect(sent.status()).toBe(403);
    expect((await known(stage()))?.state).toBe('active');
    expect(await php(stage().store, z.boolean(), 'return null !== Lasting_Connection::get();')).toBe(true);
    await context.close();
  });
}

story(
  'connecting a shop',
  (stage) => {
    byLineAndByKeys(stage);
    health(stage);
  },
  { connected: false },
);
