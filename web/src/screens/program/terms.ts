// The terms of a program as they are edited: a document that may be incomplete, read and changed by path.
import type { admin } from '#contract/index.ts';
import { asArray, asObject, type Json } from '../../fields/json-schema.ts';

export type Terms = admin.Terms;
export type Path = readonly (string | number)[];

export function at(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof step === 'number') return asArray(inner)[step];
    return Array.isArray(inner) ? asArray(inner).find((one) => asObject(one)['id'] === step) : asObject(inner)[step];
  }, document);
}

/** The same document with another value at the path. */
export function withAt(document: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') return asArray(document).map((inner, index) => (index === step ? withAt(inner, rest, value) : inner));
  return { ...asObject(document), [step]: withAt(asObject(document)[step], rest, value) };
}

export function textPath(path: Path): string {
  return path.join('.');
}

export function stepsOf(path: string): Path {
  return path.split('.').map((step) => (/^\d+$/u.test(step) ? Number(step) : step));
}

/** A rule, an action, a campaign, a level, a reward: what has an id and a name. */
export type Entry = Json & { readonly id?: unknown; readonly name?: unknown };

export function entriesAt(terms: unknown, path: Path): readonly Entry[] {
  return asArray(at(terms, path)).map(asObject);
}

const SHORT = 32;

/** Entries are named in the books for ever, so a new one never takes the name of one that was there. */
export function newId(kind: string, known: readonly Entry[]): string {
  const base =
    kind
      .toLowerCase()
      .replace(/[^a-z0-9-]/gu, '')
      .slice(0, SHORT) || 'entry';
  const taken = new Set(known.map(({ id }) => id));
  const names = Array.from({ length: known.length + 1 }, (_, index) => (index === 0 ? base : `${base}-${index + 1}`));
  return names.find((name) => !taken.has(name)) ?? base;
}

export function sameTerms(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Members are shown a tier by its name; ids are for the books. */
export function levelsOf(terms: unknown): readonly Entry[] {
  return entriesAt(terms, ['tiers', 'levels']);
}
