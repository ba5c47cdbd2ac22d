import type { ReactNode } from 'react';
import { Card, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { advocateName } from '../referrals/referral-words.ts';
import { BanButton } from './ban-button.tsx';
import type { DetailProps } from './referral-page.tsx';

/** Ends the advocate's link for as long as it lasts. */
export function Ban({ detail, onChanged }: DetailProps & { readonly onChanged: () => void }): ReactNode {
  const words = useWords();
  const { say } = words;
  const { advocate, banned } = detail;
  if (advocate.memberId === null) return null;
  return (
    <Card title={say('ban.title')}>
      <Stack>
        <Text tone={banned ? 'warning' : 'subdued'}>{say(banned ? 'ban.is' : 'ban.is-not')}</Text>
        <BanButton memberId={advocate.memberId} name={advocateName(words, advocate)} banned={banned} onChanged={onChanged} />
      </Stack>
    </Card>
  );
}
