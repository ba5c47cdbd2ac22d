import type { ReactNode } from 'react';
import { useResource } from '../../api/use-resource.ts';
import { Card, EmptyState, Page, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { Cohorts } from './cohorts.tsx';
import { Proof } from './proof.tsx';
import { Statement } from './statement.tsx';

/** Two questions of an accountant: is every point accounted for, and what is owed. */
export default function LedgerPage(): ReactNode {
  const { say } = useWords();
  const health = useResource('ledgerHealth', {});
  const statement = useResource('rollForward', {});
  return (
    <Page title={say('ledger.title')} subtitle={say('ledger.subtitle')}>
      <Stack>
        <Card title={say('ledger.proof')}>
          <Loaded resource={health} lines={3}>
            {(found) => <Proof health={found} reload={health.reload} />}
          </Loaded>
        </Card>
        <Loaded resource={statement} lines={12}>
          {(report) =>
            report.months.length === 0 ? (
              <Card title={say('ledger.owed')}>
                <EmptyState title={say('ledger.empty-title')}>{say('ledger.empty-body')}</EmptyState>
              </Card>
            ) : (
              <Stack>
                <Statement report={report} />
                <Cohorts report={report} />
              </Stack>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
