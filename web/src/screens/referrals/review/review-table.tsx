import { useState, type ReactNode } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import { Button, Stack, Table, Text, ToggleField, type Column } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { Loaded } from '../../../shell/loaded.tsx';
import { Evidence } from '../../referral/evidence.tsx';
import { Scores } from '../../referral/scores.tsx';
import { Friend, Order } from '../list/referral-table.tsx';
import { friendName, type Row } from '../referral-words.ts';
import { Person } from '../someone.tsx';

interface ReviewTableProps {
  readonly rows: readonly Row[];
  readonly chosen: ReadonlySet<string>;
  /** Null: this role looks and does not decide. */
  readonly onChoose: ((chosen: ReadonlySet<string>) => void) | null;
}

export function ReviewTable({ rows, chosen, onChoose }: ReviewTableProps): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const [opened, open] = useState<string | null>(null);
  const whole = rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  const pick: Column<Row>[] =
    onChoose === null
      ? []
      : [
          {
            id: 'pick',
            header: say('review.pick'),
            cell: ({ id, friend }) => (
              <ToggleField
                label={say('review.pick-one', { name: friendName(words, friend) })}
                labelHidden
                on={chosen.has(id)}
                onChange={(on) => onChoose(withOne(chosen, id, on))}
              />
            ),
          },
        ];
  const columns: Column<Row>[] = [
    { id: 'friend', header: say('referrals.friend'), cell: (row) => <Friend row={row} /> },
    { id: 'advocate', header: say('referrals.advocate'), cell: ({ advocate }) => <Person someone={advocate} as="advocate" /> },
    { id: 'order', header: say('referrals.order'), cell: (row) => <Order row={row} /> },
    { id: 'since', header: say('review.waits-since'), cell: ({ since }) => <Text tone="subdued">{formats.dateTime(since)}</Text> },
    {
      id: 'score',
      header: say('referrals.score'),
      numeric: true,
      cell: ({ score }) => <bdi>{score === null ? '–' : formats.number(score)}</bdi>,
    },
    {
      id: 'evidence',
      header: say('evidence.title'),
      cell: ({ id, friend }) => (
        <Button
          kind="plain"
          expanded={opened === id}
          onPress={() => open(opened === id ? null : id)}
          label={say('review.open-label', { name: friendName(words, friend) })}
        >
          {say('review.open')}
        </Button>
      ),
    },
    ...pick,
  ];
  return (
    <Stack gap="tight">
      {onChoose !== null && (
        <ToggleField label={say('review.pick-all')} on={whole} onChange={(on) => onChoose(new Set(on ? rows.map(({ id }) => id) : []))} />
      )}
      <Table
        caption={say('review.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        detail={({ id }) => (opened === id ? <Why referralId={id} /> : null)}
      />
    </Stack>
  );
}

function withOne(chosen: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(chosen);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

/** The reasons and both people side by side, without leaving the queue. */
function Why({ referralId }: { readonly referralId: string }): ReactNode {
  const detail = useResource('referral', { path: { referralId } });
  return (
    <Loaded resource={detail} lines={5}>
      {(known) => (
        <Stack>
          <Scores detail={known} />
          <Evidence pairs={known.evidence} />
        </Stack>
      )}
    </Loaded>
  );
}
