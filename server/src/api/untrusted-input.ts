// What came from outside, before a schema looks at it: no name that a database or an object could take for something else, and no towers.
import type { Request } from 'express';
import type { z } from 'zod';
import { invalidInput } from './http-problem.ts';

/** Database operators, paths into documents, and the names through which objects share properties. */
const REFUSED_NAME = /^\$|\.|^(__proto__|constructor|prototype)$/u;
const MAX_DEPTH = 16;

export type Fields = Readonly<Record<string, string>>;

function refuseName(name: string): void {
  if (REFUSED_NAME.test(name)) throw invalidInput('a field has a name that is not allowed');
}

/** @throws HttpProblem for a name that is repeated (which one counts?), nested ("a[b]") or not allowed. */
export function queryOf(req: Request): Fields {
  const fields = new Map<string, string>();
  for (const [name, value] of searchOf(req)) {
    refuseName(name);
    if (/[[\]]/u.test(name)) throw invalidInput('a field has a name that is not allowed');
    if (fields.has(name)) throw invalidInput('a field is given twice', name);
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

export function searchOf(req: Request): URLSearchParams {
  const start = req.originalUrl.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : req.originalUrl.slice(start + 1));
}

/** Without recursion, so that a deep tower costs no stack. */
function refuseNamesWithin(value: unknown): void {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth >= MAX_DEPTH) throw invalidInput('the body is nested too deeply');
    for (const [name, inner] of Object.entries(next.value)) {
      if (!Array.isArray(next.value)) refuseName(name);
      waiting.push({ value: inner, depth: next.depth + 1 });
    }
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalidInput('the body is not JSON in UTF-8');
  }
}

export function jsonOf(bytes: Buffer): unknown {
  const value = parseJson(bytes);
  refuseNamesWithin(value);
  return value;
}

/** @throws HttpProblem naming the first wrong field; the message comes from the schema and holds no input. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw invalidInput(issue?.message ?? 'invalid', field === '' ? null : field);
}
