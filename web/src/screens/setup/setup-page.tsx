import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Card, Page, Stack, Steps } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { FactsStep } from './facts-step.tsx';
import { GoalStep } from './goal-step.tsx';
import { StorefrontStep } from './storefront-step.tsx';
import { SuggestionStep } from './suggestion-step.tsx';

const STEPS = ['facts', 'goal', 'program', 'storefront'] as const;
export type Step = (typeof STEPS)[number];

/** From nothing to a live program in four steps. Where one is stands in the address. */
export default function SetupPage(): ReactNode {
  const { say } = useWords();
  const onboarding = useResource('onboarding', {});
  const [params, setParams] = useSearchParams();
  const step = STEPS.find((known) => known === params.get('step')) ?? 'facts';
  return (
    <Page title={say('setup.title')} subtitle={say('setup.subtitle')} back={{ label: say('overview.title'), to: '/' }}>
      <Steps label={say('setup.steps')} steps={STEPS.map((id) => ({ id, label: say(`setup.step.${id}`) }))} current={step} />
      <Loaded resource={onboarding} lines={8}>
        {(known) => <CurrentStep step={step} onboarding={known} go={(next) => setParams({ step: next })} />}
      </Loaded>
    </Page>
  );
}

interface CurrentStepProps {
  readonly step: Step;
  readonly onboarding: admin.Onboarding;
  readonly go: (step: Step) => void;
}

function CurrentStep({ step, onboarding, go }: CurrentStepProps): ReactNode {
  const { say } = useWords();
  const [goal, setGoal] = useState<admin.Goal>('repeat');
  return (
    <Card title={say(`setup.step.${step}`)}>
      <Stack>
        {step === 'facts' && <FactsStep facts={onboarding.facts} onNext={() => go('goal')} />}
        {step === 'goal' && <GoalStep goal={goal} onGoal={setGoal} onNext={() => go('program')} />}
        {step === 'program' && <SuggestionStep goal={goal} onBack={() => go('goal')} onPublished={() => go('storefront')} />}
        {step === 'storefront' && <StorefrontStep />}
      </Stack>
    </Card>
  );
}
