// Which referrals are looked for. Every filter stands in the address, so that a list can be sent to a colleague.
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { referrals } from '#contract/index.ts';
import { Button, Row, SelectField } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { withFilter } from '../../members/use-search.ts';
import { AdvocateFilter } from './advocate-filter.tsx';

const STATES = referrals.referralState.options;
const NAMES = ['state', 'advocate'] as const;

export function useFilters() {
  const [params] = useSearchParams();
  const state = STATES.find((known) => known === params.get('state'));
  const advocate = params.get('advocate');
  const query = { ...(state === undefined ? {} : { state }), ...(advocate === null ? {} : { advocate }) };
  return { query, filtered: NAMES.some((name) => params.has(name)) };
}

export function Filters(): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  const { query, filtered } = useFilters();
  const set = (name: (typeof NAMES)[number], value: string): void => setParams((before) => withFilter(before, name, value));
  return (
    <Row>
      <SelectField
        label={say('referrals.filter.state')}
        value={query.state ?? ''}
        options={[
          { value: '', label: say('members.filter.any') },
          ...STATES.map((value) => ({ value, label: say(`referral-state.${value}`) })),
        ]}
        onChange={(value) => set('state', value)}
      />
      <AdvocateFilter chosen={params.get('advocate')} onChoose={(memberId) => set('advocate', memberId)} />
      {filtered && (
        <Button kind="plain" onPress={() => setParams((before) => NAMES.reduce((left, name) => withFilter(left, name, ''), before))}>
          {say('members.filter.clear')}
        </Button>
      )}
    </Row>
  );
}
