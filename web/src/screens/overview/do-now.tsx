import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Button, Card, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useAdvice, type Advice } from './advice.ts';

/** So many that each of them is still read. */
const MOST = 3;

/** The most useful things to do, each with its button, or the good news that there are none. */
export function DoNow({ figures }: { readonly figures: admin.Overview }): ReactNode {
  const { say } = useWords();
  const advice = useAdvice(figures);
  return (
    <Card title={say('advice.title')}>
      <Stack>
        {advice.length === 0 && <p>{say('advice.nothing')}</p>}
        {advice.slice(0, MOST).map((one, index) => (
          <OneAdvice key={one.body} advice={one} first={index === 0} />
        ))}
      </Stack>
    </Card>
  );
}

function OneAdvice({ advice, first }: { readonly advice: Advice; readonly first: boolean }): ReactNode {
  return (
    <Stack gap="tight">
      <p>{advice.body}</p>
      <div>
        <Button kind={first ? 'primary' : 'normal'} to={advice.to}>
          {advice.label}
        </Button>
      </div>
    </Stack>
  );
}
