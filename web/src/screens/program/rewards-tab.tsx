import type { ReactNode } from 'react';
import { SchemaForm } from '../../fields/schema-form.tsx';
import { Card, MainAndAside, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useSession } from '../../shell/session-context.tsx';
import { schemaAt } from './catalog.ts';
import { KindEntries } from './earning-tab.tsx';
import { RedemptionRules } from './redemption-rules.tsx';
import type { TabProps } from './tab-props.ts';

export function RewardsTab(props: TabProps): ReactNode {
  const { say } = useWords();
  const { editing, catalog } = props;
  const { platform } = useSession().store;
  const missing = platform === 'woocommerce' ? say('rewards.not-on-woocommerce') : undefined;
  const { pointValue } = schemaAt(catalog, []).properties ?? {};
  return (
    <MainAndAside
      main={
        <>
          <Card title={say('rewards.title')}>
            <KindEntries {...props} group="reward" path={['rewards']} empty="rewards.empty" add="rewards.add" missing={missing} />
          </Card>
          <RedemptionRules {...props} />
        </>
      }
      aside={
        <Card title={say('rewards.value')}>
          <Stack>
            <p>{say('rewards.value-why')}</p>
            {pointValue && (
              <SchemaForm
                schema={{ properties: { pointValue } }}
                value={editing.terms}
                path=""
                onChange={(next) => editing.set([], next)}
              />
            )}
          </Stack>
        </Card>
      }
    />
  );
}
