import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useChange } from '../../api/use-change.ts';
import { Banner, Button, Card, Progress, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { CreditPastDialog } from './credit-past-dialog.tsx';

interface PastProps {
  readonly known: admin.CatchingUp;
  readonly onChanged: () => void;
}

type History = NonNullable<admin.CatchingUp['history']>;

/** What was bought before the store came here: how far it is brought in, and from when on it gives points. */
export function Past({ known, onChanged }: PastProps): ReactNode {
  const { say } = useWords();
  const { canBeAsked, history } = known;
  if (!canBeAsked && history === null) return null;
  return (
    <Card title={say('past.title')}>
      <Stack>
        {history === null ? <p>{say('past.not-yet')}</p> : <Brought history={history} />}
        <Actions running={history?.state === 'running'} onChanged={onChanged} />
        {history !== null && history.state !== 'running' && <CountsFrom countsFrom={known.countsFrom} onChanged={onChanged} />}
      </Stack>
    </Card>
  );
}

function Brought({ history }: { readonly history: History }): ReactNode {
  const { say, formats } = useWords();
  const { state, customers, orders, endedAt, problem } = history;
  if (state === 'running') return <Running history={history} />;
  if (state === 'done') return <p>{say('past.done', { customers, orders, at: formats.dateTime(endedAt ?? history.startedAt) })}</p>;
  if (state === 'cancelled') return <p>{say('past.cancelled')}</p>;
  return (
    <Banner tone="warning" title={say('past.failed')}>
      {say(problem === 'refused' ? 'past.failed-refused' : 'past.failed-unreachable')}
    </Banner>
  );
}

function Running({ history: { reading, customers, orders, of } }: { readonly history: History }): ReactNode {
  const { say } = useWords();
  const done = reading === 'orders' ? orders : customers;
  const prepares = of === null && done === 0;
  return (
    <Stack gap="tight">
      <Progress label={say(`past.${reading}`)} done={done} of={of} />
      <Text tone="subdued">{say(prepares ? `past.preparing-${reading}` : 'past.read', { customers, orders })}</Text>
    </Stack>
  );
}

function Actions({ running, onChanged }: { readonly running: boolean; readonly onChanged: () => void }): ReactNode {
  const { say } = useWords();
  const again = useChange('importHistory');
  const stop = useChange('cancelHistory');
  const change = running ? stop : again;
  if (!useMay('importHistory')) return null;
  async function act(): Promise<void> {
    if ((await change.send({ body: {} })) !== null) onChanged();
  }
  return (
    <Stack gap="tight">
      {change.problem && <ProblemBanner problem={change.problem} title={say('past.not-changed')} />}
      <div>
        <Button busy={change.busy} onPress={() => void act()}>
          {say(running ? 'past.stop' : 'past.again')}
        </Button>
      </div>
    </Stack>
  );
}

/** The one decision about the past: nothing is given for it unless the merchant says so. */
function CountsFrom({ countsFrom, onChanged }: Pick<admin.CatchingUp, 'countsFrom'> & { readonly onChanged: () => void }): ReactNode {
  const { say, formats } = useWords();
  const [open, setOpen] = useState(false);
  const may = useMay('creditPast');
  if (countsFrom === null) return <Text tone="subdued">{say('past.counts-all')}</Text>;
  return (
    <Row gap="tight">
      <Text>{say('past.counts-from', { at: formats.dateTime(countsFrom) })}</Text>
      {may && <Button onPress={() => setOpen(true)}>{say('past.credit')}</Button>}
      {open && <CreditPastDialog countsFrom={countsFrom} onClose={() => setOpen(false)} onGiven={onChanged} />}
    </Row>
  );
}
