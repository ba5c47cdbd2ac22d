import type { ReactNode } from 'react';
import type { accounts } from '#contract/index.ts';
import { Card, Stack, Table, Text, TextLink, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { verdictOn } from './difference.ts';
import { shareOf } from './sums.ts';

type Holdout = NonNullable<accounts.Funnel['holdout']>;
type Group = Holdout['offered'];
type Outcome = 'accounts' | 'secondOrder';

interface GroupsProps {
  readonly holdout: accounts.Funnel['holdout'];
  readonly currency: string;
}

/** Those who were offered an account beside those who were not, chosen by chance: only their difference is what offering brings. */
export function Groups({ holdout, currency }: GroupsProps): ReactNode {
  const { say } = useWords();
  return (
    <Card title={say('funnel.groups')}>
      {holdout === null ? (
        <Stack gap="tight">
          <Text>{say('funnel.no-groups')}</Text>
          <TextLink to="/settings?tab=accounts">{say('funnel.no-groups-action')}</TextLink>
        </Stack>
      ) : (
        <Stack>
          <GroupsTable holdout={holdout} currency={currency} />
          <Difference holdout={holdout} outcome="accounts" />
          <Difference holdout={holdout} outcome="secondOrder" />
        </Stack>
      )}
    </Card>
  );
}

interface GroupRow {
  readonly id: 'offered' | 'heldBack';
  readonly group: Group;
}

function GroupsTable({ holdout, currency }: { readonly holdout: Holdout; readonly currency: string }): ReactNode {
  const { say, formats } = useWords();
  const withShare = (part: number, { guests }: Group): string => {
    const share = shareOf(part, guests);
    return share === null ? formats.number(part) : say('funnel.with-share', { count: part, share: formats.share(share) });
  };
  const money = (amountMinor: number): string => formats.money({ amountMinor, currency });
  const number = (id: string, header: string, text: (group: Group) => string): Column<GroupRow> => ({
    id,
    header,
    numeric: true,
    cell: ({ group }) => <bdi>{text(group)}</bdi>,
  });
  const columns: Column<GroupRow>[] = [
    { id: 'group', header: say('funnel.group'), cell: ({ id }) => say(`funnel.group.${id}`) },
    number('guests', say('funnel.guests'), ({ guests }) => formats.number(guests)),
    number('accounts', say('funnel.accounts'), (group) => withShare(group.accounts, group)),
    number('second', say('funnel.step.secondOrder'), (group) => withShare(group.secondOrder, group)),
    number('revenue', say('funnel.revenue'), (group) => money(group.revenueAfterMinor)),
    number('each', say('funnel.revenue-each'), ({ revenueAfterMinor, guests }) =>
      guests === 0 ? '–' : money(Math.round(revenueAfterMinor / guests)),
    ),
  ];
  const rows: GroupRow[] = [
    { id: 'offered', group: holdout.offered },
    { id: 'heldBack', group: holdout.heldBack },
  ];
  return <Table caption={say('funnel.groups')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** What the difference means, in a sentence; with too few people it means nothing yet, and that is said. */
function Difference({ holdout, outcome }: { readonly holdout: Holdout; readonly outcome: Outcome }): ReactNode {
  const { say, formats } = useWords();
  const [offered, heldBack] = [holdout.offered, holdout.heldBack].map((group) => ({ guests: group.guests, did: group[outcome] }));
  if (offered === undefined || heldBack === undefined) return null;
  const verdict = verdictOn(offered, heldBack);
  const share = ({ did, guests }: typeof offered): string => formats.share(shareOf(did, guests) ?? 0);
  const tones = { few: 'subdued', chance: 'neutral', more: 'good', less: 'warning' } as const;
  return <Text tone={tones[verdict]}>{say(`funnel.${outcome}.${verdict}`, { offered: share(offered), heldBack: share(heldBack) })}</Text>;
}
