import type { ReactNode } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { Banner } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import type { Adjusted } from './adjust-dialog.tsx';

interface UndoAdjustProps {
  readonly memberId: string;
  readonly adjusted: Adjusted;
  readonly onUndone: () => void;
}

/** A slip is taken back by a counter entry; the slip stays in the history, as in every honest book. */
export function UndoAdjust({ memberId, adjusted, onUndone }: UndoAdjustProps): ReactNode {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const change = useChange('undoAdjust');
  const may = useMay('undoAdjust');
  async function undo(): Promise<void> {
    const answer = await change.send({ path: { memberId }, body: { requestId: adjusted.requestId } });
    if (answer === null) return;
    client.forget('members', 'overview', 'activity', 'memberHistory', 'member');
    toast(say('adjust.undone'));
    onUndone();
  }
  if (change.problem) return <ProblemBanner problem={change.problem} title={say('adjust.not-undone')} />;
  return (
    <Banner
      tone="good"
      title={say(adjusted.points > 0 ? 'adjust.gave' : 'adjust.took', { count: Math.abs(adjusted.points) })}
      {...(may ? { action: { label: say('action.undo'), onPress: () => void undo() } } : {})}
    />
  );
}
