import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useChange } from '../../api/use-change.ts';
import { useClient } from '../../api/client-context.tsx';
import { Button, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useProblemSentence } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { useKindName } from './effect-kinds.ts';

interface EffectButtonsProps {
  readonly effect: admin.OutboxEffectView;
  readonly onChanged: () => void;
}

/** What was refused is done again without a question. Of what is unclear the sentence above says what to look for, and each answer has its button. */
export function EffectButtons({ effect: { id, kind, createdAt, unclear, canBeSettled }, onChanged }: EffectButtonsProps): ReactNode {
  const { say, formats } = useWords();
  const nameOf = useKindName();
  const toast = useToast();
  const client = useClient();
  const sentence = useProblemSentence();
  const replay = useChange('replayOutbox');
  const settle = useChange('settleEffect');
  const may = useMay('replayOutbox');

  function done(words: string): void {
    client.forget('overview', 'outbox', 'outboxSummary');
    toast(words);
    onChanged();
  }
  async function again(): Promise<void> {
    const answer = await replay.send({ body: { ids: [id] } });
    if (answer !== null) done(say('outbox.replayed', { count: answer.replayed }));
  }
  async function isThere(): Promise<void> {
    const answer = await settle.send({ body: { id } });
    if (answer !== null) done(say(answer.settled ? 'outbox.settled' : 'outbox.not-settled'));
  }

  if (!may) return null;
  const problem = replay.problem ?? settle.problem;
  const busy = replay.busy || settle.busy;
  const label = say('outbox.replay-label', { kind: nameOf(kind), at: formats.dateTime(createdAt) });
  return (
    <Stack gap="tight">
      {problem && (
        <div role="alert">
          <Text tone="critical">{sentence(problem)}</Text>
        </div>
      )}
      <Row gap="tight">
        {unclear && canBeSettled && (
          <Button busy={busy} onPress={() => void isThere()}>
            {say('outbox.settle')}
          </Button>
        )}
        <Button busy={busy} onPress={() => void again()} {...(unclear ? {} : { label })}>
          {say(unclear ? 'outbox.replay-unclear' : 'outbox.replay')}
        </Button>
      </Row>
    </Stack>
  );
}
