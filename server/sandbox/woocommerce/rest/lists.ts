// Lists and single things as WordPress' REST API answers them: pages, totals and chosen fields.
import type { Request, Response } from 'express';
import { phpJson } from '../bodies/php-json.ts';
import { ShopRefuses } from '../shop/shop.ts';

/** As many as one answer may have (woocommerce.md §3). */
const PER_PAGE_MAX = 100;

export const textOf = (request: Request, name: string): string => {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
};

export const numbersOf = (request: Request, name: string): number[] => textOf(request, name).split(',').filter(Boolean).map(Number);

type Fields = Readonly<Record<string, unknown>>;

/** `_fields=id,billing.email` (rest/21). */
function chosen(body: Fields, fields: readonly string[]): Fields {
  const picked: Record<string, unknown> = {};
  for (const field of fields) {
    const [head = '', ...rest] = field.split('.');
    const value = body[head];
    if (value === undefined) continue;
    const inner = rest.length === 0 ? value : chosen(value as Fields, [rest.join('.')]);
    const known = picked[head];
    picked[head] = rest.length === 0 || known === undefined ? inner : { ...(known as object), ...(inner as object) };
  }
  return picked;
}

function shown(request: Request, body: object): object {
  const fields = textOf(request, '_fields');
  return fields === '' ? body : chosen(body as Fields, fields.split(','));
}

function send(response: Response, status: number, body: unknown): void {
  response.status(status).set('content-type', 'application/json; charset=UTF-8').send(phpJson(body));
}

export function answer(request: Request, response: Response, body: object, status = 200): void {
  send(response, status, shown(request, body));
}

export function answerError(response: Response, { status, code, message }: ShopRefuses): void {
  send(response, status, { code, message, data: { status } });
}

function pageSize(request: Request): number {
  const size = textOf(request, 'per_page') === '' ? 10 : Number(textOf(request, 'per_page'));
  if (!Number.isInteger(size) || size < 1 || size > PER_PAGE_MAX)
    throw new ShopRefuses(400, 'rest_invalid_param', 'Invalid parameter(s): per_page');
  return size;
}

export function answerList<T>(request: Request, response: Response, all: readonly T[], bodyOf: (one: T) => object): void {
  const size = pageSize(request);
  const page = Number(textOf(request, 'page') || 1);
  response.set({ 'x-wp-total': String(all.length), 'x-wp-totalpages': String(Math.ceil(all.length / size)) });
  send(response, 200, all.slice((page - 1) * size, page * size).map((one) => shown(request, bodyOf(one)))); // prettier-ignore
}

/** By one thing, and by the id where that is the same; `desc` unless it is said otherwise. */
export function ordered<T extends { readonly id: number }>(request: Request, all: readonly T[], by: (one: T) => number | string): T[] {
  const direction = textOf(request, 'order') === 'asc' ? 1 : -1;
  const compare = (a: T, b: T): number => {
    const [x, y] = [by(a), by(b)];
    return x === y ? a.id - b.id : x < y ? -1 : 1;
  };
  return all.toSorted((a, b) => direction * compare(a, b));
}
