// Who comes with a token of the plugin: somebody of the shop's staff, or a shopper. The plugin signs for at most five minutes.
import { decodeJwt, jwtVerify } from 'jose';
import { z } from 'zod';
import { pluginAudience, pluginKey, type PluginPurpose } from './keys.ts';

/** The store that a token names, before anything of it is believed. */
export interface NamedStore {
  readonly storeId: string;
  readonly purpose: PluginPurpose;
}

export interface PluginStore {
  readonly storeId: string;
  /** The shop's own address, as it was connected. */
  readonly url: string;
  readonly secret: string;
}

export type PluginStaff = { readonly userId: string; readonly name: string; readonly owns: boolean; readonly locale: string };
/** `customerId` null: a visitor; the token says only which shop the page is of. */
export type PluginShopper = { readonly customerId: string | null };

const TOKEN_MAX = 2_000;
const LIFE_MAX_SECONDS = 300;
/** Clocks of shops go wrong by seconds, not by minutes. */
const CLOCK_SECONDS = 30;

const timed = { iat: z.int(), exp: z.int() };
const staffClaims = z.object({ ...timed, sub: z.string().regex(/^wp:\d{1,19}$/u), name: z.string().max(200), own: z.boolean(), lang: z.string().max(20).default('en') }); // prettier-ignore
const shopperClaims = z.object({ ...timed, sub: z.string().regex(/^(customer:\d{1,19}|visitor)$/u) });

/** Null: it is no token of a plugin. Nothing is proved by it yet. */
export function storeNamedBy(token: string): NamedStore | null {
  if (token.length > TOKEN_MAX) return null;
  try {
    const [, storeId, purpose] = /^lasting:([\w-]{1,80}):(staff|shopper)$/u.exec(String(decodeJwt(token).aud)) ?? [];
    return storeId === undefined || (purpose !== 'staff' && purpose !== 'shopper') ? null : { storeId, purpose };
  } catch (error) {
    if (isJose(error)) return null;
    throw error;
  }
}

async function claimsOf<T extends { iat: number; exp: number }>(
  token: string,
  { storeId, url, secret }: PluginStore,
  purpose: PluginPurpose,
  shape: z.ZodType<T>,
  now: number,
): Promise<T | null> {
  try {
    const options = { algorithms: ['HS256'], issuer: url, audience: pluginAudience(storeId, purpose), clockTolerance: CLOCK_SECONDS };
    const { payload } = await jwtVerify(token, pluginKey(secret, purpose), { ...options, currentDate: new Date(now) });
    const claims = shape.safeParse(payload).data ?? null;
    return claims !== null && claims.exp - claims.iat <= LIFE_MAX_SECONDS ? claims : null;
  } catch (error) {
    if (isJose(error)) return null;
    throw error;
  }
}

/** Null when it is not a good token for the admin of this store. */
export async function readStaffToken(token: string, store: PluginStore, now: number): Promise<PluginStaff | null> {
  const claims = await claimsOf(token, store, 'staff', staffClaims, now);
  return claims === null ? null : { userId: claims.sub, name: claims.name, owns: claims.own, locale: claims.lang };
}

/** Null when it is not a good token of a page of this store. */
export async function readShopperToken(token: string, store: PluginStore, now: number): Promise<PluginShopper | null> {
  const claims = await claimsOf(token, store, 'shopper', shopperClaims, now);
  if (claims === null) return null;
  return { customerId: claims.sub === 'visitor' ? null : claims.sub.slice('customer:'.length) };
}

const isJose = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J');
