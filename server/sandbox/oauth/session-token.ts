/** Session tokens: what the Shopify admin gives the embedded app to prove who is looking. */
import { randomUUID } from 'node:crypto';
import { SignJWT, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Shop } from '../shop/shop.ts';

/** The only member of staff, owner of the account. */
export const STAFF = { id: 1, first_name: 'Robin', last_name: 'Potter', email: 'owner@tea-and-clay.example', locale: 'en' } as const;
const LIFE_SECONDS = 60;

const keyOf = (shop: Shop) => new TextEncoder().encode(shop.clientSecret);

export async function issueSessionToken(shop: Shop, sid: string): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ dest: `https://${shop.domain}`, sid })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(`https://${shop.domain}/admin`)
    .setAudience(shop.clientId)
    .setSubject(String(STAFF.id))
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + LIFE_SECONDS)
    .sign(keyOf(shop));
}

const claims = z.object({ dest: z.string(), sub: z.string().regex(/^\d+$/), sid: z.string().optional() });

/** The token exchange accepts only an admin session token of this shop and this app; anything else is undefined. */
export async function readSessionToken(shop: Shop, token: string): Promise<z.infer<typeof claims> | undefined> {
  try {
    const { payload } = await jwtVerify(token, keyOf(shop), { algorithms: ['HS256'], audience: shop.clientId, clockTolerance: 10 });
    const read = claims.safeParse(payload);
    return read.success && read.data.dest === `https://${shop.domain}` ? read.data : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
