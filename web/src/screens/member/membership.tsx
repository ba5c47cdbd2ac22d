import type { ReactNode } from 'react';
import type { accounts } from '#contract/index.ts';
import { Card, Stack, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

/** Whether somebody takes part, and what they agreed to: when, where, and to which words. */
export function Membership({ membership }: { readonly membership: accounts.Membership }): ReactNode {
  const { say, formats } = useWords();
  const { state, consents, birthday } = membership;
  return (
    <Card title={say('membership.title')}>
      <Stack>
        <Text tone={state === 'left' ? 'warning' : 'neutral'}>{say(`membership.state.${state}`)}</Text>
        {birthday !== null && <Text>{say('membership.birthday', { day: formats.yearlyDay(birthday) })}</Text>}
        {consents.length === 0 ? <Text tone="subdued">{say('membership.no-consents')}</Text> : <Consents consents={consents} />}
      </Stack>
    </Card>
  );
}

function Consents({ consents }: { readonly consents: readonly accounts.ConsentGiven[] }): ReactNode {
  const { say, formats } = useWords();
  const columns: Column<accounts.ConsentGiven>[] = [
    { id: 'kind', header: say('membership.agreed'), cell: ({ kind }) => say(`membership.consent.${kind}`) },
    { id: 'at', header: say('column.when'), cell: ({ at }) => formats.dateTime(at) },
    { id: 'surface', header: say('membership.where'), cell: ({ surface }) => say(`surface.${surface}`) },
    { id: 'version', header: say('membership.wording'), cell: ({ version }) => <bdi dir="ltr">{version}</bdi> },
  ];
  return (
    <Table
      caption={say('membership.consents')}
      columns={columns}
      rows={consents}
      rowKey={({ kind, at, version }) => `${kind} ${at} ${version}`}
    />
  );
}
