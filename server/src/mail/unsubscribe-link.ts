// The link by which somebody leaves a list: signed with a key of the store's own, for one member and one list, and good for nothing else. It does not
// end: a mail may lie for years before somebody has enough of it.
import { createHmac } from 'node:crypto';
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Locale } from '../contract/index.ts';
import { memberId, storeId, type MemberId, type StoreId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { MAIL_LISTS, type MailList } from './templates/template.ts';

export interface Leaving {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly list: MailList;
  /** The language of the mail that it stood in. */
  readonly locale: Locale;
}

type Shop = Pick<StoreRecord, 'storeId' | 'identityKey'>;

const PURPOSE = 'unsubscribe';
const claims = z.object({
  iss: z.string().min(1).max(200),
  sub: z.string().min(1).max(200),
  list: z.enum(MAIL_LISTS),
  lang: z.enum(['en', 'fa', 'he']),
});
/** Longer ones are not of our making. */
const TOKEN_MAX = 1_000;

const keyOf = ({ identityKey }: Shop): Uint8Array => createHmac('sha256', identityKey).update(`mail/${PURPOSE}`).digest();

export function unsubscribeToken(shop: Shop, { memberId: member, list, locale }: Omit<Leaving, 'storeId'>): Promise<string> {
  const token = new SignJWT({ list, lang: locale }).setProtectedHeader({ alg: 'HS256' });
  return token.setIssuer(shop.storeId).setSubject(member).setAudience(PURPOSE).sign(keyOf(shop));
}

export const unsubscribeUrl = (appUrl: string, token: string): string => `${appUrl}/mail/unsubscribe?t=${token}`;

/** Null: it was not made by this store for this purpose, or was changed. Which of these is not told. */
export async function readUnsubscribe(token: string, shopOf: (id: StoreId) => Promise<Shop | null>): Promise<Leaving | null> {
  if (token.length > TOKEN_MAX) return null;
  try {
    // Only whose key it says: nothing of it is believed before the key has spoken.
    const said = claims.safeParse(decodeJwt(token));
    const shop = said.success ? await shopOf(storeId(said.data.iss)) : null;
    if (shop === null) return null;
    const { payload } = await jwtVerify(token, keyOf(shop), { algorithms: ['HS256'], audience: PURPOSE, issuer: shop.storeId });
    const { sub, list, lang } = claims.parse(payload);
    return { storeId: shop.storeId, memberId: memberId(sub), list, locale: lang };
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return null;
    throw error;
  }
}
