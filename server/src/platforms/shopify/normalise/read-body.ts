import type { z } from 'zod';
import { Unreadable } from '../../platform.ts';

/** More digits than a JavaScript number holds exactly: Shopify's own sample deliveries have such ids. */
const LONG_INTEGER = /[[:,\s]\d{16,}/;

/** The delivered bytes as the payload we expect, or {@link Unreadable} with the field that surprises. Never quotes values: they are personal. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: Buffer): z.output<Schema> {
  const read = schema.safeParse(parseExactly(body.toString('utf8')));
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Unreadable(issue?.path.join('.') || 'body', issue?.message ?? 'not understood');
}

/** JSON, with integers that a number cannot hold kept as text. */
export function parseExactly(text: string): unknown {
  try {
    return LONG_INTEGER.test(text) ? (JSON.parse(text, keepLongIntegers) as unknown) : (JSON.parse(text) as unknown);
  } catch (error) {
    throw new Unreadable('body', error instanceof RangeError ? 'nested too deeply' : 'not JSON');
  }
}

/** Integers that would be rounded stay text. (The third argument is in every Node that we run on, and not yet in TypeScript's library.) */
function keepLongIntegers(_key: string, value: unknown, ...[context]: unknown[]): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || !Number.isInteger(value)) return value;
  return (context as { source?: string } | undefined)?.source ?? value;
}
