// "Order N changed", as the plugin says it: signed over the time and the bytes, so that nobody else can say it and an old one cannot be said again.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { pluginKey } from './keys.ts';

const AGE_MAX_MS = 10 * 60_000;
const body = z.strictObject({ order: z.int().min(1), n: z.string().regex(/^[\w-]{8,64}$/u) });

/** `n` names the note: the plugin sends the same one again until it hears 200. */
export interface Note {
  readonly orderId: string;
  readonly n: string;
}

export type NoteVerdict = { readonly kind: 'accepted'; readonly note: Note } | { readonly kind: 'rejected'; readonly status: 400 | 401; readonly why: string }; // prettier-ignore

const rejected = (status: 400 | 401, why: string): NoteVerdict => ({ kind: 'rejected', status, why });

/** `signature` is lower-case hex of HMAC-SHA256 over `<seconds>.<body>`. A note that waited longer in the plugin's outbox is signed anew when it is sent. */
export function readNote(
  secret: string,
  headers: { readonly time: string | undefined; readonly signature: string | undefined },
  bytes: Buffer,
  now: number,
): NoteVerdict {
  const { time = '', signature = '' } = headers;
  if (secret === '' || !/^\d{1,12}$/u.test(time) || !/^[0-9a-f]{64}$/u.test(signature)) return rejected(401, 'not signed');
  const expected = createHmac('sha256', pluginKey(secret, 'note')).update(`${time}.`).update(bytes).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return rejected(401, 'the signature does not fit');
  if (Math.abs(now - Number(time) * 1_000) > AGE_MAX_MS) return rejected(401, 'signed too long ago, or by a clock that is wrong');
  const said = body.safeParse(parsed(bytes));
  return said.success ? { kind: 'accepted', note: { orderId: String(said.data.order), n: said.data.n } } : rejected(400, 'not a note');
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
