// Bytes that a plugin signed for one purpose, a moment ago: nobody else can say them, and old ones cannot be said again.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { pluginKey } from './keys.ts';

const AGE_MAX_MS = 10 * 60_000;

export interface SignedHeaders {
  readonly time: string | undefined;
  readonly signature: string | undefined;
}

export interface Said {
  readonly headers: SignedHeaders;
  readonly bytes: Buffer;
  /** Of a call, its name: one question is never taken for another. */
  readonly path?: string;
}

/** Null: it is genuine. `signature` is lower-case hex of HMAC-SHA256 over `<seconds>.<body>`, or `<seconds>.<path>.<body>`. */
export function whyNotSigned(secret: string, purpose: 'note' | 'call', { headers, bytes, path }: Said, now: number): string | null {
  const { time = '', signature = '' } = headers;
  if (secret === '' || !/^\d{1,12}$/u.test(time) || !/^[0-9a-f]{64}$/u.test(signature)) return 'not signed';
  const hmac = createHmac('sha256', pluginKey(secret, purpose)).update(`${time}.${path === undefined ? '' : `${path}.`}`);
  if (!timingSafeEqual(hmac.update(bytes).digest(), Buffer.from(signature, 'hex'))) return 'the signature does not fit';
  return Math.abs(now - Number(time) * 1_000) > AGE_MAX_MS ? 'signed too long ago, or by a clock that is wrong' : null;
}
