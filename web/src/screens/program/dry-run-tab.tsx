import { useEffect, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useChange } from '../../api/use-change.ts';
import { useClient } from '../../api/client-context.tsx';
import { useResource } from '../../api/use-resource.ts';
import { Banner, Button, Card, EmptyState, Progress, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { DryRunResult } from './dry-run-result.tsx';
import type { TabProps } from './tab-props.ts';
import type { Editing } from './use-draft.ts';

const LOOK_AGAIN_MS = 1_000;

/** The draft on the real orders of the last 90 days, before it counts for anybody. */
export function DryRunTab({ editing }: TabProps): ReactNode {
  const { say } = useWords();
  const client = useClient();
  const answer = useResource('dryRun', {});
  const running = answer.data?.run?.state === 'running';
  const { reload } = answer;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [running, reload]);
  const again = (): void => {
    client.forget('dryRun');
    reload();
  };
  return (
    <Card title={say('dry-run.title')}>
      <Stack>
        <p>{say('dry-run.body')}</p>
        <Start editing={editing} running={running} onStarted={again} />
        <Loaded resource={answer} lines={6}>
          {({ run }) => <Run run={run} editing={editing} onCancelled={again} />}
        </Loaded>
      </Stack>
    </Card>
  );
}

interface StartProps {
  readonly editing: Editing;
  readonly running: boolean;
  readonly onStarted: () => void;
}

function Start({ editing, running, onStarted }: StartProps): ReactNode {
  const { say } = useWords();
  const start = useChange('startDryRun');
  const may = useMay('startDryRun');
  const { draft } = editing.state;
  if (!may) return null;
  if (draft === null) return <Text tone="subdued">{say('dry-run.no-draft')}</Text>;
  const why = editing.unsaved ? say('dry-run.unsaved') : draft.problems.length > 0 ? say('dry-run.incomplete') : null;
  async function run(): Promise<void> {
    if ((await start.send({ body: { expectedRevision: editing.revision } })) !== null) onStarted();
  }
  return (
    <Stack gap="tight">
      {start.problem && <ProblemBanner problem={start.problem} title={say('dry-run.not-started')} />}
      <Row gap="tight">
        <Button kind="primary" busy={start.busy} disabled={why !== null || running} onPress={() => void run()}>
          {say('dry-run.start')}
        </Button>
        {why !== null && <Text tone="subdued">{why}</Text>}
      </Row>
    </Stack>
  );
}

interface RunProps {
  readonly run: admin.DryRun | null;
  readonly editing: Editing;
  readonly onCancelled: () => void;
}

function Run({ run, editing, onCancelled }: RunProps): ReactNode {
  const { say } = useWords();
  if (run === null) return <EmptyState title={say('dry-run.empty-title')}>{say('dry-run.empty-body')}</EmptyState>;
  if (run.state === 'running') return <Running run={run} onCancelled={onCancelled} />;
  if (run.result === null) return <Banner tone="warning" title={say(run.state === 'cancelled' ? 'dry-run.cancelled' : 'dry-run.failed')} />;
  return (
    <Stack>
      {run.draftRevision !== editing.revision && <Banner tone="info" title={say('dry-run.stale')} />}
      <DryRunResult result={run.result} terms={editing.terms} />
    </Stack>
  );
}

function Running({ run, onCancelled }: { readonly run: admin.DryRun; readonly onCancelled: () => void }): ReactNode {
  const { say } = useWords();
  const cancel = useChange('cancelDryRun');
  async function stop(): Promise<void> {
    if ((await cancel.send({ body: {} })) !== null) onCancelled();
  }
  return (
    <Stack gap="tight">
      <Progress label={say('dry-run.running')} done={run.done} of={run.of === 0 ? null : run.of} />
      <Row spread gap="tight">
        <Text tone="subdued">{say('dry-run.progress', { done: run.done, of: run.of })}</Text>
        <Button busy={cancel.busy} onPress={() => void stop()}>
          {say('dry-run.stop')}
        </Button>
      </Row>
    </Stack>
  );
}
