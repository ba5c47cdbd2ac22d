import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Button, Card, EmptyState, Stack, Table, Text, type Column } from '../../../kit/index.ts';
import type { MessageKey } from '../../../locales/words.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { useMailName } from './mail-name.ts';

type Day = admin.Mail['days'][number];
const ENDS = ['queued', 'sent', 'bounced', 'suppressed', 'unsubscribed', 'other'] as const;
type Counts = Pick<Day, (typeof ENDS)[number]>;

/** What became of each mail, added up and day by day. */
export function MailNumbers({ mail: { days, left, since } }: { readonly mail: admin.Mail }): ReactNode {
  const { say, formats } = useWords();
  return (
    <Card title={say('mail.numbers')}>
      <Stack>
        {days.length === 0 ? (
          <EmptyState title={say('mail.numbers-empty')}>{say('mail.numbers-empty-body')}</EmptyState>
        ) : (
          <>
            <p>{say('mail.numbers-since', { day: formats.longDay(since) })}</p>
            <NumbersTable days={days} />
          </>
        )}
        <Text>{say('mail.left', { count: left })}</Text>
        <Text tone="subdued" size="small">
          {say('mail.numbers-what')}
        </Text>
      </Stack>
    </Card>
  );
}

const NOTHING: Counts = { queued: 0, sent: 0, bounced: 0, suppressed: 0, unsubscribed: 0, other: 0 };

function sum(rows: readonly Counts[]): Counts {
  return rows.reduce((all, row) => Object.fromEntries(ENDS.map((end) => [end, all[end] + row[end]])) as unknown as Counts, NOTHING);
}

function useCountColumns(): Column<{ readonly counts: Counts }>[] {
  const { say, formats } = useWords();
  return ENDS.map((end) => ({
    id: end,
    header: say(`mail.end.${end}` satisfies MessageKey),
    numeric: true,
    cell: ({ counts }) => <bdi>{formats.number(counts[end])}</bdi>,
  }));
}

interface MailRow {
  readonly template: string;
  readonly counts: Counts;
  readonly days: readonly Day[];
}

function NumbersTable({ days }: { readonly days: readonly Day[] }): ReactNode {
  const { say } = useWords();
  const nameOf = useMailName();
  const counts = useCountColumns();
  const [opened, open] = useState<string | null>(null);
  const templates = [...new Set(days.map(({ template }) => template))];
  const rows = templates.map((template): MailRow => {
    const own = days.filter((day) => day.template === template);
    return { template, counts: sum(own), days: own };
  });
  const columns: Column<MailRow>[] = [
    { id: 'mail', header: say('mail.mail'), cell: ({ template }) => nameOf(template) },
    ...counts,
    {
      id: 'days',
      header: say('mail.by-day'),
      cell: ({ template }) => (
        <Button
          kind="plain"
          expanded={opened === template}
          onPress={() => open(opened === template ? null : template)}
          label={say('mail.by-day-label', { name: nameOf(template) })}
        >
          {say('mail.by-day')}
        </Button>
      ),
    },
  ];
  const detail = (row: MailRow): ReactNode => (opened === row.template ? <DaysTable name={nameOf(row.template)} days={row.days} /> : null);
  return <Table caption={say('mail.numbers')} columns={columns} rows={rows} rowKey={({ template }) => template} detail={detail} />;
}

function DaysTable({ name, days }: { readonly name: string; readonly days: readonly Day[] }): ReactNode {
  const { say, formats } = useWords();
  const counts = useCountColumns();
  const columns: Column<{ readonly day: string; readonly counts: Counts }>[] = [
    { id: 'day', header: say('column.day'), cell: ({ day }) => formats.longDay(day) },
    ...counts,
  ];
  const rows = days.toSorted((a, b) => b.day.localeCompare(a.day)).map((day) => ({ day: day.day, counts: day }));
  return <Table caption={say('mail.by-day-label', { name })} columns={columns} rows={rows} rowKey={({ day }) => day} />;
}
