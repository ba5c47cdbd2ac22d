import { platformBattery } from '../batteries/platform.battery.ts';
import { shopifyPlatform } from '../../src/platforms/shopify/index.ts';
import { CLIENT_ID, recorded, SECRET, SHOP, signatureOf, signed } from './shopify-deliveries.ts';
import { memoryVault } from './shopify-vault.ts';

const uninstalled = Buffer.from(JSON.stringify({ id: 548380009, name: 'Example', myshopify_domain: SHOP }));
const edited = Buffer.from(JSON.stringify({ order_edit: { id: 78, order_id: 450789469, line_items: { additions: [], removals: [] } } }));

/**
 * The battery tries odd values in every place of a body, so a place that is there several times is left out: the lines repeated inside
 * fulfilments and refunds, totals nobody reads, and the customer's side of amounts. (Whole bodies: shopify-orders.test.ts.)
 */
function onceOnly(body: Buffer): Buffer {
  const repeated =
    /^(line_item|line_items_price.*|current_(?!quantity).*|total_(?!price|tax).*|subtotal_.*|client_details|shipping_address|default_address)$/;
  const drop = (key: string, value: unknown): unknown => (repeated.test(key) || key === 'presentment_money' ? undefined : value);
  return Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8')), drop));
}

platformBattery('shopify', () => ({
  platform: shopifyPlatform({
    clientId: CLIENT_ID,
    clientSecret: SECRET,
    appUrl: 'https://app.example.com',
    scopes: ['read_orders'],
    vault: memoryVault(),
    clock: { now: Date.now, sleep: () => Promise.resolve() },
  }),
  secrets: { webhookSecret: SECRET },
  facts: { currency: 'USD', timeZone: 'America/New_York' },
  deliveries: [
    ['orders/updated', onceOnly(recorded('order-partially-refunded'))] as const,
    ['orders/edited', edited] as const,
    ['orders/delete', Buffer.from('{"id":450789469}')] as const,
    ['refunds/create', recorded('refund-929361472')] as const,
    ['order_transactions/create', recorded('transaction-179259969')] as const,
    ['customers/update', recorded('customer-207119551')] as const,
    ['app/uninstalled', uninstalled] as const,
  ].map(([topic, body]) => ({ ...signed(topic, body), what: topic })),
  sign: (delivery, body, secret) => ({ body, headers: { ...delivery.headers, 'x-shopify-hmac-sha256': signatureOf(body, secret) } }),
  personalTexts: ['Chestnut Street', 'Louisville', '40202', '+1(502)-459-2181', 'imasecretipod'],
  partsSumToTotal: true,
}));
