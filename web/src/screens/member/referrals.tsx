import type { ReactNode } from 'react';
import { referrals } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Card, Row, Stack, Table, Text, TextLink, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { BanButton } from '../referral/ban-button.tsx';
import { advocateName, friendsPath, referralPath, TONES, type State } from '../referrals/referral-words.ts';

interface ReferralsProps {
  readonly memberId: string;
  readonly name: string;
}

/** Whom this member brought and who brought them, the codes of their link, and whether it is banned. */
export function Referrals({ memberId, name }: ReferralsProps): ReactNode {
  const { say } = useWords();
  const known = useResource('memberReferrals', { path: { memberId } });
  return (
    <Card title={say('member-referrals.title')}>
      <Loaded resource={known} lines={3}>
        {(found) => (
          <Stack>
            <Banned ban={found.ban} />
            {found.codes.length > 0 && <Codes codes={found.codes} />}
            <Friends memberId={memberId} counts={found.counts} />
            <BroughtBy by={found.broughtBy} />
            <BanButton memberId={memberId} name={name} banned={found.ban.banned} onChanged={known.reload} />
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}

function Banned({ ban }: Pick<referrals.MemberReferrals, 'ban'>): ReactNode {
  const { say, formats } = useWords();
  if (!ban.banned) return null;
  return (
    <Stack gap="tight">
      <div>
        <Badge tone="warning">{say('member-referrals.banned')}</Badge>
      </div>
      {ban.by !== null && ban.at !== null && (
        <Text>{say('member-referrals.banned-by', { who: ban.by, at: formats.dateTime(ban.at) })}</Text>
      )}
      {ban.note !== '' && <Text>{say('decision.note', { note: ban.note })}</Text>}
    </Stack>
  );
}

function Codes({ codes }: Pick<referrals.MemberReferrals, 'codes'>): ReactNode {
  const { say } = useWords();
  return (
    <Row gap="tight">
      <Text tone="subdued">{say('member-referrals.codes')}</Text>
      {codes.map((code) => (
        <bdi key={code} dir="ltr">
          {code}
        </bdi>
      ))}
    </Row>
  );
}

interface Count {
  readonly state: State;
  readonly count: number;
}

function Friends({ memberId, counts }: Pick<referrals.MemberReferrals, 'counts'> & { readonly memberId: string }): ReactNode {
  const { say, formats } = useWords();
  const rows: Count[] = referrals.referralState.options.flatMap((state) => {
    const count = counts[state] ?? 0;
    return count === 0 ? [] : [{ state, count }];
  });
  if (rows.length === 0) return <Text tone="subdued">{say('member-referrals.none')}</Text>;
  const columns: Column<Count>[] = [
    {
      id: 'state',
      header: say('referrals.state'),
      cell: ({ state }) => <Badge tone={TONES[state]}>{say(`referral-state.${state}`)}</Badge>,
    },
    { id: 'count', header: say('member-referrals.count'), numeric: true, cell: ({ count }) => <bdi>{formats.number(count)}</bdi> },
  ];
  return (
    <Stack gap="tight">
      <Table caption={say('member-referrals.friends')} columns={columns} rows={rows} rowKey={({ state }) => state} />
      <TextLink to={friendsPath(memberId)}>{say('member-referrals.see')}</TextLink>
    </Stack>
  );
}

function BroughtBy({ by }: { readonly by: referrals.MemberReferrals['broughtBy'] }): ReactNode {
  const words = useWords();
  if (by === null) return null;
  return (
    <Stack gap="tight">
      <Text>{words.say('member-referrals.brought-by', { name: advocateName(words, by.advocate) })}</Text>
      <TextLink to={referralPath(by.referralId)}>{words.say('member-referrals.brought-by-open')}</TextLink>
    </Stack>
  );
}
