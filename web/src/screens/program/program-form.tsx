import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { readRate, showRate } from '../../fields/rate-field.tsx';
import { Badge, Card, MainAndAside, Stack, Text, ToggleField } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { UnsavedChanges } from '../../shell/unsaved-changes.tsx';
import { ChangeProblem } from './change-problem.tsx';
import { ExampleOrder } from './example-order.tsx';
import { RuleSentence } from './rule-sentence.tsx';

interface ProgramFormProps {
  readonly current: admin.ProgramView;
  readonly onSaved: (program: admin.ProgramView) => void;
  readonly onReload: () => void;
}

/** Rates are edited in hundredths of a point, as integers. */
const HUNDREDTHS = 100;

export function ProgramForm({ current, onSaved, onReload }: ProgramFormProps): ReactNode {
  const { say, formats } = useWords();
  const toast = useToast();
  const client = useClient();
  const change = useChange('changeProgram');
  const mayChange = useMay('changeProgram');
  const savedRate = showRate(Math.round(current.pointsPerUnit * HUNDREDTHS), formats.tag);
  const [rate, setRate] = useState(savedRate);
  const [active, setActive] = useState(current.active);
  const hundredths = readRate(rate);
  const unsaved = active !== current.active || hundredths !== readRate(savedRate);

  async function save(): Promise<void> {
    if (hundredths === null) return;
    const answer = await change.send({ body: { active, pointsPerUnit: hundredths / HUNDREDTHS, expectedVersion: current.version } });
    if (answer === null) return;
    client.forget('program', 'overview');
    toast(say('program.saved'));
    onSaved(answer);
  }
  function discard(): void {
    setRate(savedRate);
    setActive(current.active);
    change.forgetProblem();
  }

  return (
    <Stack>
      {change.problem && <ChangeProblem problem={change.problem} onReload={onReload} />}
      <MainAndAside
        main={
          <Card title={say('program.earning')} actions={<StateBadge active={current.active} />}>
            <Stack>
              <RuleSentence currency={current.currency} rate={rate} valid={hundredths !== null} disabled={!mayChange} onChange={setRate} />
              <ToggleField
                label={say('program.active')}
                help={say('program.active-help')}
                on={active}
                disabled={!mayChange}
                onChange={setActive}
              />
              <Text size="small" tone="subdued">
                <VersionSentence version={current.version} inForceFrom={current.inForceFrom} />
              </Text>
              {!mayChange && <Text tone="subdued">{say('program.read-only')}</Text>}
            </Stack>
          </Card>
        }
        aside={<ExampleOrder currency={current.currency} hundredths={hundredths} active={active} />}
      />
      <UnsavedChanges unsaved={unsaved} busy={change.busy} valid={hundredths !== null} onSave={() => void save()} onDiscard={discard} />
    </Stack>
  );
}

function StateBadge({ active }: { readonly active: boolean }): ReactNode {
  const { say } = useWords();
  return <Badge tone={active ? 'good' : 'warning'}>{say(active ? 'program.state.on' : 'program.state.off')}</Badge>;
}

/** A store's first version also counts the orders from before it was added, so its date is the beginning of time. */
function VersionSentence({ version, inForceFrom }: Pick<admin.ProgramView, 'version' | 'inForceFrom'>): ReactNode {
  const { say, formats } = useWords();
  if (Date.parse(inForceFrom) <= 0) return say('program.version-first', { version });
  return say('program.version', { version, since: formats.dateTime(inForceFrom) });
}
