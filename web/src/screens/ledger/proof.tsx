import { useEffect, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useChange } from '../../api/use-change.ts';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Banner, Button, Progress, Row, Stack, Text, TextLink } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useProblemSentence } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { memberPath } from '../member/member-name.ts';

type Problem = NonNullable<admin.LedgerHealth['proved']>['problems'][number];

interface ProofProps {
  readonly health: admin.LedgerHealth;
  readonly reload: () => void;
}

const LOOK_SECONDS = 1;

/** Proved or not, since when, and a button to prove it now. */
export function Proof({ health, reload }: ProofProps): ReactNode {
  const { say } = useWords();
  return (
    <Stack>
      <LastProof proved={health.proved} />
      {health.checkpoint !== null && <Sealed checkpoint={health.checkpoint} />}
      {health.run?.state === 'failed' && (
        <Banner tone="warning" title={say('ledger.broke-off')}>
          {say('ledger.broke-off-body')}
        </Banner>
      )}
      {health.run?.state === 'running' ? <Running first={health.run} onEnd={reload} /> : <ProveButton onStarted={reload} />}
    </Stack>
  );
}

function LastProof({ proved }: Pick<admin.LedgerHealth, 'proved'>): ReactNode {
  const { say, formats } = useWords();
  if (proved === null) {
    return (
      <Stack gap="tight">
        <div>
          <Badge tone="neutral">{say('ledger.not-proved')}</Badge>
        </div>
        <p>{say('ledger.not-proved-body')}</p>
      </Stack>
    );
  }
  const { at, entries, members, problemCount } = proved;
  if (proved.ok) {
    return (
      <Stack gap="tight">
        <div>
          <Badge tone="good">{say('ledger.proved')}</Badge>
        </div>
        <p>{say('ledger.proved-body', { at: formats.dateTime(at), entries, members })}</p>
      </Stack>
    );
  }
  return (
    <Banner tone="critical" title={say('ledger.wrong', { count: problemCount, at: formats.dateTime(at) })}>
      <Stack gap="tight">
        <p>{say('ledger.wrong-body')}</p>
        <Problems problems={proved.problems} />
        {problemCount > PROBLEMS_SHOWN && <p>{say('ledger.more', { count: problemCount - PROBLEMS_SHOWN })}</p>}
      </Stack>
    </Banner>
  );
}

const PROBLEMS_SHOWN = 5;

/** Where, for whoever looks after the server; the names of the promises are those of its documents. */
function Problems({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  return (
    <ul>
      {problems.slice(0, PROBLEMS_SHOWN).map((problem, index) => (
        <li key={index}>
          <bdi dir="ltr">{problem.invariant}</bdi> <Place problem={problem} />
        </li>
      ))}
    </ul>
  );
}

/** Something of the whole store has no member, something of a whole chain no entry. */
function Place({ problem: { memberId, seq } }: { readonly problem: Problem }): ReactNode {
  const { say, tell } = useWords();
  if (memberId === '') return null;
  const member = <TextLink to={memberPath(memberId)}>{say('ledger.problem-member')}</TextLink>;
  return seq === 0 ? tell('ledger.problem-of', { member }) : tell('ledger.problem-at', { member, seq });
}

function Sealed({ checkpoint }: { readonly checkpoint: NonNullable<admin.LedgerHealth['checkpoint']> }): ReactNode {
  const { say, formats } = useWords();
  return <Text tone="subdued">{say('ledger.sealed', { day: formats.longDay(checkpoint.day), entries: checkpoint.entries })}</Text>;
}

interface RunningProps {
  readonly first: NonNullable<admin.VerificationRun>;
  readonly onEnd: () => void;
}

function Running({ first, onEnd }: RunningProps): ReactNode {
  const { say } = useWords();
  const { data } = useResource('verification', {}, { refreshSeconds: LOOK_SECONDS });
  const run = data === undefined ? first : data.run;
  const ended = run?.state !== 'running';
  useEffect(() => {
    if (ended) onEnd();
  }, [ended, onEnd]);
  const { entries, estimated } = run ?? first;
  const known = estimated > 0;
  return (
    <Stack gap="tight">
      <Progress label={say('ledger.proving')} done={entries} of={known ? estimated : null} />
      <Text tone="subdued">{known ? say('ledger.progress', { entries, estimated }) : say('ledger.proving')}</Text>
    </Stack>
  );
}

function ProveButton({ onStarted }: { readonly onStarted: () => void }): ReactNode {
  const { say } = useWords();
  const start = useChange('startVerification');
  const sentence = useProblemSentence();
  if (!useMay('startVerification')) return null;
  async function run(): Promise<void> {
    if ((await start.send({ body: {} })) !== null) onStarted();
  }
  return (
    <Row gap="tight">
      <Button busy={start.busy} onPress={() => void run()}>
        {say('ledger.prove')}
      </Button>
      {start.problem && (
        <div role="alert">
          <Text tone="critical">{sentence(start.problem)}</Text>
        </div>
      )}
    </Row>
  );
}
