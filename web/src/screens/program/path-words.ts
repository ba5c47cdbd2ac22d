// Where in a program something is, in words: `earning.rules.0.params.points` is "Earning rules, Points for purchases, Points".
import { useCallback } from 'react';
import { partOf, useNames } from '../../fields/names.ts';
import { asArray, asObject, asText } from '../../fields/json-schema.ts';
import { textIn } from '../../locales/localised.ts';
import { useWords } from '../../locales/words-context.tsx';
import { at, stepsOf } from './terms.ts';

/** Steps that say nothing to a person. */
const SILENT = new Set(['earning', 'params']);

export function usePathWords(terms: unknown): (path: string) => string {
  const { say, locale, formats } = useWords();
  const { param } = useNames();
  return useCallback(
    (path: string) => {
      const steps = stepsOf(path);
      const list = new Intl.ListFormat(formats.tag, { type: 'unit', style: 'short' });
      const words = steps.flatMap((step, index) => {
        const outer = at(terms, steps.slice(0, index));
        if (typeof step === 'number') return [entryName(asArray(outer)[step]) || say('draft.nth', { nth: step + 1 })];
        // Differences name an entry by its id, because its place may have changed.
        if (Array.isArray(outer)) return [entryName(asArray(outer).find((one) => asObject(one)['id'] === step)) || step];
        return SILENT.has(step) ? [] : [param(step, null, partOf(steps.slice(0, index + 1).join('.')))];
      });
      return list.format(words);

      function entryName(entry: unknown): string {
        const { name, kind } = asObject(entry);
        return textIn(locale, asObject(name)) || asText(kind);
      }
    },
    [terms, say, locale, formats, param],
  );
}
