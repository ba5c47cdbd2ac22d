// A life of a WooCommerce shop out of numbers: what happens, to which order, how, and what becomes of what is said about it.
import { accountAfterPurchase, register } from '../../sandbox/woocommerce/shop/accounts.ts';
import { changeStatus, deleteForGood, pay, restore, trash, vanish, writeMeta } from '../../sandbox/woocommerce/shop/change-order.ts';
import { makeByRest, openCheckout, placeClassic, placeInBlocks, someone, typeAddress, type Checkout } from '../../sandbox/woocommerce/shop/place-order.ts'; // prettier-ignore
import { deleteRefund, leftOf, refund } from '../../sandbox/woocommerce/shop/refund.ts';
import { ShopRefuses, type Shop } from '../../sandbox/woocommerce/shop/shop.ts';
import type { Order, PaymentMethod } from '../../sandbox/woocommerce/shop/types.ts';
import { aWooShop, type Doors, type WooShop } from '../builders/woo-store.ts';

export interface Step {
  readonly what: number;
  readonly which: number;
  readonly how: number;
  readonly fate: number;
}

export interface LifeOf {
  readonly shop: WooShop;
  readonly ids: readonly number[];
  live(step: Step): Promise<void>;
  /** What was held back on its way arrives, the youngest first. */
  lateOnes(): Promise<void>;
  lost(): number;
}

const pick = <T>(from: readonly [T, ...T[]], number: number): T => from[number % from.length] ?? from[0];

/** The network on a bad day. */
function theNetwork() {
  let fate = 0;
  let lost = 0;
  const late: (() => Promise<unknown>)[] = [];
  const send: typeof fetch = async (input, init) => {
    const sent = (): Promise<Response> => fetch(input, init);
    const { url } = new Request(input);
    if (!url.endsWith('/notes') && !url.includes('/webhooks/')) return sent();
    // Of several messages of one moment each has a fate of its own.
    fate = (fate * 31 + 7) % 1_000_003;
    const kind = pick(['arrives', 'arrives', 'lost', 'believed', 'late', 'twice', 'answer lost'] as const, fate);
    if (kind !== 'arrives' && kind !== 'twice') lost += 1;
    if (kind === 'lost') throw new TypeError('no connection');
    if (kind === 'believed') return Response.json({});
    if (kind === 'late') {
      const again = { ...init, signal: null };
      late.push(() => fetch(input, again));
      return Response.json({});
    }
    const answer = await sent();
    if (kind === 'answer lost') throw new TypeError('the connection ended');
    return kind === 'twice' ? sent() : answer;
  };
  return { send, late, lost: () => lost, next: (number: number) => void (fate = number) };
}

const NAMES = ['anna', 'bea', 'cem'] as const;
const METHODS: readonly [PaymentMethod, ...PaymentMethod[]] = ['card', 'bacs', 'cod'];

function checkoutOf(shop: Shop, { which, how }: Step): Checkout {
  const email = `${pick(NAMES, which)}@example.test`;
  const account = [...shop.customers.values()].find((one) => one.email === email);
  const signedIn = how % 3 === 0 && account !== undefined;
  return {
    cart: [
      { sku: pick(['MUG', 'TEE', 'BEANS'], how), quantity: 1 + (how % 4) },
      { sku: 'MUG', quantity: 1 + (which % 2) },
    ],
    billing: someone(email),
    customerId: signedIn ? account.id : 0,
    method: pick(METHODS, which),
    codes: how % 5 === 0 ? [{ code: `LASTING-${which}`, kind: 'fixed_cart', amount: 500 }] : [],
    fees: how % 7 === 0 ? [{ name: 'Discount of a plugin', total: -150 }] : [],
  };
}

type Change = (shop: Shop, order: Order, step: Step) => unknown;

const makesAccount: Change = (shop, { id, customerId }) => (customerId === 0 ? accountAfterPurchase(shop, id) : undefined);

const CHANGES: readonly [Change, ...Change[]] = [
  (shop, { id }) => pay(shop, id),
  (shop, { id }) => changeStatus(shop, id, 'completed'),
  (shop, { id }) => changeStatus(shop, id, 'completed'),
  (shop, { id }, { how }) => changeStatus(shop, id, pick(['cancelled', 'failed', 'on-hold', 'processing', 'shipped'], how)),
  (shop, { id, lines }, { how }) => {
    const line = pick(lines as [Order['lines'][number]], how);
    refund(shop, id, { lines: [{ lineId: line.id, quantity: 1, total: Math.round(line.total / line.quantity) }] });
  },
  (shop, order, { how }) => refund(shop, order.id, { amount: how % 3 === 0 ? leftOf(order) : 100 + (how % 900) }),
  (shop, { id }) => refund(shop, id, { shipping: 490 }),
  (shop, { id, refunds }) => deleteRefund(shop, id, refunds[0]?.id ?? 0, 'rest'),
  (shop, { id, refunds }) => deleteRefund(shop, id, refunds[0]?.id ?? 0, 'rest'),
  (shop, { id, refunds }) => deleteRefund(shop, id, refunds[0]?.id ?? 0, 'wp-admin'),
  (shop, { id }) => trash(shop, id),
  (shop, { id }) => restore(shop, id),
  (shop, { id }) => deleteForGood(shop, id),
  (shop, { id }) => vanish(shop, id),
  makesAccount,
  (shop, { id }, { how }) => writeMeta(shop, id, 'seen', String(how)),
];

/** What a shop does not allow does not happen. */
function allowed(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ShopRefuses)) throw error;
  }
}

function place(shop: Shop, step: Step): number {
  const checkout = checkoutOf(shop, step);
  const where = step.how % 4;
  if (where === 0) return makeByRest(shop, { ...checkout, paid: step.which % 2 === 0 });
  return where === 1 ? placeClassic(shop, checkout) : placeInBlocks(shop, checkout);
}

/** Somebody opens a checkout and goes away; an account is opened; a webhook is paused; what waits is sent; time passes. */
function besides(shop: WooShop, { which, how }: Step): void {
  const { woo, core } = shop;
  const name = pick(NAMES, which);
  if (how % 5 === 0) woo.request((on) => typeAddress(on, openCheckout(on, [{ sku: 'MUG', quantity: 1 }]), someone(`${name}@example.test`)));
  if (how % 5 === 1) woo.request((on) => register(on, { email: `${name}@example.test` }));
  if (how % 5 === 2) for (const webhook of woo.shop.webhooks.values()) webhook.status = which % 2 === 0 ? 'paused' : 'active';
  if (how % 5 === 3) woo.shop.ownerMaySee = which % 2 === 0;
  if (how % 5 === 4) core.time.now += pick([1, 1_000, 30_000, 60_000], which);
}

export async function startLife(doors: Doors): Promise<LifeOf> {
  const network = theNetwork();
  const shop = await aWooShop({ doors, send: network.send });
  const ids: number[] = [];
  const { woo } = shop;
  return {
    shop,
    ids,
    lost: network.lost,
    async live(step) {
      network.next(step.fate);
      const kind = step.what % 10;
      if (kind < 3 || ids.length === 0) allowed(() => void ids.push(woo.request((on) => place(on, step))));
      else if (kind < 8) {
        // Mostly one of the last ones, so that much happens to the same order.
        const order = woo.shop.orders.get(pick(ids.slice(-2) as [number], step.which));
        const change = pick(CHANGES, step.how);
        // Nobody fills in the thank-you page within a second; the store's dates would not tell it, and its list of changes does not say whose an order is.
        if (change === makesAccount) shop.core.time.now += 1_000;
        if (order !== undefined) allowed(() => woo.request((on) => void change(on, order, { ...step, how: Math.floor(step.how / CHANGES.length) })));
      } else allowed(() => besides(shop, step)); // prettier-ignore
      // Some of it is one moment for the shop, and one second for whoever asks it.
      if (step.fate % 3 === 0) return;
      shop.core.time.now += pick([0, 300, 1_000], step.fate);
      await woo.cron();
      if (step.fate % 2 === 0) await shop.core.drainAll();
    },
    async lateOnes() {
      for (const send of network.late.splice(0).toReversed()) await send();
    },
  };
}
