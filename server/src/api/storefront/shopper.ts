// Who is asking, for the pages of the shop and for extensions alike: a store, and the customer whom a signature or a token names, never a field of theirs.
import type { Request, Response } from 'express';
import type { Locale } from '../../contract/index.ts';
import type { MemberId } from '../../loyalty/ids.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Member } from '../../members/member-store.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { bearerOf } from '../bearer.ts';
import { HttpProblem, invalidInput, notSignedIn, unavailable } from '../http-problem.ts';
import { strangerProblem } from '../rate-limit.ts';
import type { Services, StorefrontIdentity } from '../services.ts';
import { searchOf } from '../untrusted-input.ts';

export interface Shopper {
  readonly services: Services;
  readonly store: StoreRecord;
  readonly who: StorefrontIdentity;
  /** Without rewards that this kind of store never gives. */
  readonly program: Program;
  /** Null: a visitor, or somebody who never earned anything. */
  readonly member: Member | null;
}

/** A door: how it tells who asks. */
export type Door = (services: Services, req: Request) => Promise<StorefrontIdentity>;

export const proxyDoor: Door = async (services, req) => {
  const who = await services.storefrontIdentity(searchOf(req));
  if (who === null) throw await strangerProblem(services, req);
  return who;
};

export const extensionDoor: Door = async (services, req) => {
  const bearer = bearerOf(req);
  const who = bearer === null ? null : await services.extensionIdentity(bearer);
  if (who === null) throw await strangerProblem(services, req);
  return who;
};

export async function shopperOf(services: Services, who: StorefrontIdentity): Promise<Shopper> {
  const { storeId, externalId } = who;
  const [store, program, member] = await Promise.all([
    services.storeFor(storeId),
    services.programNow(storeId),
    externalId === null ? null : services.members.find(storeId, { externalId }),
  ]);
  if (store === null) throw unavailable();
  if (member?.kind === 'guest') await seen(services, member);
  const cannot = services.platforms[store.platform].cannotGive ?? [];
  const rewards = program.rewards.filter(({ kind }) => !cannot.includes(kind));
  return { services, store, who, program: { ...program, rewards }, member };
}

/** Only an account can sign in, so this is asked until its request is done and never again. Nobody's page waits for it to succeed: they come again. */
async function seen(services: Services, { storeId, memberId }: Member): Promise<void> {
  try {
    await services.accountSeen(storeId, memberId);
  } catch (error) {
    services.log.error({ err: error, storeId, memberId }, 'an account that was seen could not be asked for; it is when they come again');
  }
}

/** @throws HttpProblem for a visitor. */
export function signedIn({ who, member }: Shopper): MemberId | null {
  if (who.externalId === null) throw notSignedIn();
  return member?.memberId ?? null;
}

/**
 * A proxy's signature covers the query and not the body, and a foreign page's request arrives signed as well. A foreign page cannot send JSON
 * without asking first, and its browser says where it comes from.
 */
export function requireShopsOwnJson(req: Request, { domain, url }: Pick<StoreRecord, 'domain' | 'url'>): void {
  if (req.is('application/json') !== 'application/json') throw new HttpProblem(415, 'invalid-input', 'send application/json');
  if (isForeignPage(req, ownHosts(req, { domain, url }))) throw new HttpProblem(403, 'not-allowed', "only the shop's own pages may ask for this"); // prettier-ignore
}

/** The names under which a shop's pages are shown. */
export function ownHosts(req: Request, { domain, url }: Pick<StoreRecord, 'domain' | 'url'>): string[] {
  return [domain, new URL(url).host, req.get('x-forwarded-host') ?? ''].filter((host) => host !== '');
}

/** Whether a browser says that a page of somebody else sends this. Programs say nothing, and have nobody's session to misuse. */
export function isForeignPage(req: Request, own: readonly string[]): boolean {
  const site = req.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') return true;
  const origin = req.get('origin');
  return origin !== undefined && !(URL.canParse(origin) && own.includes(new URL(origin).host));
}

/** One segment of the path. */
export function segment(req: Request, name: string): string {
  const value = req.params[name];
  if (typeof value !== 'string' || value === '' || value.length > 200) throw invalidInput('the address is not right', name);
  return value;
}

/** What an extension may be asked from: Shopify runs it on hosts of its own. Nothing but a token counts, so every origin may. */
export function allowEveryOrigin(res: Response): void {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Max-Age': '7200',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
}

export interface Reader {
  readonly shopper: Shopper;
  readonly locale: Locale;
}
