import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useChange } from '../../api/use-change.ts';
import { Banner, Button, Card, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';

interface ComparisonProps {
  readonly known: admin.CatchingUp;
  readonly onAsked: () => void;
}

/** Messages get lost; the store is asked for what changed, and this says how that went. */
export function Comparison({ known, onAsked }: ComparisonProps): ReactNode {
  const { say } = useWords();
  return (
    <Card title={say('catch-up.title')}>
      <Stack>
        {known.canBeAsked ? <LastLook comparison={known.comparison} /> : <p>{say('catch-up.no-access')}</p>}
        {known.canBeAsked && <LookNow onAsked={onAsked} />}
      </Stack>
    </Card>
  );
}

function LastLook({ comparison }: { readonly comparison: admin.CatchingUp['comparison'] }): ReactNode {
  const { say, formats } = useWords();
  const { lookedAt, found, foundInAll, waiting, problem } = comparison;
  return (
    <Stack gap="tight">
      {problem !== null && (
        <Banner tone={problem.kind === 'refused' ? 'critical' : 'warning'} title={say(`catch-up.${problem.kind}`)}>
          {say(`catch-up.${problem.kind}-body`, { since: formats.dateTime(problem.since) })}
        </Banner>
      )}
      {lookedAt === null && problem === null && <p>{say('catch-up.not-yet')}</p>}
      {lookedAt !== null && <p>{say('catch-up.good', { at: formats.dateTime(lookedAt), found })}</p>}
      {waiting > 0 && <Text tone="subdued">{say('catch-up.waiting', { count: waiting })}</Text>}
      {foundInAll > 0 && <Text tone="subdued">{say('catch-up.in-all', { count: foundInAll })}</Text>}
    </Stack>
  );
}

function LookNow({ onAsked }: Pick<ComparisonProps, 'onAsked'>): ReactNode {
  const { say } = useWords();
  const toast = useToast();
  const look = useChange('compareStore');
  if (!useMay('compareStore')) return null;
  async function ask(): Promise<void> {
    if ((await look.send({ body: {} })) === null) return;
    toast(say('catch-up.asked'));
    onAsked();
  }
  return (
    <Stack gap="tight">
      {look.problem && <ProblemBanner problem={look.problem} title={say('catch-up.not-asked')} />}
      <div>
        <Button busy={look.busy} onPress={() => void ask()}>
          {say('catch-up.look')}
        </Button>
      </div>
    </Stack>
  );
}
