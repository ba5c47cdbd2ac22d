// A store whose points expire when nothing is earned for thirty days, and whose deliveries over HTTP come when the test says.
import { pino } from 'pino';
import { tick } from '../../src/jobs/clock.ts';
import { orderId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { aServer, type TestServer } from '../builders/server.ts';
import { recordings, RECORDED_SECRET, signedAgain, type Recording } from '../recorded/woocommerce/replay.ts';

export const DAY_MS = 86_400_000;
export const at = (text: string): number => Date.parse(text);

/** A customer's order, completed; only its id and its moments are other than recorded. */
const TEMPLATE = '06-order-completed-order-updated.json';

function dated(text: string, field: string, time: string): string {
  return text.replace(new RegExp(`"${field}":(null|"[^"]*")`), `"${field}":"${time}"`);
}

export class LateStore {
  readonly server: TestServer;
  readonly shop: StoreId;
  readonly #template: Recording;

  private constructor(server: TestServer, shop: StoreId, template: Recording) {
    this.server = server;
    this.shop = shop;
    this.#template = template;
  }

  static async open(): Promise<LateStore> {
    const template = recordings().find(({ file }) => file === TEMPLATE);
    if (template === undefined) throw new Error(`${TEMPLATE} is not among the recordings`);
    const server = await aServer();
    server.core.time.now = at('2026-09-01T12:00:00Z');
    const shop = await server.core.addStore({ webhookSecret: RECORDED_SECRET });
    const program = defaultProgram('EUR', 'Europe/Berlin');
    await server.core.stores.publish(shop, { ...program, version: 2, inForceFrom: 1, expiry: { kind: 'inactivity', days: 30 } });
    server.core.directory.forget(shop);
    return new LateStore(server, shop, template);
  }

  /** The store says that an order was placed and paid at `placed`; we hear it now. Worked on at once, unless it is to wait. */
  async hears(id: number, placed: string, change: { status?: string; modified?: string; waits?: boolean } = {}): Promise<void> {
    const { status = 'completed', modified = placed, waits = false } = change;
    const named = this.#template.body.toString('utf8').replace(/^\{"id":\d+/, `{"id":${id}`).replace(/"status":"[a-z-]+"/, `"status":"${status}"`); // prettier-ignore
    const placedThen = ['created', 'paid', 'completed'].reduce(
      (text, what) => dated(dated(text, `date_${what}`, placed), `date_${what}_gmt`, placed),
      named,
    );
    const body = dated(dated(placedThen, 'date_modified', modified), 'date_modified_gmt', modified);
    const { headers, body: signed } = signedAgain(this.#template, Buffer.from(body));
    const url = `${this.server.url}/webhooks/woocommerce/${this.shop}`;
    const sent = { ...headers, 'x-wc-webhook-delivery-id': `${id}-${modified}-${Math.floor(this.server.core.time.now)}` };
    const answer = await fetch(url, { method: 'POST', headers: sent, body: new Uint8Array(signed) });
    if (answer.status !== 200) throw new Error(`the door answered ${answer.status}: ${await answer.text()}`);
    if (!waits) await this.works();
  }

  async works(): Promise<void> {
    await this.server.core.drainAll();
  }

  /** The night of a day: what is due gets its entry. What waits for the store's sake goes on waiting. */
  async night(time: string): Promise<void> {
    const { core } = this.server;
    core.time.now = at(time);
    await tick({ ...core, clock: () => core.time.now, log: pino({ level: 'silent' }) });
    const { items } = await core.inbox.list(this.shop, 'new', null, 100);
    for (const { itemId, origin } of items) if (origin === 'clock') await core.drain.one(itemId);
  }

  async member(order: number): Promise<MemberId> {
    const memberId = (await this.server.core.orders.read(this.shop, orderId(String(order))))?.memberId;
    if (memberId == null) throw new Error(`order ${order} is nobody's`);
    return memberId;
  }

  async chain(order: number): Promise<Entry[]> {
    return (await this.server.core.entries.history(this.shop, await this.member(order), null, 100)).toReversed();
  }

  async kinds(order: number): Promise<string[]> {
    return (await this.chain(order)).map(({ kind }) => kind);
  }

  async available(order: number): Promise<number> {
    return (await this.chain(order)).at(-1)?.after.available ?? 0;
  }

  /** Days on which what the member has ends, where the store is. */
  async ends(order: number): Promise<string[]> {
    const lots = (await this.chain(order)).at(-1)?.after.lots ?? [];
    return [
      ...new Set(lots.map(({ expiresAt }) => (expiresAt === null ? 'never' : new Date(expiresAt).toISOString().slice(0, 10)))),
    ].toSorted();
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
