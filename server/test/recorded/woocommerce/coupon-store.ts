// A store that keeps coupons and answers in the recorded shapes: what one POST, one search and one DELETE were answered is said again of whatever is asked.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { restAnswer, type RestAnswer } from './recordings.ts';

type Coupon = Record<string, unknown> & { readonly id: number; readonly code: string };

interface Ordered {
  readonly id: number;
  readonly status: string;
  readonly codes: readonly string[];
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly body: Record<string, unknown>;
}

export class CouponStore {
  readonly coupons: Coupon[] = [];
  readonly asked: Asked[] = [];
  orders: Ordered[] = [];
  /** The answer to the next wish is lost after it was carried out. */
  losesNext = false;
  /** As some plugins do: what ends is not kept. */
  keepsNoEnd = false;
  /** What is looked for is not found this many times, as between a write and a slow index. */
  blindFor = 0;
  #next = 27;

  listener = (request: IncomingMessage, response: ServerResponse): void => void this.#hear(request, response);

  async #hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const body = (sent === '' ? {} : JSON.parse(sent)) as Record<string, unknown>;
    const { method = '', url = '' } = request;
    this.asked.push({ method, path: url, authorization: request.headers.authorization ?? '', body });
    const { status, headers, body: answer } = this.#answer(method, new URL(url, 'http://store'), body);
    if (method !== 'GET' && this.losesNext) {
      this.losesNext = false;
      request.socket.destroy();
      return;
    }
    const { 'x-wp-total': total = '' } = headers;
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...(total === '' ? {} : { 'x-wp-total': total }) });
    response.end(JSON.stringify(answer));
  }

  #answer(method: string, { pathname, searchParams }: URL, body: Record<string, unknown>): RestAnswer {
    const [, what, id] = /^\/wp-json\/wc\/v3\/(coupons|orders)(?:\/(\d+))?$/.exec(pathname) ?? [];
    if (what === 'orders') return { ...restAnswer('16-get-coupon-by-code'), body: this.#ordersFound(searchParams.get('search') ?? '') };
    if (method === 'POST') return this.#make(body);
    if (method === 'DELETE') return this.#remove(Number(id), searchParams.get('force') === 'true');
    return { ...restAnswer('16-get-coupon-by-code'), body: this.#found(searchParams.get('code') ?? '') };
  }

  #make(wish: Record<string, unknown>): RestAnswer {
    const code = String(wish['code']).toLowerCase();
    if (this.coupons.some((each) => each.code === code)) return restAnswer('14-post-coupon-duplicate');
    const made = restAnswer('13-post-coupon');
    // "Z" is what makes it exact; without an offset it would be the shop's own time.
    const ends = typeof wish['date_expires'] === 'string' && wish['date_expires'].endsWith('Z') && !this.keepsNoEnd;
    const end = ends ? String(wish['date_expires']).slice(0, -1) : null;
    const coupon = { ...(made.body as Coupon), ...wish, id: (this.#next += 1), code, date_expires: end, date_expires_gmt: end };
    this.coupons.push(coupon);
    return { ...made, body: coupon };
  }

  #remove(id: number, forced: boolean): RestAnswer {
    const at = this.coupons.findIndex((each) => each.id === id);
    if (at < 0) return { status: 404, headers: {}, body: { code: 'woocommerce_rest_shop_coupon_invalid_id', message: 'Invalid ID.', data: { status: 404 } } }; // prettier-ignore
    const [gone] = forced ? this.coupons.splice(at, 1) : [this.coupons[at]];
    return { ...restAnswer('19-delete-coupon'), body: gone };
  }

  #found(code: string): Coupon[] {
    if (this.blindFor > 0) {
      this.blindFor -= 1;
      return [];
    }
    return this.coupons.filter((each) => each.code === code.toLowerCase());
  }

  /** The search finds parts of words, in names of goods too. */
  #ordersFound(search: string): unknown[] {
    const holds = ({ codes }: Ordered): boolean => codes.some((code) => code.toLowerCase().includes(search.toLowerCase()));
    return this.orders.filter(holds).map(({ id, status, codes }) => ({ id, status, coupon_lines: codes.map((code) => ({ code })) }));
  }
}
