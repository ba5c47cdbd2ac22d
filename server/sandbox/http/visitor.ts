/**
 * Where a shopper's browser stands and what led it here. Everybody who tries the shop comes from this machine, so two profiles of a browser would be one
 * network: each profile is therefore given an address of its own when it opens its first page (198.18.0.0/15, which belongs to nobody). `?address=` on any page
 * chooses another, and only addresses that belong to nobody can be chosen. A program that opens no page is 127.0.0.1.
 */
import { randomInt } from 'node:crypto';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import type { Client } from '../shop/order.ts';
import { cookie } from './visit.ts';

const VISITOR_COOKIE = 'sandbox_visitor';
const YEAR_MS = 365 * 86_400_000;
const LONGEST = 500;

/** For documentation and for measuring (RFC 5737, 2544, 3849). */
const nobodys = new BlockList();
for (const [network, bits] of [
  ['192.0.2.0', 24],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['198.18.0.0', 15],
] as const)
  nobodys.addSubnet(network, bits);
nobodys.addSubnet('2001:db8::', 32, 'ipv6');

const isNobodys = (text: string): boolean => (isIPv4(text) && nobodys.check(text)) || (isIPv6(text) && nobodys.check(text, 'ipv6'));

const came = z.object({
  address: z.string().refine(isNobodys),
  /** The first page, with its query; as orders tell it. */
  landing: z.string().max(LONGEST),
  /** Where that was linked from; null: nowhere, or from the shop itself. */
  from: z.string().max(LONGEST).nullable(),
});
type Came = z.infer<typeof came>;

function keptIn(request: Request): Came | null {
  try {
    return came.parse(JSON.parse(cookie(request, VISITOR_COOKIE) ?? 'null'));
  } catch {
    return null;
  }
}

/** What the browser was told with this very answer counts already. */
const given = new WeakMap<Request, Came>();

const ownAddress = (): string => `198.${18 + randomInt(2)}.${randomInt(256)}.${1 + randomInt(254)}`;

/** A page that a person opens: browsers say so. */
const isPage = (request: Request): boolean => request.method === 'GET' && request.get('sec-fetch-dest') === 'document';

function firstPage(request: Request): Pick<Came, 'landing' | 'from'> {
  const referer = request.get('referer') ?? '';
  const outside = URL.canParse(referer) && new URL(referer).host !== request.get('host');
  return { landing: request.originalUrl.slice(0, LONGEST), from: outside ? referer.slice(0, LONGEST) : null };
}

export function visitor(request: Request, response: Response, next: NextFunction): void {
  const asked = request.query['address'];
  const wanted = typeof asked === 'string' && isNobodys(asked) ? asked : null;
  const before = keptIn(request);
  if (wanted !== null || (before === null && isPage(request))) {
    const now: Came = { ...(before ?? firstPage(request)), address: wanted ?? ownAddress() };
    given.set(request, now);
    const options = { httpOnly: true, sameSite: 'lax', maxAge: YEAR_MS, path: '/' } as const;
    response.cookie(VISITOR_COOKIE, JSON.stringify(now), options);
  }
  next();
}

/** What an order tells of the browser it was placed in (order-authorized.json: `browser_ip`, `client_details`, `landing_site`, `referring_site`). */
export function clientOf(request: Request): Client {
  const { address, landing, from } = given.get(request) ?? keptIn(request) ?? { address: null, landing: '/', from: null };
  const text = (name: string): string | null => request.get(name)?.slice(0, LONGEST) ?? null;
  return {
    address: address ?? request.socket.remoteAddress ?? '127.0.0.1',
    userAgent: text('user-agent'),
    language: text('accept-language'),
    landingSite: landing,
    referringSite: from,
  };
}
