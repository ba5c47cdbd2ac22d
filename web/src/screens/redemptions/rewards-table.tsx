import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Badge, Row, Stack, Table, Text, TextLink, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { memberName, memberPath } from '../member/member-name.ts';
import { GiveBack } from './give-back.tsx';
import { rewardFacts, rewardName, TONES } from './reward-words.ts';

type Reward = admin.RewardRow;

interface RewardsTableProps {
  readonly rewards: readonly Reward[];
  /** On a member's own page nobody has to be told whose they are. */
  readonly ofOne?: boolean;
  readonly onChanged: () => void;
}

export function RewardsTable({ rewards, ofOne = false, onChanged }: RewardsTableProps): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const member: Column<Reward> = { id: 'member', header: say('column.member'), cell: (reward) => <Whose reward={reward} /> };
  const columns: Column<Reward>[] = [
    ...(ofOne ? [] : [member]),
    { id: 'reward', header: say('redemptions.reward'), cell: (reward) => <bdi>{rewardName(words, reward)}</bdi> },
    { id: 'state', header: say('redemptions.state'), cell: ({ state }) => <Badge tone={TONES[state]}>{say(`reward-state.${state}`)}</Badge> },
    { id: 'at', header: say('redemptions.asked'), cell: ({ askedAt }) => <Text tone="subdued">{formats.dateTime(askedAt)}</Text> },
    { id: 'points', header: say('column.points'), numeric: true, cell: ({ points }) => <bdi>{formats.number(points)}</bdi> },
    { id: 'worth', header: say('redemptions.worth'), numeric: true, cell: ({ worth }) => <bdi>{worth === null ? '–' : formats.money(worth)}</bdi> },
  ]; // prettier-ignore
  const detail = (reward: Reward): ReactNode => {
    const facts = rewardFacts(words, reward);
    if (facts.length === 0 && reward.detail === null && !reward.cancellable) return null;
    return (
      <Row gap="tight" spread>
        <Facts facts={facts} detail={reward.detail} />
        <GiveBack reward={reward} onDone={onChanged} />
      </Row>
    );
  };
  return <Table caption={say('redemptions.caption')} columns={columns} rows={rewards} rowKey={({ id }) => id} detail={detail} />;
}

function Whose({ reward: { member } }: { readonly reward: Reward }): ReactNode {
  const words = useWords();
  return (
    <TextLink to={memberPath(member.memberId)}>
      <bdi>{memberName(words, member)}</bdi>
    </TextLink>
  );
}

function Facts({ facts, detail }: { readonly facts: readonly string[]; readonly detail: string | null }): ReactNode {
  return (
    <Stack gap="tight">
      {facts.length > 0 && (
        <Text size="small" tone="subdued">
          {facts.join(' ')}
        </Text>
      )}
      {detail !== null && (
        <Text size="small" tone="subdued">
          {/* For developers and English: it stands apart from the sentences. */}
          <bdi dir="ltr">{detail}</bdi>
        </Text>
      )}
    </Stack>
  );
}
