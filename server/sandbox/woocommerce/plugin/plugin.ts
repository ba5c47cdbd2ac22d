// The plugin, as far as the server meets it: it connects, signs, tells and asks. PHP does the same in extensions/woocommerce/includes.
import { z } from 'zod';
import { addWebhook } from '../rest/webhooks.ts';
import type { Shop } from '../shop/shop.ts';
import type { Webhook } from '../shop/types.ts';
import { makeKey } from '../wc-auth.ts';
import { callHeaders, noteHeaders, readLine, token } from './keys.ts';
import { outboxOf, type Outbox } from './outbox.ts';

/** class-lasting-webhooks.php */
const TOPICS = ['order.created', 'order.updated', 'order.deleted', 'order.restored', 'customer.created', 'customer.updated', 'customer.deleted']; // prettier-ignore
/** A shopper waits for it (class-lasting-server.php). */
const CALL_MS = 2_000;
const CONNECT_MS = 10_000;

const agreed = z.object({
  connected: z.literal(true),
  storeId: z.string(),
  secret: z.string(),
  webhookSecret: z.string(),
  deliveryUrl: z.string(),
  notesUrl: z.string(),
});

export interface PluginConnection extends Omit<z.infer<typeof agreed>, 'connected'> {
  readonly server: string;
  readonly url: string;
  /** Of the pair that the plugin made itself; null: the merchant approved one. */
  readonly keyId: number | null;
}

export interface Health {
  readonly webhooks: { readonly active: number; readonly all: number };
  readonly hasKeys: boolean;
  readonly waiting: number;
  readonly dead: number;
}

async function askToConnect(send: typeof fetch, server: string, body: object): Promise<z.infer<typeof agreed> | string> {
  try {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await send(`${server}/woocommerce/connect`, { ...sent, redirect: 'manual', signal: AbortSignal.timeout(CONNECT_MS) });
    const said: unknown = await answer.json();
    const fine = agreed.safeParse(said);
    return fine.success ? fine.data : (z.object({ reason: z.string() }).safeParse(said).data?.reason ?? 'server-silent');
  } catch {
    return 'server-silent';
  }
}

export class Plugin {
  readonly outbox: Outbox;
  readonly #shop: Shop;
  readonly #send: typeof fetch;
  #connection: PluginConnection | null = null;

  constructor(shop: Shop, send: typeof fetch) {
    this.#shop = shop;
    this.#send = send;
    this.outbox = outboxOf({ shop, connected: () => this.#connection !== null, send: (body) => this.#tell(body) });
  }

  get connection(): PluginConnection | null {
    return this.#connection;
  }

  /** True, or why not: the server's reason, "line-not-readable" or "server-silent". `approved`: the merchant did so on the shop's own page. */
  async connect(pasted: string, approved = false): Promise<true | string> {
    const shop = this.#shop;
    const line = readLine(pasted);
    if (line === null) return 'line-not-readable';
    const key = approved ? null : makeKey(shop, 'read_write');
    const keys = key === null ? null : { consumerKey: key.consumerKey, consumerSecret: key.consumerSecret };
    const answer = await askToConnect(this.#send, line.url, { code: line.code, url: shop.home, keys });
    if (typeof answer === 'string') {
      if (key !== null) shop.keys.delete(key.id);
      return answer;
    }
    this.#letGo();
    const { connected: _, ...place } = answer;
    this.#connection = { server: line.url, url: shop.home, ...place, keyId: key?.id ?? null };
    this.#repairWebhooks(this.#connection);
    return true;
  }

  /** Where the merchant's browser is sent to approve keys; null: it is no line. */
  approvalAddress(pasted: string): string | null {
    const line = readLine(pasted);
    if (line === null) return null;
    const { home } = this.#shop;
    const query = { code: line.code, url: home, back: `${home}/wp-admin/admin.php?page=lasting&approved=1` };
    return `${line.url}/woocommerce/authorize?${new URLSearchParams(query).toString()}`;
  }

  /** class-lasting-health.php */
  health(): Health {
    const now = this.#needed();
    const active = this.#ours(now).filter(({ status }) => status === 'active').length;
    const hasKeys = now.keyId === null || this.#shop.keys.has(now.keyId);
    return { webhooks: { active, all: TOPICS.length }, hasKeys, waiting: this.outbox.waiting, dead: this.outbox.dead.size };
  }

  repair(): void {
    this.#repairWebhooks(this.#needed());
    this.outbox.sendAgain();
  }

  /** Nothing of it stays in the shop, also where the server is away. */
  async disconnect(): Promise<void> {
    if (this.#connection !== null) await this.call('goodbye', {});
    this.outbox.clear();
    this.#letGo();
  }

  /** A signed question (decisions/0021, 0022). */
  async call(name: string, question: object): Promise<{ readonly status: number; readonly answer: unknown } | 'server-silent'> {
    const { server, storeId, secret } = this.#needed();
    const body = JSON.stringify(question);
    const headers = callHeaders(secret, name, body, this.#seconds());
    try {
      const sent = { method: 'POST', headers, body, signal: AbortSignal.timeout(CALL_MS) };
      const answer = await this.#send(`${server}/woocommerce/${storeId}/calls/${name}`, sent);
      return { status: answer.status, answer: (await answer.json()) as unknown };
    } catch {
      return 'server-silent';
    }
  }

  staffToken(claims: { readonly sub: string; readonly name: string; readonly own: boolean; readonly lang: string }): string {
    return token(this.#needed(), 'staff', claims, this.#seconds());
  }

  /** 0: a visitor. */
  shopperToken(user: number): string {
    return token(this.#needed(), 'shopper', { sub: user > 0 ? `customer:${user}` : 'visitor' }, this.#seconds());
  }

  #seconds(): number {
    return Math.floor(this.#shop.now() / 1_000);
  }

  #needed(): PluginConnection {
    if (this.#connection === null) throw new Error('the plugin is not connected');
    return this.#connection;
  }

  async #tell(body: string): Promise<boolean> {
    if (this.#connection === null) return true;
    const { secret, notesUrl } = this.#connection;
    try {
      const headers = noteHeaders(secret, body, this.#seconds());
      const answer = await this.#send(notesUrl, { method: 'POST', headers, body, redirect: 'manual' });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      return false;
    }
  }

  #ours({ deliveryUrl }: PluginConnection): Webhook[] {
    return [...this.#shop.webhooks.values()].filter((webhook) => webhook.deliveryUrl === deliveryUrl);
  }

  /** Every topic has one that is switched on and signs with the secret of now (class-lasting-webhooks.php). */
  #repairWebhooks(now: PluginConnection): void {
    for (const topic of TOPICS) {
      const found = this.#ours(now).find((webhook) => webhook.topic === topic);
      const webhook = found ?? addWebhook(this.#shop, { name: `Lasting ${topic}`, topic, delivery_url: now.deliveryUrl });
      Object.assign(webhook, { secret: now.webhookSecret, status: 'active', failures: 0 });
    }
  }

  #letGo(): void {
    if (this.#connection === null) return;
    for (const { id } of this.#ours(this.#connection)) this.#shop.webhooks.delete(id);
    if (this.#connection.keyId !== null) this.#shop.keys.delete(this.#connection.keyId);
    this.#connection = null;
  }
}
