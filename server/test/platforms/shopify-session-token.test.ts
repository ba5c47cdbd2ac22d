import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { readExtensionToken } from '../../src/platforms/shopify/auth/extension-token.ts';
import { readAdminToken } from '../../src/platforms/shopify/auth/session-token.ts';
import { CLIENT_ID, SECRET, SHOP, testLibrary } from './shopify-deliveries.ts';

const library = testLibrary();
const now = (): number => Math.floor(Date.now() / 1000);

const adminClaims = (): JWTPayload => ({
  iss: `https://${SHOP}/admin`,
  dest: `https://${SHOP}`,
  aud: CLIENT_ID,
  sub: '42',
  sid: 'session-one',
  jti: 'one',
  iat: now(),
  nbf: now(),
  exp: now() + 60,
});
const buyerClaims = (): JWTPayload => {
  const { iss: _iss, sid: _sid, ...claims } = adminClaims();
  return { ...claims, dest: SHOP, sub: 'gid://shopify/Customer/207119551', exp: now() + 300 };
};

const sign = (claims: JWTPayload, secret = SECRET): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
const admin = async (change: JWTPayload, secret?: string) => readAdminToken(library, await sign({ ...adminClaims(), ...change }, secret));
const buyer = async (change: JWTPayload, secret?: string) =>
  readExtensionToken(library, await sign({ ...buyerClaims(), ...change }, secret));
const refused = { kind: 'refused' };

describe('the door of the admin', () => {
  it('opens to a member of staff of the shop', async () => {
    expect(await admin({})).toEqual({ kind: 'accepted', shop: SHOP, userId: '42', sessionId: 'session-one' });
  });

  it('stays shut for a token that nobody signed, or somebody else', async () => {
    expect(await readAdminToken(library, new UnsecuredJWT(adminClaims()).encode())).toMatchObject(refused);
    expect(await admin({}, 'another secret of the same kind')).toMatchObject(refused);
    expect(await readAdminToken(library, 'not.a.token')).toMatchObject(refused);
    expect(await readAdminToken(library, '')).toMatchObject(refused);
    const [head, , signature] = (await sign(adminClaims())).split('.');
    const other = Buffer.from(JSON.stringify({ ...adminClaims(), sub: '1' })).toString('base64url');
    expect(await readAdminToken(library, `${head}.${other}.${signature}`)).toMatchObject(refused);
  });

  it('stays shut for another algorithm with the same secret', async () => {
    const token = await new SignJWT(adminClaims()).setProtectedHeader({ alg: 'HS512' }).sign(new TextEncoder().encode(SECRET.repeat(3)));
    expect(await readAdminToken(library, token)).toMatchObject(refused);
  });

  it.each([
    ['another app', { aud: 'another-app' }],
    ['two apps', { aud: [CLIENT_ID, 'another-app'] }],
    ['no app', { aud: undefined as unknown as string }],
    ['an expired one', { exp: now() - 60 }],
    ['one without an end', { exp: undefined as unknown as number }],
    ['one of the future', { nbf: now() + 60 }],
    ['one issued by another shop', { iss: 'https://other.myshopify.com/admin' }],
    ['one issued by a lookalike', { iss: `https://${SHOP}.evil.com/admin` }],
    ['one issued elsewhere than in the admin', { iss: `https://${SHOP}` }],
    ['one without an issuer', { iss: undefined as unknown as string }],
    ['one for no shop', { dest: 'https://evil.com', iss: 'https://evil.com/admin' }],
    ['one without a subject', { sub: undefined as unknown as string }],
    ['a buyer', { sub: 'gid://shopify/Customer/207119551' }],
    ['one without a session', { sid: undefined }],
  ])('stays shut for %s', async (_who, change) => {
    expect(await admin(change)).toMatchObject(refused);
  });

  it('stays shut for the tokens of extensions, signed in or not', async () => {
    const { sub: _sub, ...guest } = buyerClaims();
    expect(await readAdminToken(library, await sign(buyerClaims()))).toMatchObject(refused);
    expect(await readAdminToken(library, await sign(guest))).toMatchObject(refused);
  });

  it('never repeats the token in its reason', async () => {
    const token = await sign(adminClaims(), 'wrong');
    expect(JSON.stringify(await readAdminToken(library, token))).not.toContain(token.slice(0, 20));
  });
});

describe('the door of extensions', () => {
  it('opens to a buyer, who is somebody only when signed in', async () => {
    expect(await buyer({})).toEqual({ kind: 'accepted', shop: SHOP, customerId: '207119551' });
    expect(await buyer({ dest: `https://${SHOP}` })).toMatchObject({ shop: SHOP });
    expect(await buyer({ sub: undefined as unknown as string })).toEqual({ kind: 'accepted', shop: SHOP, customerId: null });
  });

  it.each([
    ['another app', { aud: 'another-app' }],
    ['an expired one', { exp: now() - 60 }],
    ['a member of staff', { sub: '42' }],
    ['another kind of thing', { sub: 'gid://shopify/Order/1' }],
    ['a customer id with more behind it', { sub: 'gid://shopify/Customer/1/2' }],
    ['no shop', { dest: 'evil.com' }],
    ['a lookalike of the shop', { dest: `https://${SHOP}.evil.com` }],
    ['one without an end', { exp: undefined as unknown as number }],
    ['one of the future', { nbf: now() + 60 }],
    ['two apps', { aud: [CLIENT_ID, 'another-app'] }],
    ['a buyer with a session of the admin', { sid: 'session-one' }],
    ['a buyer whose token the admin issued', { iss: `https://${SHOP}/admin` }],
  ])('stays shut for %s', async (_who, change) => {
    expect(await buyer(change)).toMatchObject(refused);
  });

  it('stays shut for the tokens of the admin, also without their subject', async () => {
    const { sub: _sub, ...claims } = adminClaims();
    const { iss: _iss, ...withoutIssuer } = claims;
    expect(await readExtensionToken(library, await sign(adminClaims()))).toMatchObject(refused);
    expect(await readExtensionToken(library, await sign(claims))).toMatchObject(refused);
    expect(await readExtensionToken(library, await sign(withoutIssuer))).toMatchObject(refused);
  });

  it('stays shut for a token that nobody signed, or somebody else, or in another way', async () => {
    const key = new TextEncoder().encode(SECRET.repeat(3));
    expect(await readExtensionToken(library, new UnsecuredJWT(buyerClaims()).encode())).toMatchObject(refused);
    expect(await buyer({}, 'another secret of the same kind')).toMatchObject(refused);
    const other = await new SignJWT(buyerClaims()).setProtectedHeader({ alg: 'HS512' }).sign(key);
    expect(await readExtensionToken(library, other)).toMatchObject(refused);
  });

  it('never repeats the token in its reason', async () => {
    const token = await sign(buyerClaims(), 'wrong');
    expect(JSON.stringify(await readExtensionToken(library, token))).not.toContain(token.slice(0, 20));
  });
});
