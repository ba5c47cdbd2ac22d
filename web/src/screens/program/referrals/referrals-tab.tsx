import { useRef, type ReactNode } from 'react';
import { useFields } from '../../../fields/fields-context.tsx';
import { asObject } from '../../../fields/json-schema.ts';
import { SchemaForm } from '../../../fields/schema-form.tsx';
import { Card, MainAndAside, Stack, Text, TextLink, ToggleField } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { onlyOf, schemaAt } from '../catalog.ts';
import type { TabProps } from '../tab-props.ts';
import { firstReferrals } from './first-referrals.ts';
import { GiftField } from './gift-field.tsx';
import { giveableOf } from './giveable.ts';
import { Ladder } from './ladder.tsx';
import { Promised } from './promised.tsx';
import { Scores } from './scores.tsx';

const PART = 'referrals';
const WHEN = ['minimumMinor', 'hold', 'windowDays', 'codeDays'];
const LIMITS = ['caps', 'programCap'];

/** What bringing a friend gives: the switch, and while it is on everything that is promised, beside the promise in words. */
export function ReferralsTab(props: TabProps): ReactNode {
  const { editing } = props;
  const before = useRef<unknown>(null);
  const on = (editing.get([PART]) ?? null) !== null;
  if (!on) return <Switch {...props} on={false} before={before} />;
  return (
    <MainAndAside
      main={
        <>
          <Switch {...props} on before={before} />
          <Gifts {...props} />
          <Terms {...props} />
        </>
      }
      aside={<Promised terms={editing.terms} />}
    />
  );
}

interface SwitchProps extends TabProps {
  readonly on: boolean;
  /** What was typed before it was switched off: it comes back with the switch. */
  readonly before: { current: unknown };
}

function Switch({ editing, catalog, on, before }: SwitchProps): ReactNode {
  const { say } = useWords();
  const { disabled } = useFields();
  function turn(next: boolean): void {
    if (!next) before.current = editing.get([PART]);
    editing.set([PART], next ? (before.current ?? firstReferrals(giveableOf(editing.terms, catalog).can)) : null);
  }
  return (
    <Card title={say('referrals-tab.title')}>
      <Stack>
        <p>{say('referrals-tab.body')}</p>
        <ToggleField label={say('referrals-tab.on')} help={say('referrals-tab.on-help')} on={on} disabled={disabled} onChange={turn} />
        {on && (
          <Text tone="subdued">
            {say('referrals-tab.texts')} <TextLink to="/settings?tab=referrals">{say('referrals-tab.texts-action')}</TextLink>
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function Gifts({ editing, catalog }: TabProps): ReactNode {
  const { say } = useWords();
  const giveable = giveableOf(editing.terms, catalog);
  const around = { giveable, terms: editing.terms };
  return (
    <>
      <Card title={say('referrals-tab.friend')}>
        <Stack>
          <p>{say('referrals-tab.friend-body')}</p>
          <GiftField
            {...around}
            label={say('param.friend')}
            value={editing.get([PART, 'friend'])}
            path={`${PART}.friend`}
            onChange={(gift) => editing.set([PART, 'friend'], gift)}
          />
        </Stack>
      </Card>
      <Card title={say('referrals-tab.ladder')}>
        <Ladder {...around} value={editing.get([PART, 'advocate'])} onChange={(steps) => editing.set([PART, 'advocate'], steps)} />
      </Card>
    </>
  );
}

function Terms({ editing, catalog }: TabProps): ReactNode {
  const { say } = useWords();
  const schema = schemaAt(catalog, [PART]);
  const value = asObject(editing.get([PART]));
  const set = (next: unknown): void => editing.set([PART], next);
  return (
    <>
      <Card title={say('referrals-tab.when')}>
        <SchemaForm schema={onlyOf(schema, WHEN)} value={value} path={PART} onChange={set} />
      </Card>
      <Card title={say('referrals-tab.limits')}>
        <Stack>
          <p>{say('referrals-tab.limits-body')}</p>
          <SchemaForm schema={onlyOf(schema, LIMITS)} value={value} path={PART} onChange={set} />
        </Stack>
      </Card>
      <Card title={say('referrals-tab.scores')}>
        <Scores value={value['thresholds']} onChange={(thresholds) => editing.set([PART, 'thresholds'], thresholds)} />
      </Card>
    </>
  );
}
