import { useState, type ReactNode } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import { FieldGroup, SuggestField, TagList } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { useProblemSentence } from '../../../shell/problem-words.tsx';
import { memberName } from '../../member/member-name.ts';

const SHOWN = 6;

interface AdvocateFilterProps {
  /** A member's id. */
  readonly chosen: string | null;
  /** Empty: everybody's. */
  readonly onChoose: (memberId: string) => void;
}

/** Found by name or address like any member; the one who was chosen is shown by name and can be taken away. */
export function AdvocateFilter({ chosen, onChoose }: AdvocateFilterProps): ReactNode {
  return chosen === null || chosen === '' ? <Search onChoose={onChoose} /> : <Chosen memberId={chosen} onRemove={() => onChoose('')} />;
}

function Search({ onChoose }: Pick<AdvocateFilterProps, 'onChoose'>): ReactNode {
  const words = useWords();
  const { say } = words;
  const [typed, type] = useState('');
  const search = typed.trim();
  const members = useResource('members', { query: { limit: SHOWN, ...(search === '' ? {} : { search }) } });
  const sentence = useProblemSentence();
  const found = members.data?.items ?? [];
  const state = members.problem
    ? sentence(members.problem)
    : members.data === undefined
      ? say('kit.loading')
      : found.length === 0
        ? say('referrals.filter.nobody')
        : say('referrals.filter.found', { count: found.length });
  return (
    <SuggestField
      label={say('referrals.filter.advocate')}
      placeholder={say('referrals.filter.search')}
      value={typed}
      state={search === '' ? '' : state}
      options={search === '' ? [] : found.map((row) => ({ id: row.memberId, label: memberName(words, row), ...(row.name !== null && row.email !== null ? { note: row.email } : {}) }))} // prettier-ignore
      onChange={type}
      onChoose={onChoose}
      onEnter={() => {
        const [only, ...others] = found;
        if (search !== '' && only !== undefined && others.length === 0) onChoose(only.memberId);
      }}
    />
  );
}

function Chosen({ memberId, onRemove }: { readonly memberId: string; readonly onRemove: () => void }): ReactNode {
  const words = useWords();
  const { say } = words;
  const { data } = useResource('member', { path: { memberId } });
  const label = data === undefined ? memberId : memberName(words, data);
  return (
    <FieldGroup label={say('referrals.filter.advocate')}>
      <TagList
        label={say('referrals.filter.advocate')}
        tags={[{ id: memberId, label }]}
        remove={{ label: (tag) => say('field.remove', { tag }), onPress: onRemove }}
      />
    </FieldGroup>
  );
}
