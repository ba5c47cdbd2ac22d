import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { asProblem } from '../../api/use-resource.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { keepFile } from '../../api/use-download.ts';
import { Button, Card, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';

interface CareProps {
  readonly member: admin.MemberDetail;
  readonly onChanged: () => void;
}

/** What is rarely done to a member, each with what it does. */
export function Care({ member, onChanged }: CareProps): ReactNode {
  const { say } = useWords();
  const [open, setOpen] = useState<'merge' | 'erase' | null>(null);
  const mayMerge = useMay('merge');
  const mayErase = useMay('erase');
  const mayExport = useMay('memberExport');
  if (!mayMerge && !mayErase && !mayExport) return null;
  const close = (): void => setOpen(null);
  return (
    <Card title={say('care.title')}>
      <Stack>
        {mayExport && <Export memberId={member.memberId} />}
        {mayMerge && member.closed === null && (
          <Action label={say('merge.open')} what={say('merge.what')} onPress={() => setOpen('merge')} />
        )}
        {mayErase && member.closed?.how !== 'erased' && (
          <Action label={say('erase.open')} what={say('erase.what')} onPress={() => setOpen('erase')} />
        )}
      </Stack>
      {open === 'merge' && <MergeDialog member={member} onClose={close} />}
      {open === 'erase' && <EraseDialog member={member} onClose={close} onErased={onChanged} />}
    </Card>
  );
}

interface ActionProps {
  readonly label: string;
  readonly what: string;
  readonly busy?: boolean;
  readonly onPress: () => void;
}

function Action({ label, what, busy = false, onPress }: ActionProps): ReactNode {
  return (
    <Stack gap="tight">
      <div>
        <Button busy={busy} onPress={onPress}>
          {label}
        </Button>
      </div>
      <Text size="small" tone="subdued">
        {what}
      </Text>
    </Stack>
  );
}

function Export({ memberId }: { readonly memberId: string }): ReactNode {
  const { say } = useWords();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  async function keep(): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      const everything = await client.call('memberExport', { path: { memberId } });
      keepFile({ name: `member-${memberId}.json`, type: 'application/json', text: JSON.stringify(everything, null, 2) });
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      {problem && <ProblemBanner problem={problem} title={say('care.not-exported')} />}
      <Action label={say('care.export')} what={say('care.export-what')} busy={busy} onPress={() => void keep()} />
    </>
  );
}
