import { useState, type ReactNode } from 'react';
import { useChange } from '../../api/use-change.ts';
import { useClient } from '../../api/client-context.tsx';
import type { ApiProblem } from '../../api/problem.ts';
import { PointsField, readPoints } from '../../fields/points-field.tsx';
import { Button, Dialog, Row, SelectField, Stack, TextField } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner, useProblemSentence } from '../../shell/problem-words.tsx';
import { focusWrongField } from '../../shell/wrong-field.ts';
import { useToast } from '../../shell/toasts.tsx';

const MOST_POINTS = 1_000_000;
const MOST_REASON = 200;
const MOST_NOTE = 1_000;

interface AdjustDialogProps {
  readonly memberId: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: (done: Adjusted) => void;
}

/** What can still be taken back: the request it was made with. */
export interface Adjusted {
  readonly points: number;
  readonly requestId: string;
}

export function AdjustDialog(props: AdjustDialogProps): ReactNode {
  const { say } = useWords();
  const form = useAdjustForm(props);
  const { refused } = form;
  return (
    <Dialog title={say('adjust.title', { name: props.name })} onClose={props.onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <Stack>
          {form.problem && refused.field === null && <ProblemBanner problem={form.problem} title={say('adjust.refused')} />}
          <SelectField
            label={say('adjust.direction')}
            value={form.direction}
            onChange={form.setDirection}
            options={[
              { value: 'give', label: say('adjust.give') },
              { value: 'take', label: say('adjust.take') },
            ]}
          />
          <PointsField
            label={say('adjust.points')}
            value={form.points}
            onChange={form.setPoints}
            error={form.pointsMissing ? say('adjust.points-wrong', { most: MOST_POINTS }) : refused.points}
          />
          <TextField
            label={say('adjust.reason')}
            help={say('adjust.reason-help')}
            maxLength={MOST_REASON}
            value={form.reason}
            onChange={form.setReason}
            error={form.reasonMissing ? say('adjust.reason-missing') : refused.reason}
          />
          <TextField
            label={say('adjust.note')}
            help={say('adjust.note-help')}
            maxLength={MOST_NOTE}
            rows={2}
            value={form.note}
            onChange={form.setNote}
          />
          <Row gap="tight">
            <Button kind="primary" submit busy={form.busy}>
              {say(form.direction === 'give' ? 'adjust.submit-give' : 'adjust.submit-take')}
            </Button>
            <Button onPress={props.onClose}>{say('action.cancel')}</Button>
          </Row>
        </Stack>
      </form>
    </Dialog>
  );
}

/** What is typed, what is wrong with it, and how it is sent. */
function useAdjustForm({ memberId, onClose, onDone }: AdjustDialogProps) {
  const { say, formats } = useWords();
  const toast = useToast();
  const client = useClient();
  const adjust = useChange('adjust');
  // One per opening: a double click, or a second try after a lost answer, is the same intention and counts once.
  const [requestId] = useState(() => crypto.randomUUID());
  const [direction, setDirection] = useState('give');
  const [points, setPoints] = useState('');
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const amount = readPoints(points, MOST_POINTS);
  const refused = useRefusedField(adjust.problem);

  async function submit(): Promise<void> {
    setTried(true);
    if (amount === null || reason.trim() === '') return focusWrongField();
    const signed = direction === 'give' ? amount : -amount;
    const answer = await adjust.send({
      path: { memberId },
      body: { points: signed, reason: reason.trim(), requestId, ...(note.trim() === '' ? {} : { note: note.trim() }) },
    });
    if (answer === null) return focusWrongField();
    client.forget('members', 'overview', 'activity', 'memberHistory');
    toast(say('adjust.done', { balance: formats.number(answer.balance.available) }));
    onDone({ points: signed, requestId });
    onClose();
  }

  return {
    direction,
    setDirection,
    points,
    setPoints: (text: string): void => {
      setPoints(text);
      adjust.forgetProblem();
    },
    reason,
    setReason,
    note,
    setNote,
    pointsMissing: tried && amount === null,
    reasonMissing: tried && reason.trim() === '',
    problem: adjust.problem,
    refused,
    busy: adjust.busy,
    submit,
  };
}

interface RefusedField {
  readonly field: 'points' | 'reason' | null;
  readonly points: string | undefined;
  readonly reason: string | undefined;
}

/** Refusals that are about the amount, whether or not the server named the field. */
const ABOUT_POINTS: ReadonlySet<string> = new Set([
  'not-enough-points',
  'amount-invalid',
  'cap-reached',
  'budget-spent',
  'needs-approval',
  'nothing-to-do',
]);

function useRefusedField(problem: ApiProblem | null): RefusedField {
  const sentence = useProblemSentence();
  if (problem === null) return { field: null, points: undefined, reason: undefined };
  if (problem.field === 'reason') return { field: 'reason', points: undefined, reason: sentence(problem) };
  const about = problem.field === 'points' || ABOUT_POINTS.has(problem.code);
  return { field: about ? 'points' : null, points: about ? sentence(problem) : undefined, reason: undefined };
}
