// A WooCommerce shop whose plugin is connected: what the plugin signs, as its PHP does.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { StoreId } from '../../src/loyalty/ids.ts';
import { pluginAudience, pluginKey, type PluginPurpose } from '../../src/platforms/woocommerce/plugin/keys.ts';
import type { TestCore } from './core.ts';

export interface PluginShop {
  readonly store: StoreId;
  readonly url: string;
  readonly secret: string;
}

/** `url`: where its REST API answers, for who asks it. */
export async function aPluginShop(
  core: Pick<TestCore, 'addStore'>,
  url = `https://${randomUUID()}.example`,
  currency = 'EUR',
): Promise<PluginShop> {
  const secret = randomBytes(32).toString('base64url');
  const credentials = { consumerKey: 'ck_recorded', consumerSecret: 'cs_recorded', pluginSecret: secret };
  const store = await core.addStore({ url, domain: new URL(url).host, credentials, currency });
  return { store, url, secret };
}

export interface Signing {
  readonly secret?: string;
  readonly purpose?: PluginPurpose;
  /** What is signed as its name; another than the one that is asked for is an attack. */
  readonly name?: string;
  readonly at: number;
}

export function signedHeaders(
  shop: PluginShop,
  body: string,
  { secret = shop.secret, purpose = 'call', name, at }: Signing,
): Record<string, string> {
  const time = String(Math.floor(at / 1_000));
  const said = name === undefined ? `${time}.${body}` : `${time}.${name}.${body}`;
  const signature = createHmac('sha256', pluginKey(secret, purpose)).update(said).digest('hex');
  return { 'content-type': 'application/json', 'x-lasting-time': time, 'x-lasting-signature': signature };
}

export interface TokenChange {
  readonly secret?: string;
  readonly keyOf?: PluginPurpose;
  /** Undefined: left out. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A token of the plugin; `change` makes it a wrong one. */
export function pluginToken(shop: PluginShop, purpose: 'staff' | 'shopper', at: number, change: TokenChange = {}): Promise<string> {
  const now = Math.floor(at / 1_000);
  const who = purpose === 'staff' ? { sub: 'wp:1', name: 'Ada', own: true, lang: 'en_US' } : { sub: 'customer:7' };
  const claims = { iss: shop.url, aud: pluginAudience(shop.store, purpose), iat: now, exp: now + 300, ...who, ...change.claims };
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(pluginKey(change.secret ?? shop.secret, change.keyOf ?? purpose));
}
