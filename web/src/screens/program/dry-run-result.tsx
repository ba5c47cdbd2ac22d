import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { asObject } from '../../fields/json-schema.ts';
import { BarChart, Stack, Stat, StatRow, Table, Text, type Column } from '../../kit/index.ts';
import { textIn } from '../../locales/localised.ts';
import { useWords } from '../../locales/words-context.tsx';
import { entriesAt, type Terms } from './terms.ts';

type Rule = admin.DryRunResult['rules'][number];
type Given = admin.DryRunResult['live'];

interface DryRunResultProps {
  readonly result: admin.DryRunResult;
  readonly terms: Terms;
}

/** What the same orders earned, and what they would have earned by the draft: together and rule by rule. */
export function DryRunResult({ result, terms }: DryRunResultProps): ReactNode {
  const { say, formats } = useWords();
  const nameOf = useRuleName(terms);
  return (
    <Stack>
      <Text>{say('dry-run.span', { orders: result.orders, from: formats.date(result.from), until: formats.date(result.until) })}</Text>
      <StatRow>
        <GivenStat label={say('dry-run.live')} given={result.live} />
        <GivenStat label={say('dry-run.draft')} given={result.draft} />
        <Stat label={say('dry-run.difference')} value={formats.change(result.draft.points - result.live.points)} note={costDifference()} />
      </StatRow>
      <RuleTable rules={result.rules} nameOf={nameOf} />
      {result.rules.length > 0 && (
        <BarChart
          title={say('dry-run.chart')}
          groupLabel={say('dry-run.rule')}
          series={[
            { key: 'live', label: say('dry-run.live'), tone: 'third' },
            { key: 'draft', label: say('dry-run.draft'), tone: 'first' },
          ]}
          groups={result.rules.map((rule) => ({
            id: rule.ruleId,
            short: nameOf(rule),
            long: nameOf(rule),
            values: { live: rule.live.points, draft: rule.draft.points },
          }))}
          format={formats.number}
          sideBySide
        />
      )}
    </Stack>
  );

  function costDifference(): string {
    const [live, draft] = [result.live.cost, result.draft.cost];
    if (live === null || draft === null) return say('dry-run.no-cost');
    return say('dry-run.cost', {
      cost: formats.moneyChange({ amountMinor: draft.amountMinor - live.amountMinor, currency: draft.currency }),
    });
  }
}

function GivenStat({ label, given }: { readonly label: string; readonly given: Given }): ReactNode {
  const { say, formats } = useWords();
  const note = given.cost === null ? {} : { note: say('dry-run.cost', { cost: formats.money(given.cost) }) };
  return <Stat label={label} value={formats.number(given.points)} {...note} />;
}

function RuleTable({ rules, nameOf }: { readonly rules: readonly Rule[]; readonly nameOf: (rule: Rule) => string }): ReactNode {
  const { say, formats } = useWords();
  const column = (id: string, header: string, text: (rule: Rule) => string): Column<Rule> => ({
    id,
    header,
    numeric: true,
    cell: (rule) => <bdi>{text(rule)}</bdi>,
  });
  const columns: Column<Rule>[] = [
    { id: 'rule', header: say('dry-run.rule'), cell: (rule) => <bdi>{nameOf(rule)}</bdi> },
    column('live', say('dry-run.live'), ({ live }) => formats.number(live.points)),
    column('draft', say('dry-run.draft'), ({ draft }) => formats.number(draft.points)),
    column('difference', say('dry-run.difference'), ({ live, draft }) => formats.change(draft.points - live.points)),
  ];
  return <Table caption={say('dry-run.by-rule')} columns={columns} rows={rules} rowKey={({ ruleId }) => ruleId} />;
}

/** By the draft's own names; a rule that the draft no longer has keeps the name that the server knew. */
function useRuleName(terms: Terms): (rule: Rule) => string {
  const { locale } = useWords();
  const paths = [['earning', 'rules'], ['earning', 'actions'], ['campaigns'], ['tiers', 'levels']] as const;
  const entries = paths.flatMap((path) => entriesAt(terms, path));
  return ({ ruleId, name }) => {
    const entry = entries.find(({ id }) => id === ruleId);
    return textIn(locale, asObject(entry?.name)) || (name ?? ruleId);
  };
}
