// Guests with the links that their mails would carry, accounts that bring them, and links that are good for nothing.
import { SignJWT } from 'jose';
import { claimToken, type Claim } from '../../src/accounts/claim-token.ts';
import type { MemberId } from '../../src/loyalty/ids.ts';
import { unsubscribeToken } from '../../src/mail/unsubscribe-link.ts';
import { emailKey } from '../../src/members/address-key.ts';
import type { Member } from '../../src/members/member-store.ts';
import { aMember, app, core, DAY_MS, givePoints, shop, store } from '../mail/mail-world.ts';

export interface Link {
  readonly guest: MemberId;
  readonly email: string;
  readonly claim: Omit<Claim, 'storeId' | 'expiresAt'>;
  readonly token: string;
}

let links = 0;
/** A guest with waiting points, and the link that their mail would carry. */
export async function aLink(email = `guest-${(links += 1)}@example.com`): Promise<Link> {
  const guest = await aMember({ hasAccount: false, email });
  const orderId = await givePoints(guest);
  const record = await shop();
  const addressKey = emailKey(record, email) ?? '';
  const claim = { guest, orderId, addressKey, jti: `link-${(links += 1)}-${store}`, locale: 'en' } as const;
  return { guest, email, claim, token: await claimToken(record, claim, core.time.now) };
}

export async function anAccount(email: string): Promise<Member> {
  const member = await core.members.get(store, await aMember({ email }));
  if (member === null) throw new Error('no account');
  return member;
}

/** As the shop's own page asks, signed in. */
export async function claims(account: Member | string, token: string): Promise<{ status: number; text: string }> {
  const customer = typeof account === 'string' ? account : (account.externalId ?? '');
  const headers = { 'content-type': 'application/json' };
  const answer = await app.fetch(`/proxy/claim?customer=${customer}`, { method: 'POST', headers, body: JSON.stringify({ token }) });
  return { status: answer.status, text: await answer.text() };
}

export const NOT_YOURS = { status: 200, text: '{"state":"not-yours"}' };
export const pointsOf = async (member: MemberId): Promise<number> => core.available(store, await core.persons.present(store, member));
export const stateOf = async (...claim: Parameters<typeof claims>): Promise<unknown> => JSON.parse((await claims(...claim)).text);

async function signedAs(claim: object, key: Uint8Array): Promise<string> {
  return new SignJWT({ ...claim }).setProtectedHeader({ alg: 'HS256' }).sign(key);
}

/** Everything that is wrong with a link, each for its own reason. */
export async function badTokens(good: Link): Promise<Record<string, string>> {
  const [head = '', body = '', mark = ''] = good.token.split('.');
  const said = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const coded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const record = await shop();
  const foreign = await core.stores.get(await core.addStore());
  if (foreign === null) throw new Error('no store');
  const stranger = await aMember({ hasAccount: false });
  return {
    'no token': 'x',
    cut: good.token.slice(0, -3),
    'another guest written in': `${head}.${coded({ ...said, sub: stranger })}.${mark}`,
    'another address written in': `${head}.${coded({ ...said, adr: 'f'.repeat(64) })}.${mark}`,
    'more time written in': `${head}.${coded({ ...said, exp: 4_000_000_000 })}.${mark}`,
    'no algorithm': `${coded({ alg: 'none' })}.${body}.`,
    'a key of their own': await signedAs(said, new TextEncoder().encode('a key of somebody else, long enough')),
    'the key of another store': await claimToken({ ...foreign, storeId: record.storeId }, good.claim, core.time.now),
    'good at another store': await claimToken(foreign, good.claim, core.time.now),
    'a link to stop mails': await unsubscribeToken(record, { memberId: good.guest, list: 'account-offers', locale: 'en' }),
    over: await claimToken(record, good.claim, core.time.now - 31 * DAY_MS),
    'a guest who is nobody': await claimToken(record, { ...good.claim, guest: 'm-nobody' as MemberId }, core.time.now),
    'an address that is not the guest’s': await claimToken(record, { ...good.claim, addressKey: 'e'.repeat(64) }, core.time.now),
  };
}
