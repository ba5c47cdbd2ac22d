import { useState, type ReactNode } from 'react';
import { useClient } from '../../../api/client-context.tsx';
import { useChange } from '../../../api/use-change.ts';
import { Button, Dialog, Row, Stack, Text, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { ProblemBanner } from '../../../shell/problem-words.tsx';
import { friendName, type Row as Referral } from '../referral-words.ts';
import type { Decided, Decision } from './outcomes.tsx';

const MOST_NOTE = 500;

interface DecideDialogProps {
  readonly decision: Decision;
  readonly rows: readonly Pick<Referral, 'id' | 'friend'>[];
  readonly onClose: () => void;
  readonly onDone: (decided: Decided) => void;
}

/** Says what the decision does and that it can be changed, and takes the words that go with it into the log. */
export function DecideDialog({ decision, rows, onClose, onDone }: DecideDialogProps): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const client = useClient();
  const change = useChange('decideReferrals');
  const [note, write] = useState('');
  const count = rows.length;
  async function decide(): Promise<void> {
    const answer = await change.send({ body: { ids: rows.map(({ id }) => id), decision, note } });
    if (answer === null) return;
    client.forget('referrals', 'referral', 'referralStats', 'overview', 'audit', 'member', 'members', 'memberHistory', 'activity');
    const names = new Map(rows.map(({ id, friend }) => [id, friendName(words, friend)]));
    onDone({ decision, items: answer.items.map((item) => ({ ...item, name: names.get(item.id) ?? item.id })) });
  }
  return (
    <Dialog title={say(`review.${decision}-title`, { count })} onClose={onClose}>
      <Stack>
        {change.problem && <ProblemBanner problem={change.problem} title={say('review.not-decided')} />}
        <Text strong>{formats.list(rows.map(({ friend }) => friendName(words, friend)))}</Text>
        <p>{say(`review.${decision}-body`)}</p>
        <Text tone="subdued">{say('review.can-change')}</Text>
        <TextField label={say('review.note')} help={say('review.note-help')} value={note} rows={2} maxLength={MOST_NOTE} onChange={write} />
        <Row gap="tight">
          <Button kind="primary" busy={change.busy} onPress={() => void decide()}>
            {say(`review.${decision}`)}
          </Button>
          <Button onPress={onClose}>{say('action.cancel')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}
