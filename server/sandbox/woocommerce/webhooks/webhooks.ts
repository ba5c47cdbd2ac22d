// Webhooks: what happened waits until cron runs, is sent once, and is never tried again.
import { createHash, createHmac } from 'node:crypto';
import { phpJson } from '../bodies/php-json.ts';
import type { Shop } from '../shop/shop.ts';
import type { Webhook } from '../shop/types.ts';
import { payloadOf } from './payload.ts';
import { hooksOf } from './topics.ts';

/** The 7th failure in a row disables: the count is looked at before it is raised (woocommerce.md §1.3, failure-run.json). */
const FAILURES_LOOKED_AT = 5;
/** A redirect counts as success and is not followed (woocommerce.md §1.3). */
const FINE = { least: 200, most: 302 } as const;
const TIMEOUT_MS = 60_000;

export interface Sent {
  readonly topic: string;
  readonly id: number;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Waiting {
  readonly webhookId: number;
  readonly id: number;
}

export interface Webhooks {
  readonly waiting: number;
  /** Everything that was sent, the oldest first. */
  readonly sent: readonly Sent[];
  /** Sends what waits. Nothing else ever does (woocommerce.md §1.8). */
  deliver(): Promise<void>;
  /** Says hello to an address, unsigned and as a form; what it answers changes nothing (woocommerce.md §2, webhooks/01). */
  ping(webhook: Webhook): Promise<void>;
}

/** Not unique: a hash of the webhook and of the second (woocommerce.md §1.2). */
const deliveryId = (webhookId: number, now: number): string =>
  createHash('md5').update(`${webhookId}${Math.floor(now / 1_000)}`).digest('hex'); // prettier-ignore

const USER_AGENT = { 'user-agent': 'WooCommerce/10.5.0 Hookshot (WordPress/6.9.1)' };

/** woocommerce.md §2, "headers" and "signature". */
function headersOf(shop: Shop, webhook: Webhook, body: string): Record<string, string> {
  const [resource = '', event = ''] = webhook.topic.split('.');
  return {
    ...USER_AGENT,
    'content-type': 'application/json',
    'x-wc-webhook-source': `${shop.home}/`,
    'x-wc-webhook-topic': webhook.topic,
    'x-wc-webhook-resource': resource,
    'x-wc-webhook-event': event,
    'x-wc-webhook-signature': createHmac('sha256', webhook.secret).update(body).digest('base64'),
    'x-wc-webhook-id': String(webhook.id),
    'x-wc-webhook-delivery-id': deliveryId(webhook.id, shop.now()),
  };
}

async function post(send: typeof fetch, url: string, headers: Readonly<Record<string, string>>, body: string): Promise<number | null> {
  try {
    const answer = await send(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}

/** Changes while a webhook is paused or disabled are lost: only active ones hear (woocommerce.md §1.3). */
function hearing(shop: Shop, hook: string): Webhook[] {
  return [...shop.webhooks.values()].filter(({ status, topic }) => status === 'active' && hooksOf(topic).includes(hook));
}

/** Orders, coupons and products share one hook for the trash: the type decides (woocommerce.md §1.13). */
const isOfType = (shop: Shop, { topic }: Webhook, hook: string, id: number): boolean =>
  hook !== 'wp_trash_post' || !topic.startsWith('coupon.') || shop.coupons.has(id);

export function webhooksOf(shop: Shop, send: typeof fetch): Webhooks {
  let heard: Waiting[] = [];
  let waiting: Waiting[] = [];
  const sent: Sent[] = [];
  shop.listen((hook, id) => {
    if (hook !== 'shutdown') {
      for (const webhook of hearing(shop, hook)) if (isOfType(shop, webhook, hook, id)) heard.push({ webhookId: webhook.id, id });
      return;
    }
    // What waits for the same webhook and the same thing is one (woocommerce.md §1.5).
    for (const each of heard) if (!waiting.some(({ webhookId, id: of }) => webhookId === each.webhookId && of === each.id)) waiting.push(each); // prettier-ignore
    heard = [];
  });

  async function deliverOne({ webhookId, id }: Waiting): Promise<void> {
    const webhook = shop.webhooks.get(webhookId);
    if (webhook === undefined) return;
    const body = phpJson(payloadOf(shop, webhook.topic, id));
    const headers = headersOf(shop, webhook, body);
    const status = await post(send, webhook.deliveryUrl, headers, body);
    sent.push({ topic: webhook.topic, id, status, headers, body });
    if (status !== null && status >= FINE.least && status <= FINE.most) {
      webhook.failures = 0;
      return;
    }
    if (webhook.failures > FAILURES_LOOKED_AT) webhook.status = 'disabled';
    webhook.failures += 1;
  }

  return {
    get waiting() {
      return waiting.length;
    },
    sent,
    async deliver() {
      const due = waiting;
      waiting = [];
      for (const each of due) await deliverOne(each);
    },
    async ping({ id, deliveryUrl }) {
      const headers = { ...USER_AGENT, 'content-type': 'application/x-www-form-urlencoded' };
      await post(send, deliveryUrl, headers, `webhook_id=${id}`);
    },
  };
}
