import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useDownload } from '../../api/use-download.ts';
import { Banner, Button, Card, Row, SelectField, Stack, Stat, StatRow, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useProblemSentence } from '../../shell/problem-words.tsx';
import { MonthsChart } from './months-chart.tsx';
import { MonthsTable } from './months-table.tsx';

interface StatementProps {
  readonly report: admin.RollForward;
}

const LATEST = 'latest';
const LATEST_MONTHS = 12;

/** What is owed now, and how it came to be, for the last twelve months or a year. */
export function Statement({ report }: StatementProps): ReactNode {
  const { say, formats } = useWords();
  const [period, setPeriod] = useState(LATEST);
  const months = monthsOf(report, period);
  const { rolledForward, positions } = report.reconciliation;
  return (
    <Card title={say('ledger.owed')} actions={<KeepFile months={months} table="months" />}>
      <Stack>
        <Owed report={report} />
        {rolledForward !== positions && (
          <Banner tone="critical" title={say('ledger.does-not-add-up')}>
            {say('ledger.does-not-add-up-body', { rolledForward, positions })}
          </Banner>
        )}
        {!report.months.some(({ closed }) => closed) && <Text tone="subdued">{say('ledger.none-closed')}</Text>}
        <Period report={report} period={period} onChoose={setPeriod} />
        <MonthsChart months={months} />
        <MonthsTable months={months} currency={report.currency} />
        <Text tone="subdued" size="small">
          {say('ledger.months-note', { zone: report.timeZone, at: formats.dateTime(report.asOf) })}
        </Text>
        {months.every(({ money }) => money === null) && (
          <Text tone="subdued" size="small">
            {say('ledger.not-valued')}
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function monthsOf({ months }: admin.RollForward, period: string): admin.RollForwardMonth[] {
  return period === LATEST ? months.slice(-LATEST_MONTHS) : months.filter(({ month }) => month.startsWith(period));
}

function Owed({ report }: StatementProps): ReactNode {
  const { say, formats } = useWords();
  const last = report.months.at(-1);
  if (last === undefined) return null;
  const { owedToMembers, owedByMembers } = last.points;
  return (
    <StatRow>
      <Stat label={say('ledger.owed-to-members')} value={formats.number(owedToMembers)} note={say('ledger.owed-to-members-note')} />
      {owedByMembers > 0 && (
        <Stat label={say('ledger.owed-by-members')} value={formats.number(owedByMembers)} note={say('ledger.owed-by-members-note')} />
      )}
    </StatRow>
  );
}

interface PeriodProps extends StatementProps {
  readonly period: string;
  readonly onChoose: (period: string) => void;
}

/** Nothing to choose while everything fits. */
function Period({ report, period, onChoose }: PeriodProps): ReactNode {
  const { say, formats } = useWords();
  if (report.months.length <= LATEST_MONTHS) return null;
  const years = [...new Set(report.months.map(({ month }) => month.slice(0, 4)))].toReversed();
  const options = [{ value: LATEST, label: say('ledger.latest') }, ...years.map((year) => ({ value: year, label: formats.year(year) }))];
  return <SelectField label={say('ledger.period')} value={period} options={options} onChange={onChoose} />;
}

interface KeepFileProps {
  readonly months: readonly admin.RollForwardMonth[];
  readonly table: 'months' | 'cohorts';
}

export function KeepFile({ months, table }: KeepFileProps): ReactNode {
  const { say } = useWords();
  const file = useDownload('rollForward');
  const sentence = useProblemSentence();
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  return (
    <Row gap="tight">
      {file.problem && (
        <div role="alert">
          <Text tone="critical">{sentence(file.problem)}</Text>
        </div>
      )}
      <Button
        busy={file.busy}
        label={say(table === 'months' ? 'ledger.keep-months' : 'ledger.keep-cohorts')}
        onPress={() => void file.keep({ query: { from: first, to: last, format: 'csv', table } })}
      >
        {say('ledger.keep')}
      </Button>
    </Row>
  );
}
