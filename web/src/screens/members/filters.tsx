// Which members are looked for. Every filter stands in the address, so that a list can be sent to a colleague.
import { type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { RequestOf } from '../../api/endpoint-types.ts';
import { Button, Row, SelectField, ToggleField } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useTiers } from '../member/use-tiers.ts';
import { withFilter } from './use-search.ts';

type Query = NonNullable<RequestOf<'members'>['query']>;

const KINDS = ['account', 'guest'] as const;
const ACTIVITY = {
  'active-30': { days: 30, side: 'activeSince' },
  'quiet-90': { days: 90, side: 'quietSince' },
  'quiet-365': { days: 365, side: 'quietSince' },
} as const;
const SORTS = ['joined', 'balance', 'activity', 'debt'] as const;
const NAMES = ['kind', 'tier', 'activity', 'owes', 'sort'] as const;
const DAY_MS = 86_400_000;

export function useFilters(): { readonly query: Query; readonly filtered: boolean } {
  const [params] = useSearchParams();
  const kind = KINDS.find((known) => known === params.get('kind'));
  const tierId = params.get('tier');
  const activity = ACTIVITIES.find((known) => known === params.get('activity'));
  const sort = SORTS.find((known) => known === params.get('sort'));
  const query: Query = {
    ...(kind === undefined ? {} : { kind }),
    ...(tierId === null ? {} : { tierId }),
    ...(activity === undefined ? {} : { [ACTIVITY[activity].side]: daysAgo(ACTIVITY[activity].days) }),
    ...(params.get('owes') === 'true' ? { hasDebt: 'true' as const } : {}),
    ...(sort === undefined ? {} : { sort }),
  };
  return { query, filtered: NAMES.some((name) => name !== 'sort' && params.has(name)) };
}

const ACTIVITIES = Object.keys(ACTIVITY) as (keyof typeof ACTIVITY)[];

/** Whole days, so that the question stays the same while one looks. */
function daysAgo(days: number): string {
  return new Date((Math.floor(Date.now() / DAY_MS) - days) * DAY_MS).toISOString();
}

export function Filters(): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  const tiers = useTiers();
  const { filtered } = useFilters();
  const set = (name: (typeof NAMES)[number], value: string): void => setParams((before) => withFilter(before, name, value));
  const any = { value: '', label: say('members.filter.any') };
  return (
    <Row gap="tight">
      <SelectField
        label={say('members.filter.kind')}
        value={params.get('kind') ?? ''}
        options={[any, ...KINDS.map((value) => ({ value, label: say(`member.kind.${value}`) }))]}
        onChange={(value) => set('kind', value)}
      />
      {tiers.length > 0 && (
        <SelectField
          label={say('members.filter.tier')}
          value={params.get('tier') ?? ''}
          options={[any, ...tiers.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(value) => set('tier', value)}
        />
      )}
      <SelectField
        label={say('members.filter.activity')}
        value={params.get('activity') ?? ''}
        options={[any, ...ACTIVITIES.map((value) => ({ value, label: say(`members.filter.${value}`) }))]}
        onChange={(value) => set('activity', value)}
      />
      <SelectField
        label={say('members.filter.sort')}
        value={params.get('sort') ?? 'joined'}
        options={SORTS.map((value) => ({ value, label: say(`members.sort.${value}`) }))}
        onChange={(value) => set('sort', value === 'joined' ? '' : value)}
      />
      <ToggleField label={say('members.filter.owes')} on={params.get('owes') === 'true'} onChange={(on) => set('owes', on ? 'true' : '')} />
      {filtered && (
        <Button kind="plain" onPress={() => setParams((before) => NAMES.reduce((left, name) => withFilter(left, name, ''), before))}>
          {say('members.filter.clear')}
        </Button>
      )}
    </Row>
  );
}
