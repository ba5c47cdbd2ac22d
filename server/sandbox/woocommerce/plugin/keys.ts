// What extensions/woocommerce/includes/keys.php signs, once more for this store's stand-in of the plugin. Both are held to extensions/woocommerce/tests/vectors.json.
import { createHmac, hkdfSync } from 'node:crypto';

export type Purpose = 'staff' | 'shopper' | 'note' | 'call';
export type SignedHeaders = Readonly<Record<'Content-Type' | 'X-Lasting-Time' | 'X-Lasting-Signature', string>>;

const TOKEN_SECONDS = 300;

export const keyOf = (secret: string, purpose: Purpose): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `lasting/${purpose}`, 32)); // prettier-ignore

export interface Named {
  readonly storeId: string;
  readonly url: string;
  readonly secret: string;
}

export function token(connection: Named, purpose: 'staff' | 'shopper', claims: object, nowSeconds: number): string {
  const aud = `lasting:${connection.storeId}:${purpose}`;
  const dated = { iss: connection.url, aud, iat: nowSeconds, exp: nowSeconds + TOKEN_SECONDS };
  const head = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
  // json_encode escapes what is not ASCII; slashes stay here.
  const json = JSON.stringify({ ...dated, ...claims }).replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`); // prettier-ignore
  const signed = `${head}.${Buffer.from(json).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', keyOf(connection.secret, purpose)).update(signed).digest('base64url')}`;
}

function headers(key: Buffer, nowSeconds: number, text: string): SignedHeaders {
  const signature = createHmac('sha256', key).update(`${nowSeconds}.${text}`).digest('hex');
  return { 'Content-Type': 'application/json', 'X-Lasting-Time': String(nowSeconds), 'X-Lasting-Signature': signature };
}

export const noteHeaders = (secret: string, body: string, nowSeconds: number): SignedHeaders =>
  headers(keyOf(secret, 'note'), nowSeconds, body); // prettier-ignore

export const callHeaders = (secret: string, name: string, body: string, nowSeconds: number): SignedHeaders =>
  headers(keyOf(secret, 'call'), nowSeconds, `${name}.${body}`); // prettier-ignore

/** Null: it is no line that an operator handed out. */
export function readLine(line: string): { readonly url: string; readonly code: string } | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(line.trim(), 'base64url').toString('utf8'));
    if (typeof said !== 'object' || said === null || !('u' in said) || !('c' in said)) return null;
    const { u, c } = said;
    if (typeof u !== 'string' || typeof c !== 'string' || !/^https?:$/u.test(URL.parse(u)?.protocol ?? '')) return null;
    return { url: u.replace(/\/+$/u, ''), code: c };
  } catch {
    return null;
  }
}
