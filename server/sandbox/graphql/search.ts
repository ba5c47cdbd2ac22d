/**
 * Shopify's search syntax, the part apps use: `name:value`, `name:>value`, quotes, several terms joined by AND (or a space).
 * An unknown name is ignored by Shopify with a warning; here it is an error, because an ignored filter hides a mistake.
 */
import { GraphQLError } from 'graphql';

type Operator = ':' | ':>' | ':>=' | ':<' | ':<=';

interface Term {
  name: string;
  operator: Operator;
  value: string;
}

const TERM = /([\w.]+)(:>=|:<=|:>|:<|:)\s*(?:"([^"]*)"|'([^']*)'|([^\s()]+))/y;

function parseTerms(query: string): Term[] {
  const terms: Term[] = [];
  let at = 0;
  for (;;) {
    at += /^(?:\s|AND\b)*/.exec(query.slice(at))?.[0].length ?? 0;
    if (at >= query.length) return terms;
    TERM.lastIndex = at;
    const match = TERM.exec(query);
    if (!match)
      throw new GraphQLError(`The sandbox cannot read this search from "${query.slice(at)}" on`, { extensions: { code: 'BAD_REQUEST' } });
    terms.push({ name: match[1] ?? '', operator: match[2] as Operator, value: match[3] ?? match[4] ?? match[5] ?? '' });
    at = TERM.lastIndex;
  }
}

export type Readers<Item> = Record<string, (item: Item) => string | number | boolean | null | string[]>;

/** A date becomes milliseconds, a number a number; times compare by value and not by text. */
function comparable(value: string): number | string {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const time = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? value.toLowerCase() : time;
}

function hasWordFrom(text: string, beginning: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.some((word) => word.startsWith(beginning.toLowerCase()));
}

function matches(actual: ReturnType<Readers<unknown>[string]>, { operator, value }: Term): boolean {
  if (Array.isArray(actual)) return actual.some((one) => one.toLowerCase() === value.toLowerCase());
  if (value === '*') return actual !== null;
  // A star at the end asks for the beginning of any word.
  if (value.endsWith('*') && typeof actual === 'string') return hasWordFrom(actual, value.slice(0, -1));
  if (actual === null) return false;
  if (typeof actual === 'boolean') return String(actual) === value.toLowerCase();
  const wanted = comparable(value);
  const found = typeof actual === 'string' && typeof wanted === 'string' ? actual.toLowerCase() : actual;
  const compare: Record<Operator, boolean> = {
    ':': String(found) === String(wanted),
    ':>': found > wanted,
    ':>=': found >= wanted,
    ':<': found < wanted,
    ':<=': found <= wanted,
  };
  return compare[operator];
}

export function search<Item>(items: readonly Item[], query: string | null | undefined, readers: Readers<Item>): Item[] {
  const terms = parseTerms(query ?? '').filter((term) => !(term.name === 'status' && term.value === 'any'));
  return items.filter((item) =>
    terms.every((term) => {
      const reader = readers[term.name];
      if (!reader) throw new GraphQLError(`The sandbox does not search by "${term.name}"`, { extensions: { code: 'BAD_REQUEST' } });
      return matches(reader(item), term);
    }),
  );
}
