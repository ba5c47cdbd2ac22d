import type { ReactNode } from 'react';
import { Card, Stack, Text, Timeline } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import type { DetailProps } from './referral-page.tsx';
import { wayOf } from './way.ts';

/** Where it stands on its way, since when, why, and what happens next. */
export function Standing({ detail }: DetailProps): ReactNode {
  const { say, formats } = useWords();
  const { state, reason, dueAt, position } = detail;
  const steps = wayOf(detail).map(({ state: step, where, at }) => ({
    id: step,
    label: say(`referral-state.${step}`),
    where,
    whereWords: say(`referral.where.${where}`),
    ...(at === null ? {} : { note: formats.dateTime(at) }),
  }));
  return (
    <Card title={say('referral.stands')}>
      <Stack>
        <Timeline label={say('referral.stands')} steps={steps} />
        <Stack gap="tight">
          <Text strong>{say(`referral-state.${state}.what`)}</Text>
          {reason !== null && <Text>{say(`referral-reason.${reason}`)}</Text>}
          {dueAt !== null && state === 'on-hold' && <Text>{say('referral.due', { at: formats.dateTime(dueAt) })}</Text>}
          {position !== null && (
            <Text tone="subdued">{say('referral.position', { nth: position, form: formats.ordinalForm(position) })}</Text>
          )}
        </Stack>
      </Stack>
    </Card>
  );
}
