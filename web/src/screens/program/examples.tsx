import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { asProblem } from '../../api/use-resource.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { Card, Skeleton, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useProblemSentence } from '../../shell/problem-words.tsx';
import { OrderExamples } from './order-examples.tsx';
import type { Terms } from './terms.ts';

const PAUSE_MS = 500;

interface ExamplesProps {
  readonly terms: Terms;
  readonly incomplete: boolean;
}

/** What typical orders earn under the terms as they are typed, a moment after each change. */
export function Examples(props: ExamplesProps): ReactNode {
  const { say } = useWords();
  return (
    <Card title={say('examples.title')}>
      {props.incomplete ? <Text tone="subdued">{say('examples.incomplete')}</Text> : <LiveExamples terms={props.terms} />}
    </Card>
  );
}

function LiveExamples({ terms }: Pick<ExamplesProps, 'terms'>): ReactNode {
  const { say } = useWords();
  const sentence = useProblemSentence();
  const { answer, problem } = usePreview(terms);
  return (
    <div aria-live="polite">
      <Stack>
        {problem && <Text tone="subdued">{problem.code === 'invalid-input' ? say('examples.incomplete') : sentence(problem)}</Text>}
        {answer === null && !problem && <Skeleton lines={5} />}
        {answer !== null && !problem && (
          <>
            <OrderExamples orders={answer.orders} />
            <Text size="small" tone="subdued">
              {say(`examples.from.${answer.from}`)}
            </Text>
          </>
        )}
      </Stack>
    </div>
  );
}

function usePreview(terms: Terms): { readonly answer: admin.PreviewAnswer | null; readonly problem: ApiProblem | null } {
  const client = useClient();
  const [shown, setShown] = useState<{ answer: admin.PreviewAnswer | null; problem: ApiProblem | null }>({ answer: null, problem: null });
  const first = useRef(true);
  useEffect(() => {
    const abort = new AbortController();
    async function ask(): Promise<void> {
      try {
        const answer = await client.call('previewProgram', { body: { terms, orders: null } }, abort.signal);
        if (!abort.signal.aborted) setShown({ answer, problem: null });
      } catch (error) {
        if (!abort.signal.aborted) setShown((before) => ({ ...before, problem: asProblem(error) }));
      }
    }
    const timer = setTimeout(() => void ask(), first.current ? 0 : PAUSE_MS);
    first.current = false;
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [client, terms]);
  return shown;
}
