// What a parameter and its values are called. The server names parameters in code; people read them from the locale files.
import { useCallback } from 'react';
import { useWords } from '../locales/words-context.tsx';
import { asText } from './json-schema.ts';
import type { Words } from '../locales/words.ts';

export interface Names {
  /** `within`: the part it stands in, where the same word means something else there. */
  readonly param: (name: string, field: string | null, within?: string) => string;
  readonly help: (name: string, within?: string) => string | undefined;
  readonly option: (name: string, value: unknown) => string;
}

export function useNames(): Names {
  const { maybe } = useWords();
  return {
    param: useCallback((name: string, field: string | null, within?: string) => paramName(maybe, name, field, within), [maybe]),
    help: (name, within = '') => maybe(`param.${within}.${name}.help`) ?? maybe(`param.${name}.help`) ?? undefined,
    option: (name, value) => maybe(`option.${name}.${asText(value)}`) ?? maybe(`option.${asText(value)}`) ?? spaced(asText(value)),
  };
}

/** The last named part above it: `tiers` of `tiers.validDays`, `rewards` of `rewards.0.validDays`. */
export function partOf(path: string): string {
  return (
    path
      .split('.')
      .slice(0, -1)
      .findLast((step) => !/^\d+$/u.test(step)) ?? ''
  );
}

/** A parameter that nobody has translated yet is called by what it holds, or at worst by its own name. */
function paramName(maybe: Words['maybe'], name: string, field: string | null, within = ''): string {
  return maybe(`param.${within}.${name}`) ?? maybe(`param.${name}`) ?? (field === null ? null : maybe(`param.${field}`)) ?? spaced(name);
}

/** `minSteps` and `min-steps` are read as "min steps". */
function spaced(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .replace(/[-_]/gu, ' ')
    .toLowerCase();
}
