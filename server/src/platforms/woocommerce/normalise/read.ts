// From bytes to something typed, or a named complaint. WooCommerce also signs and sends error answers: they are told apart here, once.
import type { ZodType } from 'zod';
import { Unreadable } from '../../platform.ts';

export type Body = { readonly kind: 'resource'; readonly value: unknown } | { readonly kind: 'error'; readonly code: string };

/**
 * A delivery's body is built when it is sent, not when the event happened. Was the object deleted meanwhile, or has the webhook's owner
 * lost the permission, then the body is the REST error, signed like any other, and names no object.
 */
export function readBody(bytes: Buffer): Body {
  const value = parseJson(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unreadable('body', 'not a JSON object');
  if (!('id' in value) && 'code' in value && typeof value.code === 'string') return { kind: 'error', code: value.code };
  return { kind: 'resource', value };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Unreadable('body', 'not JSON'); // The parser's own message quotes the body, which may be personal data.
  }
}

/** Only the field and the kind of problem are told, never the value: it may be personal data. */
export function read<T>(schema: ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Unreadable([what, ...(issue?.path ?? [])].map(String).join('.'), issue?.message ?? 'not as expected');
}
