import type { ReactNode } from 'react';
import { Card, Skeleton, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useProblemSentence } from '../../shell/problem-words.tsx';
import { OrderExamples } from './order-examples.tsx';
import { OwnOrder } from './own-order.tsx';
import type { Terms } from './terms.ts';
import { usePreview } from './use-preview.ts';

interface ExamplesProps {
  readonly terms: Terms;
  readonly incomplete: boolean;
}

/** What typical orders earn under the terms as they are typed, a moment after each change. */
export function Examples(props: ExamplesProps): ReactNode {
  const { say } = useWords();
  return (
    <Card title={say('examples.title')}>
      {props.incomplete ? (
        <Text tone="subdued">{say('examples.incomplete')}</Text>
      ) : (
        <Stack>
          <LiveExamples terms={props.terms} />
          <OwnOrder terms={props.terms} />
        </Stack>
      )}
    </Card>
  );
}

function LiveExamples({ terms }: Pick<ExamplesProps, 'terms'>): ReactNode {
  const { say } = useWords();
  const sentence = useProblemSentence();
  const { answer, problem } = usePreview(terms, null);
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
