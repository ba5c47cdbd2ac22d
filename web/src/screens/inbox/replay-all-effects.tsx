import type { ReactNode } from 'react';
import { useChange } from '../../api/use-change.ts';
import { useClient } from '../../api/client-context.tsx';
import { Button, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';

/** After the store allows again what it refused. What only a person can decide stays: the server leaves it. */
export function ReplayAllEffects({ count, onReplayed }: { readonly count: number; readonly onReplayed: () => void }): ReactNode {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const replay = useChange('replayOutbox');
  const may = useMay('replayOutbox');
  async function run(): Promise<void> {
    const answer = await replay.send({ body: { ids: null } });
    if (answer === null) return;
    client.forget('overview', 'outbox', 'outboxSummary');
    toast(say('outbox.replayed', { count: answer.replayed }));
    onReplayed();
  }
  if (!may || count < 2) return null;
  return (
    <Stack gap="tight">
      {replay.problem && <ProblemBanner problem={replay.problem} title={say('outbox.not-replayed')} />}
      <div>
        <Button busy={replay.busy} onPress={() => void run()}>
          {say('outbox.replay-all', { count })}
        </Button>
      </div>
    </Stack>
  );
}
