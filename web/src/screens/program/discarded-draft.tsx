import type { ReactNode } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { Banner } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import type { Terms } from './terms.ts';

interface DiscardedDraftProps {
  readonly terms: Terms;
  readonly onBack: () => void;
}

/** A draft that was thrown away can be brought back as long as one stays on this screen and begins no other. */
export function DiscardedDraft({ terms, onBack }: DiscardedDraftProps): ReactNode {
  const { say } = useWords();
  const client = useClient();
  const change = useChange('saveDraft');
  async function bringBack(): Promise<void> {
    const answer = await change.send({ body: { terms, expectedRevision: 0 } });
    if (answer === null) return;
    client.forget('programState', 'overview', 'onboarding');
    onBack();
  }
  if (change.problem) return <ProblemBanner problem={change.problem} title={say('draft.not-saved')} />;
  return <Banner tone="info" title={say('draft.discarded')} action={{ label: say('action.undo'), onPress: () => void bringBack() }} />;
}
