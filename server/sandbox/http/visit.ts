/** A shopper's visit: the cart, the language, the codes to use, and who is signed in. Found by an HttpOnly cookie. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { newToken } from '../shop/ids.ts';
import { LOCALES } from '../shop/words.ts';
import type { Locale } from '../shop/words.ts';
import type { Shop } from '../shop/shop.ts';

/** Cookies are shared by all ports of a host, so the names say whose they are. */
const VISIT_COOKIE = 'sandbox_visit';
const LANGUAGE_COOKIE = 'sandbox_lang';
const YEAR_MS = 365 * 86_400_000;

const stateSchema = z.object({
  cart: z.array(z.object({ sku: z.string(), quantity: z.int() })),
  /** Discount codes, in the order in which they were entered. */
  codes: z.array(z.string()).default([]),
  giftCards: z.array(z.string()).default([]),
  useStoreCredit: z.boolean().default(false),
  /** Payments of this checkout that were declined. */
  declined: z.int().default(0),
  /** The name of the cart that scripts and orders are told; the visit's own id is a secret of its cookie. */
  cartToken: z.string().default(newToken),
  attributes: z.record(z.string(), z.string()),
  /** The e-mail a sign-in code was sent to. */
  pendingEmail: z.string().optional(),
  /** Where the sign-in was asked for: a path of the shop. */
  returnTo: z.string().optional(),
  /** Tokens of the orders that were placed here, or that it was let into: see shop/order-access.ts. */
  orders: z.array(z.string()).default([]),
});

export type VisitState = z.infer<typeof stateSchema>;

export const emptyState = (): VisitState => stateSchema.parse({ cart: [], attributes: {} });

export interface Visit {
  id: string | undefined;
  customerId: number | undefined;
  state: VisitState;
}

export function cookie(request: Request, name: string): string | undefined {
  for (const part of (request.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value !== undefined) return decodeURIComponent(value);
  }
  return undefined;
}

export function visitOf(shop: Shop, request: Request): Visit {
  const id = cookie(request, VISIT_COOKIE);
  const row = id
    ? shop.db.one<{ customer_id: number | null; body: string }>('select customer_id, body from visits where id = ?', id)
    : undefined;
  if (!row) return { id: undefined, customerId: undefined, state: emptyState() };
  return { id, customerId: row.customer_id ?? undefined, state: stateSchema.parse(JSON.parse(row.body)) };
}

export function saveVisit(shop: Shop, response: Response, visit: Visit): void {
  const id = visit.id ?? newToken() + newToken();
  const sql = `insert into visits values (?, ?, ?, ?) on conflict (id) do update set
    customer_id = excluded.customer_id, body = excluded.body, seen_at = excluded.seen_at`;
  shop.db.run(sql, id, visit.customerId ?? null, JSON.stringify(visit.state), shop.now());
  response.cookie(VISIT_COOKIE, id, { httpOnly: true, sameSite: 'lax', maxAge: YEAR_MS, path: '/' });
}

/** Signing in or out gives the visit a new name, so that one planted before it is worth nothing. */
export function renameVisit(shop: Shop, visit: Visit): Visit {
  if (visit.id) shop.db.run('delete from visits where id = ?', visit.id);
  return { ...visit, id: undefined };
}

const MOST_ORDERS = 20;

/** The visit may see this order from now on, until somebody signs out of it. */
export function openOrder({ state }: Visit, token: string): void {
  state.orders = [...state.orders.filter((one) => one !== token), token].slice(-MOST_ORDERS);
}

const MOST_CODES = 10;

/** Codes are a list without doubles, whatever their case; a further one stands last. */
export function withCodes(before: readonly string[], added: readonly string[]): string[] {
  const codes = new Map<string, string>();
  for (const code of [...before, ...added].map((one) => one.trim().slice(0, 255)))
    if (code !== '' && !codes.has(code.toLowerCase())) codes.set(code.toLowerCase(), code);
  return [...codes.values()].slice(0, MOST_CODES);
}

export const withoutCode = (before: readonly string[], gone: string): string[] =>
  before.filter((code) => code.toLowerCase() !== gone.trim().toLowerCase());

const isLocale = (value: unknown): value is Locale => LOCALES.some((one) => one === value);

export function localeOf(request: Request, response: Response): Locale {
  const asked = request.query['lang'];
  if (isLocale(asked)) {
    response.cookie(LANGUAGE_COOKIE, asked, { sameSite: 'lax', maxAge: YEAR_MS, path: '/' });
    return asked;
  }
  const kept = cookie(request, LANGUAGE_COOKIE);
  return isLocale(kept) ? kept : 'en';
}
