// A WooCommerce shop that keeps orders and coupons, and answers in the recorded shapes: the recorded order with a coupon is said again of every order.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CouponStore } from './coupon-store.ts';
import { recordings, restAnswer } from './recordings.ts';

type Body = Record<string, unknown>;

interface Ordered extends Body {
  readonly id: number;
  readonly status: string;
  readonly coupon_lines: readonly { readonly code: string }[];
}

interface Refund extends Body {
  readonly id: number;
  readonly amount: string;
}

export interface OrderWish {
  readonly customerId: number;
  readonly code: string | null;
  readonly status: string;
  /** Pieces of what costs 12.50. */
  readonly quantity?: number;
}

const PIECE = 12.5;
const euros = (amount: number): string => amount.toFixed(2);

function recordedOrder(): Body {
  const found = recordings().find(({ file }) => file.startsWith('22-coupon-order'));
  return JSON.parse(found?.body.toString('utf8') ?? 'null') as Body;
}

export class OrderShop {
  readonly coupons = new CouponStore();
  readonly orders = new Map<number, Ordered>();
  /** How often it was asked anything, answered or not. */
  heard = 0;
  /** The shop does not answer. */
  silent = false;
  /** WooCommerce's search of orders finds nothing, as with an index that lags behind. */
  blind = false;
  readonly #refunds = new Map<number, Refund[]>();
  readonly #clock: () => number;
  readonly #server;
  readonly #recorded = recordedOrder();
  #next = 1_000;

  private constructor(clock: () => number) {
    this.#clock = clock;
    this.#server = createServer((request, response) => this.#hear(request, response));
  }

  static async open(clock: () => number): Promise<OrderShop> {
    const shop = new OrderShop(clock);
    await new Promise<void>((done) => shop.#server.listen(0, '127.0.0.1', done));
    return shop;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((done) => this.#server.close(() => done()).closeAllConnections());
  }

  /** The id of an order that nobody placed yet: the checkout has it before payment. */
  nextId(): number {
    return (this.#next += 1);
  }

  places(id: number, { customerId, code, status, quantity = 2 }: OrderWish): void {
    const line = { ...(this.#recorded['line_items'] as Body[])[0], quantity };
    const off = code === null ? 0 : 5;
    const [subtotal, total] = [euros(quantity * PIECE), euros(quantity * PIECE - off)];
    const coupon = (this.#recorded['coupon_lines'] as Body[])[0];
    const now = this.#now();
    const dates = { date_created_gmt: now, date_paid_gmt: null, date_completed_gmt: null };
    this.orders.set(id, {
      ...this.#recorded, ...dates, id, number: String(id), customer_id: customerId, status,
      coupon_lines: code === null ? [] : [{ ...coupon, code: code.toLowerCase() }],
      line_items: [{ ...line, subtotal, total }],
      total,
      refunds: [],
      date_modified_gmt: now,
    }); // prettier-ignore
    this.becomes(id, status);
  }

  /** Paid means completed; a date of payment stays, whatever comes after. */
  becomes(id: number, status: string): void {
    const paid = status === 'completed' ? { date_paid_gmt: this.#now(), date_completed_gmt: this.#now() } : {};
    this.#change(id, { status, ...paid });
  }

  drops(id: number): void {
    this.#change(id, { coupon_lines: [] });
  }

  /** Some of the pieces come back. */
  refunds(id: number, quantity: number): void {
    const order = this.#order(id);
    const [line] = order['line_items'] as (Body & { total: string; quantity: number })[];
    const [recorded] = restAnswer('06-get-refunds').body as [Refund & { line_items: Body[] }];
    const amount = euros((Number(line?.total) / (line?.quantity ?? 1)) * quantity);
    const back = { ...recorded.line_items[0], quantity: -quantity, total: `-${amount}`, meta_data: [{ id: 1, key: '_refunded_item_id', value: String(line?.['id']) }] }; // prettier-ignore
    const refund = { ...recorded, id: this.nextId(), amount, date_created_gmt: this.#now(), line_items: [back] };
    this.#refunds.set(id, [...(this.#refunds.get(id) ?? []), refund]);
    const known = order['refunds'] as Body[];
    this.#change(id, { refunds: [...known, { id: refund.id, reason: '', total: `-${amount}` }] });
  }

  #order(id: number): Ordered {
    const order = this.orders.get(id);
    if (order === undefined) throw new Error(`no order ${id}`);
    return order;
  }

  #change(id: number, change: Body): void {
    this.orders.set(id, { ...this.#order(id), ...change, date_modified_gmt: this.#now() });
  }

  #now(): string {
    return new Date(this.#clock()).toISOString().slice(0, 19);
  }

  #hear(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://shop');
    this.heard += 1;
    if (this.silent) return void request.socket.destroy();
    const [, what, id, refunds] = /^\/wp-json\/wc\/v3\/(orders|customers)(?:\/(\d+))?(\/refunds)?$/.exec(url.pathname) ?? [];
    if (what === undefined) return this.coupons.listener(request, response);
    const answer = (status: number, body: unknown): void =>
      void response.writeHead(status, { 'content-type': 'application/json', 'x-wp-totalpages': '1' }).end(JSON.stringify(body));
    if (what === 'customers') return answer(200, { id: Number(id), email: `c${id}@example.test`, role: 'customer' });
    if (id === undefined) return answer(200, this.#found(url.searchParams.get('search') ?? ''));
    const order = this.orders.get(Number(id));
    if (order === undefined) return answer(404, restAnswer('25-get-order-gone').body);
    answer(200, refunds === undefined ? order : (this.#refunds.get(order.id) ?? []));
  }

  #found(search: string): unknown[] {
    if (this.blind) return [];
    return [...this.orders.values()].filter((one) => one.coupon_lines.some(({ code }) => code.includes(search.toLowerCase())));
  }
}
