// The link in a mail to somebody who bought as a guest: signed with a key of the store's own, for one guest, one order and one address, for thirty days. It
// signs nobody in. It shows that whoever has it reads that mailbox, which is worth something only together with an account of the same address.
import { createHmac } from 'node:crypto';
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Locale } from '../contract/index.ts';
import { memberId, orderId, storeId, type MemberId, type OrderId, type StoreId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface Claim {
  readonly storeId: StoreId;
  /** Whose points wait. */
  readonly guest: MemberId;
  readonly orderId: OrderId;
  /** The address that the mail went to, as its keyed hash. */
  readonly addressKey: string;
  /** Names the link: it is used once. */
  readonly jti: string;
  readonly expiresAt: number;
  /** The language of the mail that it stood in. */
  readonly locale: Locale;
}

type Shop = Pick<StoreRecord, 'storeId' | 'identityKey'>;

const PURPOSE = 'claim';
export const CLAIM_DAYS = 30;
const DAY_MS = 86_400_000;
/** Longer ones are not of our making. */
const TOKEN_MAX = 1_000;

const text = z.string().min(1).max(200);
const claims = z.object({ iss: text, sub: text, ord: text, adr: text, jti: text, exp: z.int(), lang: z.enum(['en', 'fa', 'he']) });

/** What is looked at where there is nothing to look at, so that good and bad links are the same work. */
const NO_SHOP: Shop = { storeId: storeId('nobody'), identityKey: 'a key that signs nothing' };
const NO_TOKEN = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.${'A'.repeat(43)}`;

const keyOf = ({ identityKey }: Shop): Uint8Array => createHmac('sha256', identityKey).update(`accounts/${PURPOSE}`).digest();

export function claimToken(shop: Shop, claim: Omit<Claim, 'storeId' | 'expiresAt'>, now: number): Promise<string> {
  const { guest, orderId: ord, addressKey: adr, jti, locale: lang } = claim;
  const issuedAt = Math.floor(now / 1_000);
  const token = new SignJWT({ ord, adr, lang }).setProtectedHeader({ alg: 'HS256' }).setIssuer(shop.storeId).setSubject(guest);
  const dated = token.setAudience(PURPOSE).setJti(jti).setIssuedAt(issuedAt).setExpirationTime(issuedAt + (CLAIM_DAYS * DAY_MS) / 1_000); // prettier-ignore
  return dated.sign(keyOf(shop));
}

export const claimUrl = (appUrl: string, token: string): string => `${appUrl}/claim?t=${token}`;

function said(token: string): z.infer<typeof claims> | null {
  try {
    return claims.safeParse(decodeJwt(token)).data ?? null;
  } catch (error) {
    if (isJose(error)) return null;
    throw error;
  }
}

const isJose = (error: unknown): boolean => error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J');

/** Null: it was not made by a store of ours for this purpose, was changed, or is over. Which of these is not told, and all are the same work. */
export async function readClaim(token: string, shopOf: (id: StoreId) => Promise<Shop | null>, now: number): Promise<Claim | null> {
  // Only whose key it says: nothing of it is believed before the key has spoken.
  const unproven = token.length > TOKEN_MAX ? null : said(token);
  const shop = await shopOf(unproven === null ? NO_SHOP.storeId : storeId(unproven.iss));
  const key = keyOf(shop ?? NO_SHOP);
  try {
    const asked = { algorithms: ['HS256'], audience: PURPOSE, issuer: (shop ?? NO_SHOP).storeId, currentDate: new Date(now) };
    const { payload } = await jwtVerify(unproven === null ? NO_TOKEN : token, key, asked);
    const { sub, ord, adr, jti, exp, lang } = claims.parse(payload);
    if (shop === null) return null;
    const who = { guest: memberId(sub), orderId: orderId(ord), addressKey: adr };
    return { storeId: shop.storeId, ...who, jti, expiresAt: exp * 1_000, locale: lang };
  } catch (error) {
    if (isJose(error)) return null;
    throw error;
  }
}
