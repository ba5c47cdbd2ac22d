import type { ReactNode } from 'react';
import { useChange } from '../../api/use-change.ts';
import { useClient } from '../../api/client-context.tsx';
import { Button, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';

/** After a fault has been mended, all that it stopped. Harmless like running one: what was done is not done twice. */
export function ReplayAll({ dead, onReplayed }: { readonly dead: number; readonly onReplayed: () => void }): ReactNode {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const replay = useChange('replayInbox');
  const may = useMay('replayInbox');
  async function run(): Promise<void> {
    const answer = await replay.send({ body: { ids: null } });
    if (answer === null) return;
    client.forget('overview', 'inbox', 'inboxSummary', 'members', 'activity');
    toast(say('inbox.replayed', { count: answer.replayed }));
    onReplayed();
  }
  if (!may || dead === 0) return null;
  return (
    <Stack gap="tight">
      {replay.problem && <ProblemBanner problem={replay.problem} title={say('inbox.not-replayed')} />}
      <div>
        <Button kind="primary" busy={replay.busy} onPress={() => void run()}>
          {say('inbox.replay-all', { count: dead })}
        </Button>
      </div>
    </Stack>
  );
}
