import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { instantAt } from '../../fields/wall-time.ts';
import { Button, DateField, Dialog, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useSession } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';

interface CreditPastDialogProps {
  readonly countsFrom: string;
  readonly onClose: () => void;
  readonly onGiven: () => void;
}

/** First the count, then the points: what is confirmed is what was seen. */
export function CreditPastDialog({ countsFrom, onClose, onGiven }: CreditPastDialogProps): ReactNode {
  const { say, formats } = useWords();
  const form = useCreditPast(countsFrom, onClose, onGiven);
  const { counted } = form;
  return (
    <Dialog title={say('past.credit-title')} onClose={onClose}>
      <Stack>
        {form.problem && <ProblemBanner problem={form.problem} title={say('past.not-changed')} />}
        <p>{say('past.credit-body')}</p>
        <DateField
          label={say('past.from')}
          time={false}
          value={form.day}
          onChange={form.choose}
          error={form.tooLate ? say('past.from-wrong', { at: formats.dateTime(countsFrom) }) : undefined}
          help={form.from === null ? undefined : (formats.ownCalendar(form.from) ?? undefined)}
        />
        <div>
          <Button busy={form.counting} disabled={form.from === null || form.tooLate} onPress={() => void form.count()}>
            {say('past.count')}
          </Button>
        </div>
        <div aria-live="polite">{counted !== null && <Counted counted={counted} />}</div>
        <Row gap="tight">
          <Button kind="primary" busy={form.giving} disabled={counted === null || counted.orders === 0} onPress={() => void form.give()}>
            {say('past.give')}
          </Button>
          <Button onPress={onClose}>{say('action.cancel')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}

function Counted({ counted: { orders, members, points, whole } }: { readonly counted: admin.PastCount }): ReactNode {
  const { say } = useWords();
  return (
    <Stack gap="tight">
      <Text>{say('past.counted', { orders, members, points })}</Text>
      {!whole && <Text tone="subdued">{say('past.counted-part')}</Text>}
      {orders > 0 && <Text tone="subdued">{say('past.no-undo')}</Text>}
    </Stack>
  );
}

function useCreditPast(countsFrom: string, onClose: () => void, onGiven: () => void) {
  const { say } = useWords();
  const { timeZone } = useSession().store;
  const toast = useToast();
  const client = useClient();
  const [day, setDay] = useState('');
  const [counted, setCounted] = useState<admin.PastCount | null>(null);
  const [count, credit] = [useChange('countPast'), useChange('creditPast')];
  const at = day === '' ? null : instantAt(`${day}T00:00`, timeZone);
  const from = at === null ? null : new Date(at).toISOString();
  return {
    day,
    from,
    tooLate: from !== null && from >= countsFrom,
    counted,
    counting: count.busy,
    giving: credit.busy,
    problem: count.problem ?? credit.problem,
    choose: (next: string): void => {
      setDay(next);
      setCounted(null);
    },
    count: async (): Promise<void> => {
      if (from !== null) setCounted(await count.send({ body: { from } }));
    },
    give: async (): Promise<void> => {
      if (from === null || (await credit.send({ body: { from } })) === null) return;
      client.forget('overview', 'members', 'activity', 'catchingUp');
      toast(say('past.given'));
      onGiven();
      onClose();
    },
  };
}
