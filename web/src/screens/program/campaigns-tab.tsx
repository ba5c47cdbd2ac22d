import type { ReactElement, ReactNode } from 'react';
import { useFields } from '../../fields/fields-context.tsx';
import { asArray, asNumber, asObject, asText, initialValue } from '../../fields/json-schema.ts';
import { Sentence } from '../../fields/sentence.tsx';
import { Button, Card, EmptyState, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { kindsOf, schemaAt, type CatalogKind } from './catalog.ts';
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
  const effects = kindsOf(catalog, 'effect');
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
              <CampaignSentence entry={entry} effects={effects} />
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

interface CampaignSentenceProps {
  readonly entry: Entry;
  readonly effects: readonly CatalogKind[];
}

/** When, and what it gives: the second is the sentence of the effect's own kind. */
function CampaignSentence({ entry, effects }: CampaignSentenceProps): ReactNode {
  const { tell, say, formats } = useWords();
  const moment = (value: unknown): ReactElement => {
    const known = asNumber(value);
    return <strong>{known === null ? say('campaigns.open-end') : formats.dateTime(new Date(known).toISOString())}</strong>;
  };
  const effect = asObject(entry['effect']);
  const kind = effects.find((known) => known.kind === effect['kind']);
  const gives = <span>{kind ? <Sentence kind={kind} params={effect} /> : asText(effect['kind'])}</span>;
  return <Text size="large">{tell('campaigns.sentence', { from: moment(entry['from']), until: moment(entry['until']), gives })}</Text>;
}
