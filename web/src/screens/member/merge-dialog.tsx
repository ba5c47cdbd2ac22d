import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { useResource } from '../../api/use-resource.ts';
import { Banner, Button, ChoiceField, Dialog, Row, Stack, Stat, StatRow, Text, TextField } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { memberName, memberPath } from './member-name.ts';

interface MergeDialogProps {
  readonly member: admin.MemberDetail;
  readonly onClose: () => void;
}

/** First who, then what that would do, then doing it. */
export function MergeDialog({ member, onClose }: MergeDialogProps): ReactNode {
  const words = useWords();
  const { say } = words;
  const [into, choose] = useState('');
  const preview = useChange('previewMerge');
  const [shown, show] = useState<admin.MergePreview | null>(null);
  const name = memberName(words, member);
  async function look(): Promise<void> {
    show(await preview.send({ path: { memberId: member.memberId }, body: { into } }));
  }
  return (
    <Dialog title={say('merge.title', { name })} onClose={onClose} wide>
      {shown === null ? (
        <Stack>
          <p>{say('merge.body', { name })}</p>
          {preview.problem && <ProblemBanner problem={preview.problem} title={say('merge.not-previewed')} />}
          <ChooseMember without={member.memberId} chosen={into} onChoose={choose} />
          <Row gap="tight">
            <Button kind="primary" busy={preview.busy} disabled={into === ''} onPress={() => void look()}>
              {say('merge.look')}
            </Button>
            <Button onPress={onClose}>{say('action.cancel')}</Button>
          </Row>
        </Stack>
      ) : (
        <MergePreview preview={shown} onBack={() => show(null)} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface ChooseMemberProps {
  readonly without: string;
  readonly chosen: string;
  readonly onChoose: (memberId: string) => void;
}

const SHOWN = 6;

function ChooseMember({ without, chosen, onChoose }: ChooseMemberProps): ReactNode {
  const words = useWords();
  const { say } = words;
  const [search, setSearch] = useState('');
  const members = useResource('members', { query: { limit: SHOWN, ...(search.trim() === '' ? {} : { search: search.trim() }) } });
  return (
    <Stack gap="tight">
      <TextField label={say('merge.search')} search value={search} onChange={setSearch} />
      <Loaded resource={members} lines={SHOWN}>
        {({ items }) => {
          const others = items.filter(({ memberId }) => memberId !== without);
          if (others.length === 0) return <Text tone="subdued">{say('merge.nobody')}</Text>;
          return (
            <ChoiceField
              label={say('merge.into')}
              value={chosen}
              onChange={onChoose}
              options={others.map((row) => ({
                value: row.memberId,
                label: memberName(words, row),
                help: say('merge.choice', { email: row.email ?? say('merge.no-email'), count: row.balance.available }),
              }))}
            />
          );
        }}
      </Loaded>
    </Stack>
  );
}

interface MergePreviewProps {
  readonly preview: admin.MergePreview;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function MergePreview({ preview, onBack, onClose }: MergePreviewProps): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const { merge, busy, problem } = useMerge(preview, onClose);
  const [from, into] = [memberName(words, preview.from), memberName(words, preview.into)];
  return (
    <Stack>
      {problem && <ProblemBanner problem={problem} title={say('merge.failed')} />}
      {preview.refused !== null && <Banner tone="warning" title={say(`merge.refused.${preview.refused}`)} />}
      <p>{say('merge.will', { from, into, lots: preview.lots, orders: preview.orders })}</p>
      <StatRow>
        <Stat label={from} value={formats.number(preview.from.balance.available)} note={say('balance.available')} />
        <Stat label={into} value={formats.number(preview.into.balance.available)} note={say('balance.available')} />
        <Stat
          label={say('merge.after')}
          value={formats.number(preview.after.available)}
          note={say('merge.after-waiting', { count: preview.after.pending })}
        />
      </StatRow>
      <Text tone="subdued">{say('merge.undo-days', { days: preview.undoDays })}</Text>
      <Row gap="tight">
        <Button kind="primary" busy={busy} disabled={preview.refused !== null} onPress={() => void merge()}>
          {say('merge.confirm')}
        </Button>
        <Button onPress={onBack}>{say('merge.back')}</Button>
      </Row>
    </Stack>
  );
}

function useMerge({ from, into }: admin.MergePreview, onClose: () => void) {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const navigate = useNavigate();
  const change = useChange('merge');
  const [requestId] = useState(() => crypto.randomUUID());
  async function merge(): Promise<void> {
    const answer = await change.send({ path: { memberId: from.memberId }, body: { into: into.memberId, requestId } });
    if (answer === null) return;
    client.forget('members', 'member', 'memberHistory', 'overview', 'activity');
    toast(say('merge.done'));
    onClose();
    await navigate(memberPath(into.memberId));
  }
  return { merge, busy: change.busy, problem: change.problem };
}
