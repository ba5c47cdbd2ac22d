import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Button, ChoiceField } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

const GOALS = ['repeat', 'bigger-orders', 'accounts', 'referrals'] as const satisfies readonly admin.Goal[];

interface GoalStepProps {
  readonly goal: admin.Goal;
  readonly onGoal: (goal: admin.Goal) => void;
  readonly onNext: () => void;
}

export function GoalStep({ goal, onGoal, onNext }: GoalStepProps): ReactNode {
  const { say } = useWords();
  return (
    <>
      <ChoiceField
        label={say('setup.goal')}
        value={goal}
        onChange={(chosen) => onGoal(GOALS.find((known) => known === chosen) ?? goal)}
        options={GOALS.map((value) => ({ value, label: say(`setup.goal.${value}`), help: say(`setup.goal.${value}.help`) }))}
      />
      <div>
        <Button kind="primary" onPress={onNext}>
          {say('setup.suggest')}
        </Button>
      </div>
    </>
  );
}
