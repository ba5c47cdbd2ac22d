import type { ReactNode } from 'react';
import { asArray } from '../../fields/json-schema.ts';
import { SchemaForm } from '../../fields/schema-form.tsx';
import { Card, EmptyState, MainAndAside, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { AddKind } from './add-kind.tsx';
import { kindsOf, schemaAt, type KindGroup } from './catalog.ts';
import { Entries } from './entries.tsx';
import { Conditions, EntryForm } from './entry-form.tsx';
import { Examples } from './examples.tsx';
import { KindSummary } from './kind-summary.tsx';
import type { TabProps } from './tab-props.ts';
import { entriesAt, type Path } from './terms.ts';
import type { Editing } from './use-draft.ts';

export function EarningTab(props: TabProps): ReactNode {
  const { say } = useWords();
  return (
    <MainAndAside
      main={
        <>
          <Card title={say('earning.rules')}>
            <KindEntries {...props} group="rule" path={['earning', 'rules']} empty="earning.rules-empty" add="earning.add-rule" />
          </Card>
          <Card title={say('earning.actions')}>
            <KindEntries {...props} group="action" path={['earning', 'actions']} empty="earning.actions-empty" add="earning.add-action" />
          </Card>
          <WhatCounts {...props} />
        </>
      }
      aside={<Examples terms={props.editing.terms} incomplete={isIncomplete(props.editing)} />}
    />
  );
}

/** Known without asking: the server found something missing in exactly these terms. */
function isIncomplete({ unsaved, state }: Editing): boolean {
  return !unsaved && state.draft !== null && state.draft.problems.length > 0;
}

interface KindEntriesProps extends TabProps {
  readonly group: KindGroup;
  readonly path: Path;
  readonly empty: 'earning.rules-empty' | 'earning.actions-empty' | 'rewards.empty';
  readonly add: 'earning.add-rule' | 'earning.add-action' | 'rewards.add';
  /** Which kinds are not to be had here, and why. */
  readonly missing?: string | undefined;
}

/** All entries of one group, whatever its kinds are. */
export function KindEntries({ editing, catalog, group, path, empty, add, missing }: KindEntriesProps): ReactNode {
  const { say } = useWords();
  const kinds = kindsOf(catalog, group);
  const conditions = kindsOf(catalog, 'condition');
  return (
    <Stack>
      {entriesAt(editing.terms, path).length === 0 && <Text tone="subdued">{say(empty)}</Text>}
      <Entries
        editing={editing}
        path={path}
        summary={(entry) => <KindSummary entry={entry} kinds={kinds} conditions={conditions} />}
        form={(entry, at) => {
          const kind = kinds.find((known) => known.kind === entry['kind']);
          if (kind === undefined) return <EmptyState title={say('entry.unknown-title')}>{say('entry.unknown-body')}</EmptyState>;
          return <EntryForm editing={editing} entry={entry} path={at} schema={kind.whole} kind={kind} conditions={conditions} />;
        }}
      />
      <AddKind label={say(add)} editing={editing} path={path} kinds={kinds} missing={missing} />
    </Stack>
  );
}

/** Which parts of an order's money count, how points are rounded, and which orders earn nothing. */
function WhatCounts({ editing, catalog }: TabProps): ReactNode {
  const { say } = useWords();
  return (
    <Card title={say('earning.what-counts')}>
      <Stack>
        <SchemaForm
          schema={schemaAt(catalog, ['earning'])}
          value={editing.get(['earning'])}
          path="earning"
          onChange={(next) => editing.set(['earning'], next)}
          without={['rules', 'actions', 'excluded']}
        />
        <Conditions
          editing={editing}
          path={['earning', 'excluded']}
          value={asArray(editing.get(['earning', 'excluded']))}
          kinds={kindsOf(catalog, 'condition')}
          label={say('param.excluded')}
          help={say('param.excluded.help')}
        />
      </Stack>
    </Card>
  );
}
