// "Order N changed", as the plugin says it.
import { z } from 'zod';
import { whyNotSigned, type SignedHeaders } from './signed.ts';

const body = z.strictObject({ order: z.int().min(1), n: z.string().regex(/^[\w-]{8,64}$/u) });

/** `n` names the note: the plugin sends the same one again until it hears 200. */
export interface Note {
  readonly orderId: string;
  readonly n: string;
}

export type NoteVerdict = { readonly kind: 'accepted'; readonly note: Note } | { readonly kind: 'rejected'; readonly status: 400 | 401; readonly why: string }; // prettier-ignore

/** A note that waited longer in the plugin's outbox is signed anew when it is sent. */
export function readNote(secret: string, headers: SignedHeaders, bytes: Buffer, now: number): NoteVerdict {
  const why = whyNotSigned(secret, 'note', { headers, bytes }, now);
  if (why !== null) return { kind: 'rejected', status: 401, why };
  const said = body.safeParse(parsed(bytes));
  if (!said.success) return { kind: 'rejected', status: 400, why: 'not a note' };
  return { kind: 'accepted', note: { orderId: String(said.data.order), n: said.data.n } };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
