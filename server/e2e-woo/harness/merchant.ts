// What a merchant does: in wp-admin, in a browser; and what their other programs do behind it, over the shop's REST interface.
import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { Person } from '../../e2e/harness/browser.ts';
import type { Locale } from '../../e2e/harness/browser.ts';
import { arrives } from './person.ts';
import { php } from './php.ts';
import type { Stage } from './stage.ts';

const patience = { timeout: 60_000 };

export async function comesToWork(stage: Stage, locale: Locale = 'en'): Promise<Person> {
  const person = await arrives(stage, locale);
  const { page } = person;
  const { url, admin } = stage.store;
  await page.goto(`${url}/wp-login.php`, patience);
  // WordPress' own script takes the focus a moment after the page is there, and what is typed before may go elsewhere.
  await page.locator('#user_login:focus').waitFor(patience);
  await page.fill('#user_login', admin.user);
  await page.fill('#user_pass', admin.password);
  await page.click('#wp-submit');
  await page.locator('#wpadminbar').waitFor(patience);
  return person;
}

/** The merchant's screens of a shop that is connected. */
export const programPage = ({ store }: Stage): string => `${store.url}/wp-admin/admin.php?page=lasting`;
/** Connecting, health, repair and letting go. */
export const ourPage = ({ store }: Stage): string => `${store.url}/wp-admin/admin.php?page=lasting&tab=connection`;

/** On our page, with the line that the operator handed over. */
export async function pastes(page: Page, stage: Stage, line: string, button: 'connect' | 'approve'): Promise<void> {
  await page.goto(ourPage(stage), patience);
  await page.fill('#lasting-line', line);
  await page.click(`button[name=what][value=${button}]`);
}

/** What our page says after a button. */
export async function said(page: Page): Promise<string> {
  const notice = page.locator('.wrap .notice[role=status]').first();
  await notice.waitFor(patience);
  return (await notice.innerText()).trim();
}

export const orderPage = ({ store }: Stage, orderId: number): string =>
  `${store.url}/wp-admin/admin.php?page=wc-orders&action=edit&id=${orderId}`;

/** In the form of the order, as a person would. */
export async function setsStatus(
  page: Page,
  stage: Stage,
  orderId: number,
  status: 'completed' | 'cancelled' | 'processing',
): Promise<void> {
  await page.goto(orderPage(stage, orderId), patience);
  await page.locator('#order_status').selectOption(`wc-${status}`, { force: true });
  await page.click('button.save_order');
  await page.locator('#message.updated, .notice-success').first().waitFor(patience);
}

/** An amount of money, without saying of which goods. */
export async function refunds(page: Page, stage: Stage, orderId: number, amount: string): Promise<void> {
  await page.goto(orderPage(stage, orderId), patience);
  await page.click('button.refund-items');
  await page.locator('#refund_amount').evaluate((field, value) => {
    (field as HTMLInputElement).readOnly = false; // Written by the lines of goods otherwise.
    (field as HTMLInputElement).value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }, amount);
  page.once('dialog', (dialog) => void dialog.accept());
  await Promise.all([
    page.waitForResponse(
      (answer) => answer.url().includes('admin-ajax.php') && (answer.request().postData() ?? '').includes('woocommerce_refund_line_items'),
      patience,
    ),
    page.click('button.do-manual-refund'),
  ]);
  await page.locator('tr.refund').first().waitFor(patience);
}

/** As another program of the merchant asks the shop over REST. */
export async function restAsks(
  stage: Stage,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  route: string,
  params: object = {},
): Promise<unknown> {
  const code = `$request = new WP_REST_Request($given['method'], $given['route']);
    foreach ($given['params'] as $name => $value) { $request->set_param($name, $value); }
    $answer = rest_do_request($request);
    return array('status' => $answer->get_status(), 'data' => $answer->get_data());`;
  const { status, data } = await php(stage.store, z.object({ status: z.int(), data: z.unknown() }), code, { method, route, params });
  if (status >= 400) throw new Error(`${method} ${route} was answered ${status}: ${JSON.stringify(data)}`);
  return data;
}

const withId = z.looseObject({ id: z.int() });

export const changes = (stage: Stage, orderId: number, params: object): Promise<unknown> =>
  restAsks(stage, 'PUT', `/wc/v3/orders/${orderId}`, params);

export async function refundsByRest(stage: Stage, orderId: number, amount: string): Promise<number> {
  return withId.parse(await restAsks(stage, 'POST', `/wc/v3/orders/${orderId}/refunds`, { amount, api_refund: false })).id;
}

const orderSeen = z.looseObject({
  status: z.string(),
  total: z.string(),
  total_tax: z.string(),
  discount_total: z.string(),
  customer_id: z.int(),
  coupon_lines: z.array(z.looseObject({ code: z.string(), discount: z.string() })),
  line_items: z.array(z.looseObject({ id: z.int(), quantity: z.number(), subtotal: z.string(), total: z.string(), total_tax: z.string() })),
  meta_data: z.array(z.looseObject({ key: z.string(), value: z.unknown() })),
});
export type SeenOrder = z.infer<typeof orderSeen>;

export async function seesOrder(stage: Stage, orderId: number): Promise<SeenOrder> {
  return orderSeen.parse(JSON.parse(JSON.stringify(await restAsks(stage, 'GET', `/wc/v3/orders/${orderId}`))));
}
