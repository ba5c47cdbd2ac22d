import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useChange } from '../../api/use-change.ts';
import { useClient } from '../../api/client-context.tsx';
import { Button, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useProblemSentence } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';

interface ReplayButtonProps {
  readonly item: admin.InboxItemView;
  readonly onReplayed: () => void;
}

/** Running a message again is harmless: what it already did is not done twice. So it needs no question first. */
export function ReplayButton({ item, onReplayed }: ReplayButtonProps): ReactNode {
  const { say, formats } = useWords();
  const toast = useToast();
  const client = useClient();
  const sentence = useProblemSentence();
  const replay = useChange('replayInboxItem');
  const may = useMay('replayInboxItem');

  async function run(): Promise<void> {
    const answer = await replay.send({ path: { itemId: item.id }, body: {} });
    if (answer === null) return;
    client.forget('overview', 'inbox', 'inboxSummary', 'members', 'activity');
    toast(say('inbox.replayed', { count: answer.replayed }));
    onReplayed();
  }

  if (!may) return null;
  return (
    <>
      {replay.problem && (
        <div role="alert">
          <Text tone="critical">{sentence(replay.problem)}</Text>
        </div>
      )}
      <Button
        busy={replay.busy}
        onPress={() => void run()}
        label={say('inbox.replay-label', { topic: item.topic, at: formats.dateTime(item.receivedAt) })}
      >
        {say('inbox.replay')}
      </Button>
    </>
  );
}
