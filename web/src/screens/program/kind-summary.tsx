import { Fragment, type ReactNode } from 'react';
import { ConditionSentence } from '../../fields/conditions-builder.tsx';
import { asArray, asText } from '../../fields/json-schema.ts';
import { Sentence } from '../../fields/sentence.tsx';
import { Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import type { CatalogKind } from './catalog.ts';
import { conditionOf } from './entry-form.tsx';
import type { Entry } from './terms.ts';

interface KindSummaryProps {
  readonly entry: Entry;
  readonly kinds: readonly CatalogKind[];
  readonly conditions: readonly CatalogKind[];
}

/** The rule's sentence, and under it each condition's. */
export function KindSummary({ entry, kinds, conditions }: KindSummaryProps): ReactNode {
  const { say } = useWords();
  const kind = kinds.find((known) => known.kind === entry['kind']);
  return (
    <Stack gap="tight">
      <Text size="large">
        {kind ? <Sentence kind={kind} params={entry['params']} /> : say('entry.unknown-kind', { kind: asText(entry['kind']) })}
      </Text>
      <ConditionList value={asArray(entry['when'])} kinds={conditions} />
    </Stack>
  );
}

export function ConditionList({ value, kinds }: { readonly value: readonly unknown[]; readonly kinds: readonly CatalogKind[] }): ReactNode {
  const { tell } = useWords();
  if (value.length === 0) return null;
  const sentences = value
    .map(conditionOf)
    .map((condition) => <ConditionSentence condition={condition} kind={kinds.find(({ kind }) => kind === condition.kind)} />);
  return (
    <Text tone="subdued">
      {sentences.map((sentence, index) => (
        // Conditions have no names; their place is their name.
        // eslint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {tell(index === 0 ? 'conditions.first' : 'conditions.further', { condition: <span>{sentence}</span> })}{' '}
        </Fragment>
      ))}
    </Text>
  );
}
