import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { Button, Card, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { memberName } from './member-name.ts';

interface MergesProps {
  readonly member: admin.MemberDetail;
  readonly onUndone: () => void;
}

/** Accounts that became part of this one, and the way back while there is one. */
export function Merges({ member, onUndone }: MergesProps): ReactNode {
  const { say } = useWords();
  if (member.merges.length === 0) return null;
  return (
    <Card title={say('merge.list')}>
      <Stack>
        {member.merges.map((merge) => (
          <OneMerge key={merge.mergeId} merge={merge} onUndone={onUndone} />
        ))}
      </Stack>
    </Card>
  );
}

function OneMerge({ merge, onUndone }: { readonly merge: admin.MergeRecord; readonly onUndone: () => void }): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const toast = useToast();
  const client = useClient();
  const change = useChange('undoMerge');
  const may = useMay('undoMerge');
  async function undo(): Promise<void> {
    const answer = await change.send({ path: { memberId: merge.into.memberId }, body: { mergeId: merge.mergeId } });
    if (answer === null) return;
    client.forget('members', 'member', 'memberHistory', 'overview', 'activity');
    toast(say('merge.undone'));
    onUndone();
  }
  return (
    <Stack gap="tight">
      {change.problem && <ProblemBanner problem={change.problem} title={say('merge.not-undone')} />}
      <Text>
        {say('merge.was', { from: memberName(words, merge.from), into: memberName(words, merge.into), at: formats.date(merge.at) })}
      </Text>
      {merge.by === 'store' && <Text tone="subdued">{say('merge.by-store')}</Text>}
      {merge.undoneAt !== null && <Text tone="subdued">{say('merge.was-undone', { at: formats.date(merge.undoneAt) })}</Text>}
      {merge.undoUntil !== null && may && (
        <div>
          <Button busy={change.busy} onPress={() => void undo()}>
            {say('merge.undo', { until: formats.date(merge.undoUntil) })}
          </Button>
        </div>
      )}
    </Stack>
  );
}
