import type { ReactNode } from 'react';
import { Text, TextLink } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { memberPath } from '../member/member-name.ts';
import { advocateName, friendName, type Someone } from './referral-words.ts';

interface PersonProps {
  readonly someone: Someone;
  readonly as: 'advocate' | 'friend';
}

/** Leads to the member where they are one. */
export function Person({ someone, as }: PersonProps): ReactNode {
  const words = useWords();
  const name = <bdi>{(as === 'friend' ? friendName : advocateName)(words, someone)}</bdi>;
  return someone.memberId === null ? name : <TextLink to={memberPath(someone.memberId)}>{name}</TextLink>;
}

/** The address below the name, where the name does not stand in for it. */
export function Address({ someone: { name, email } }: Pick<PersonProps, 'someone'>): ReactNode {
  if (name === null || email === null) return null;
  return (
    <Text size="small" tone="subdued">
      <bdi>{email}</bdi>
    </Text>
  );
}
