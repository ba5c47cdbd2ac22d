import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import type { ApiProblem } from '../../api/problem.ts';
import { asProblem, useResource } from '../../api/use-resource.ts';
import { Button, Row, Skeleton, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { OrderExamples } from '../program/order-examples.tsx';
import { ProgramSentences } from '../program/program-sentences.tsx';
import { usePublishSuggestion } from './use-publish-suggestion.ts';

interface SuggestionStepProps {
  readonly goal: admin.Goal;
  readonly onBack: () => void;
  readonly onPublished: () => void;
}

/** The suggested program as sentences, and what typical orders earn and cost under it. */
export function SuggestionStep({ goal, onBack, onPublished }: SuggestionStepProps): ReactNode {
  const { say } = useWords();
  const { suggestion, problem } = useSuggestion(goal);
  const { data: catalog } = useResource('programCatalog', {});
  if (problem !== null) return <ProblemBanner problem={problem} title={say('setup.no-suggestion')} />;
  if (suggestion === null || catalog === undefined) return <Skeleton lines={8} />;
  return (
    <>
      <ProgramSentences terms={suggestion.terms} catalog={catalog} />
      <OrderExamples orders={suggestion.orders} />
      <Cost suggestion={suggestion} />
      <Decide suggestion={suggestion} onBack={onBack} onPublished={onPublished} />
    </>
  );
}

function useSuggestion(goal: admin.Goal) {
  const client = useClient();
  const [known, setKnown] = useState<{ suggestion: admin.Suggestion | null; problem: ApiProblem | null }>({
    suggestion: null,
    problem: null,
  });
  useEffect(() => {
    const abort = new AbortController();
    async function ask(): Promise<void> {
      try {
        const suggestion = await client.call('suggestProgram', { body: { goal } }, abort.signal);
        if (!abort.signal.aborted) setKnown({ suggestion, problem: null });
      } catch (error) {
        if (!abort.signal.aborted) setKnown({ suggestion: null, problem: asProblem(error) });
      }
    }
    void ask();
    return () => abort.abort();
  }, [client, goal]);
  return known;
}

function Cost({ suggestion }: { readonly suggestion: admin.Suggestion }): ReactNode {
  const { say, formats } = useWords();
  const { costBasisPoints } = suggestion;
  return (
    <Stack gap="tight">
      {costBasisPoints !== null && <Text strong>{say('setup.cost', { share: formats.share(costBasisPoints) })}</Text>}
      <Text size="small" tone="subdued">
        {say(`examples.from.${suggestion.from}`)}
      </Text>
    </Stack>
  );
}

interface DecideProps {
  readonly suggestion: admin.Suggestion;
  readonly onBack: () => void;
  readonly onPublished: () => void;
}

function Decide({ suggestion, onBack, onPublished }: DecideProps): ReactNode {
  const { say } = useWords();
  const navigate = useNavigate();
  const may = useMay('publishProgram');
  const { state, keep, publish, busy, problem } = usePublishSuggestion(suggestion.terms);
  if (!may) return <Text tone="subdued">{say('program.read-only')}</Text>;
  async function change(): Promise<void> {
    if (await keep()) await navigate('/program');
  }
  async function goLive(): Promise<void> {
    if (await publish()) onPublished();
  }
  return (
    <Stack gap="tight">
      {problem && <ProblemBanner problem={problem} title={say('publish.failed')} />}
      {state?.draft && <Text tone="warning">{say('setup.replaces-draft')}</Text>}
      <Row gap="tight">
        <Button kind="primary" busy={busy} disabled={state === undefined} onPress={() => void goLive()}>
          {say('setup.publish')}
        </Button>
        <Button busy={busy} disabled={state === undefined} onPress={() => void change()}>
          {say('setup.change')}
        </Button>
        <Button kind="plain" onPress={onBack}>
          {say('setup.back')}
        </Button>
      </Row>
      <Text size="small" tone="subdued">
        {say('publish.body')}
      </Text>
    </Stack>
  );
}
