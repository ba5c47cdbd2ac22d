/** A shopper's visit: the cart, the language, the code to use, and who is signed in. Found by an HttpOnly cookie. */
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
  code: z.string().optional(),
  attributes: z.record(z.string(), z.string()),
  /** The e-mail a sign-in code was sent to. */
  pendingEmail: z.string().optional(),
});

export type VisitState = z.infer<typeof stateSchema>;

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
  if (!row) return { id: undefined, customerId: undefined, state: { cart: [], attributes: {} } };
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
