import { useMemo, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { FieldsProvider } from '../../fields/fields-context.tsx';
import { asObject, asText } from '../../fields/json-schema.ts';
import { Stack, Text } from '../../kit/index.ts';
import { textIn } from '../../locales/localised.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useSession } from '../../shell/session-context.tsx';
import { kindsOf } from './catalog.ts';
import { KindSummary } from './kind-summary.tsx';
import { promiseWords } from './referrals/referral-words.ts';
import { useGoods } from './use-goods.ts';
import { entriesAt, levelsOf, type Terms } from './terms.ts';

interface ProgramSentencesProps {
  readonly terms: Terms;
  readonly catalog: admin.Catalog;
}

const PARTS = [
  { group: 'rule', path: ['earning', 'rules'] },
  { group: 'action', path: ['earning', 'actions'] },
  { group: 'reward', path: ['rewards'] },
] as const;

/** A whole program to be read, not edited. */
export function ProgramSentences({ terms, catalog }: ProgramSentencesProps): ReactNode {
  const words = useWords();
  const { locale } = words;
  const { store } = useSession();
  const goods = useGoods();
  const conditions = kindsOf(catalog, 'condition');
  const around = useMemo(() => {
    const tiers = levelsOf(terms).map(({ id, name }) => ({ id: asText(id), name: textIn(locale, asObject(name)) || asText(id) }));
    return { goods, currency: store.currency, timeZone: store.timeZone, tiers, disabled: true, problems: new Map<string, string>() };
  }, [terms, locale, store, goods]);
  return (
    <FieldsProvider value={around}>
      <Stack gap="tight">
        {PARTS.flatMap(({ group, path }) =>
          entriesAt(terms, path)
            .filter((entry) => entry['on'] !== false)
            .map((entry) => (
              <KindSummary key={`${group} ${asText(entry.id)}`} entry={entry} kinds={kindsOf(catalog, group)} conditions={conditions} />
            )),
        )}
        {(terms['referrals'] ?? null) !== null &&
          promiseWords(words, terms['referrals'], { currency: store.currency, terms }).map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
        {around.tiers.length > 0 && <Text>{around.tiers.map(({ name }) => name).join(' · ')}</Text>}
      </Stack>
    </FieldsProvider>
  );
}
