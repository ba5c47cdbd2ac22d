import type { ReactNode } from 'react';
import { SchemaForm } from '../../fields/schema-form.tsx';
import { Card, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { schemaAt } from './catalog.ts';
import type { TabProps } from './tab-props.ts';

/** Everything that the other tabs do not show: a policy that is new on the server appears here by itself. */
const ELSEWHERE = [
  'earning',
  'campaigns',
  'tiers',
  'rewards',
  'redemption',
  'pointValue',
  'referrals',
  'version',
  'inForceFrom',
  'currency',
  'timeZone',
];

export function PoliciesTab({ editing, catalog }: TabProps): ReactNode {
  const { say } = useWords();
  return (
    <Card title={say('policies.title')}>
      <Stack>
        <p>{say('policies.body')}</p>
        <SchemaForm
          schema={schemaAt(catalog, [])}
          value={editing.terms}
          path=""
          onChange={(next) => editing.set([], next)}
          without={ELSEWHERE}
        />
      </Stack>
    </Card>
  );
}
