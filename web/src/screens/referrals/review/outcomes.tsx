import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { referrals } from '#contract/index.ts';
import { Badge, Button, Card, Stack, Table, TextLink, type Column } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { referralPath, TONES } from '../referral-words.ts';

export type Decision = 'approve' | 'refuse';
type Item = z.output<typeof referrals.decidedReferrals>['items'][number];

export interface Decided {
  readonly decision: Decision;
  readonly items: readonly (Item & { readonly name: string })[];
}

interface OutcomesProps {
  readonly decided: Decided;
  readonly onClose: () => void;
}

/** What came of each: some may have been decided by somebody else meanwhile, or be gone. */
export function Outcomes({ decided: { decision, items }, onClose }: OutcomesProps): ReactNode {
  const { say } = useWords();
  const columns: Column<Decided['items'][number]>[] = [
    {
      id: 'friend',
      header: say('referrals.friend'),
      cell: ({ id, name }) => (
        <TextLink to={referralPath(id)}>
          <bdi>{name}</bdi>
        </TextLink>
      ),
    },
    { id: 'outcome', header: say('review.outcome'), cell: ({ outcome }) => say(`review.outcome.${outcome}`) },
    {
      id: 'state',
      header: say('review.stands-now'),
      cell: ({ state }) => (state === null ? '–' : <Badge tone={TONES[state]}>{say(`referral-state.${state}`)}</Badge>),
    },
  ];
  const count = items.filter(({ outcome }) => outcome === 'decided').length;
  const title = say(`review.${decision}-done`, { count });
  return (
    <div role="status">
      <Card title={title} actions={<Button onPress={onClose}>{say('review.close')}</Button>}>
        <Stack>
          <Table caption={title} columns={columns} rows={items} rowKey={({ id }) => id} />
        </Stack>
      </Card>
    </div>
  );
}
