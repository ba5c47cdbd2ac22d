import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { Button, Dialog, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { memberName } from '../member/member-name.ts';
import { rewardName } from './reward-words.ts';

interface GiveBackProps {
  readonly reward: admin.RewardRow;
  readonly onDone: () => void;
}

/** For a member who asks for it: says what it does before it is done. */
export function GiveBack({ reward, onDone }: GiveBackProps): ReactNode {
  const words = useWords();
  const { say } = words;
  const may = useMay('cancelReward');
  const [asking, setAsking] = useState(false);
  if (!may || !reward.cancellable) return null;
  const named = { reward: rewardName(words, reward), member: memberName(words, reward.member) };
  return (
    <>
      <Button onPress={() => setAsking(true)} label={say('redemptions.give-back-label', named)}>
        {say('redemptions.give-back')}
      </Button>
      {asking && (
        <Ask
          reward={reward}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            onDone();
          }}
        />
      )}
    </>
  );
}

function Ask({ reward, onDone, onClose }: GiveBackProps & { readonly onClose: () => void }): ReactNode {
  const words = useWords();
  const { say } = words;
  const toast = useToast();
  const client = useClient();
  const change = useChange('cancelReward');
  const count = reward.points;
  async function giveBack(): Promise<void> {
    const answer = await change.send({ path: { reservationId: reward.id }, body: {} });
    if (answer === null) return;
    client.forget('rewards', 'memberRewards', 'member', 'members', 'memberHistory', 'overview', 'activity');
    toast(say(answer.reward.state === 'returned' ? 'redemptions.given-back' : 'redemptions.going-back', { count }));
    onDone();
  }
  return (
    <Dialog title={say('redemptions.ask-title', { reward: rewardName(words, reward) })} onClose={onClose}>
      <Stack>
        {change.problem && <ProblemBanner problem={change.problem} title={say('redemptions.not-given-back')} />}
        <p>{say('redemptions.ask-body', { count, member: memberName(words, reward.member) })}</p>
        <Text tone="subdued">{say('redemptions.ask-undo')}</Text>
        <Row gap="tight">
          <Button kind="primary" busy={change.busy} onPress={() => void giveBack()}>
            {say('redemptions.ask-confirm')}
          </Button>
          <Button onPress={onClose}>{say('action.cancel')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}
