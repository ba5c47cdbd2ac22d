import type { ReactNode } from 'react';
import { useFields } from '../../fields/fields-context.tsx';
import { asArray, asNumber, asObject, initialValue } from '../../fields/json-schema.ts';
import { readScaled } from '../../fields/digits.ts';
import { Button, Card, EmptyState, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { kindsOf, schemaAt } from './catalog.ts';
import { Entries, useAddEntry } from './entries.tsx';
import { EntryForm } from './entry-form.tsx';
import { ConditionList } from './kind-summary.tsx';
import type { TabProps } from './tab-props.ts';
import { entriesAt, type Entry } from './terms.ts';

const PATH = ['campaigns'] as const;
const FIRST = ['effect', 'from', 'until'];

export function CampaignsTab({ editing, catalog }: TabProps): ReactNode {
  const { say, locale } = useWords();
  const { disabled } = useFields();
  const add = useAddEntry(editing, PATH);
  const schema = schemaAt(catalog, PATH).items ?? {};
  const conditions = kindsOf(catalog, 'condition');
  const name = { [locale]: say('campaigns.new') };
  return (
    <Card
      title={say('campaigns.title')}
      {...(disabled
        ? {}
        : {
            actions: (
              <Button onPress={() => add({ ...asObject(initialValue(schema)), name, on: true }, 'campaign')}>{say('campaigns.add')}</Button>
            ),
          })}
    >
      {entriesAt(editing.terms, PATH).length === 0 ? (
        <EmptyState title={say('campaigns.empty-title')}>{say('campaigns.empty-body')}</EmptyState>
      ) : (
        <Entries
          editing={editing}
          path={PATH}
          summary={(entry) => (
            <Stack gap="tight">
              <CampaignSentence entry={entry} />
              <ConditionList value={asArray(entry['when'])} kinds={conditions} />
            </Stack>
          )}
          form={(entry, path) => (
            <EntryForm editing={editing} entry={entry} path={path} schema={schema} conditions={conditions} first={FIRST} />
          )}
        />
      )}
    </Card>
  );
}

function CampaignSentence({ entry }: { readonly entry: Entry }): ReactNode {
  const { tell, say, formats } = useWords();
  const bold = (text: string) => <strong>{text}</strong>;
  const moment = (value: unknown): string => {
    const known = asNumber(value);
    return known === null ? say('campaigns.open-end') : formats.dateTime(new Date(known).toISOString());
  };
  const window = { from: bold(moment(entry['from'])), until: bold(moment(entry['until'])) };
  const { kind, factorBasisPoints, points } = asObject(entry['effect']);
  const count = asNumber(points) ?? 0;
  return (
    <Text size="large">
      {kind === 'bonus'
        ? tell('campaigns.bonus', { ...window, count, points: bold(formats.number(count)) })
        : tell('campaigns.multiplier', { ...window, factor: bold(readScaled(asNumber(factorBasisPoints) ?? 10_000, 4, formats.tag)) })}
    </Text>
  );
}
