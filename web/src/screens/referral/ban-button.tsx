import { useState, type ReactNode } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { Button, Dialog, Row, Stack, Text, TextField } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';

const MOST_NOTE = 500;

interface BanButtonProps {
  readonly memberId: string;
  readonly name: string;
  readonly banned: boolean;
  readonly onChanged: () => void;
}

export function BanButton(props: BanButtonProps): ReactNode {
  const { say } = useWords();
  const may = useMay('banAdvocate');
  const [asking, ask] = useState(false);
  if (!may) return null;
  return (
    <div>
      <Button onPress={() => ask(true)}>{say(props.banned ? 'ban.undo' : 'ban.do')}</Button>
      {asking && <Ask {...props} onClose={() => ask(false)} />}
    </div>
  );
}

/** Says what it does to whom, and that it can be taken back, before it is done. */
function Ask({ memberId, name, banned, onChanged, onClose }: BanButtonProps & { readonly onClose: () => void }): ReactNode {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const change = useChange('banAdvocate');
  const [note, write] = useState('');
  async function send(): Promise<void> {
    const answer = await change.send({ path: { memberId }, body: { banned: !banned, note } });
    if (answer === null) return;
    client.forget('referrals', 'referral', 'referralStats', 'member', 'audit', 'overview');
    toast(say(answer.banned ? 'ban.done' : 'ban.undone', { name }));
    onClose();
    onChanged();
  }
  return (
    <Dialog title={say(banned ? 'ban.undo-title' : 'ban.do-title', { name })} onClose={onClose}>
      <Stack>
        {change.problem && <ProblemBanner problem={change.problem} title={say('ban.not-changed')} />}
        <p>{say(banned ? 'ban.undo-body' : 'ban.do-body')}</p>
        {!banned && <Text tone="subdued">{say('ban.can-undo')}</Text>}
        <TextField label={say('review.note')} help={say('review.note-help')} value={note} rows={2} maxLength={MOST_NOTE} onChange={write} />
        <Row gap="tight">
          <Button kind="primary" busy={change.busy} onPress={() => void send()}>
            {say(banned ? 'ban.undo' : 'ban.do')}
          </Button>
          <Button onPress={onClose}>{say('action.cancel')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}
