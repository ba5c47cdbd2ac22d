import type { ReactNode } from 'react';
import { Badge, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { TONES, type Row } from './referral-words.ts';

/** How far it is, and why it is no further. */
export function StateBadge({ state, reason }: Pick<Row, 'state' | 'reason'>): ReactNode {
  const { say } = useWords();
  const badge = <Badge tone={TONES[state]}>{say(`referral-state.${state}`)}</Badge>;
  if (reason === null) return badge;
  return (
    <Stack gap="tight">
      <div>{badge}</div>
      <Text size="small" tone="subdued">
        {say(`referral-reason.${reason}`)}
      </Text>
    </Stack>
  );
}
