import type { ReactNode } from 'react';
import { hasProblem, pathTo, useFields } from '../../../fields/fields-context.tsx';
import { asArray, asNumber, asObject } from '../../../fields/json-schema.ts';
import { CountInput } from '../../../fields/measures.tsx';
import { Badge, Button, Card, Row, SelectField, Stack, Text } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { GiftField } from './gift-field.tsx';
import type { Giveable } from './giveable.ts';
import { stepWords } from './referral-words.ts';

const MOST_STEPS = 20;
const LAST_POSITION = 1_000;
const PATH = 'referrals.advocate';

interface LadderProps {
  readonly value: unknown;
  readonly giveable: Giveable;
  readonly terms: unknown;
  readonly onChange: (steps: readonly unknown[]) => void;
}

/** What the advocate gets for which friend: each step reads as its sentence, with its fields below. */
export function Ladder({ value, onChange, ...around }: LadderProps): ReactNode {
  const { say } = useWords();
  const { disabled, problems } = useFields();
  const steps = asArray(value);
  return (
    <Stack>
      <p>{say('referrals-tab.ladder-body')}</p>
      {problems.get(PATH) !== undefined && <Text tone="critical">{problems.get(PATH)}</Text>}
      {steps.map((step, index) => (
        <Step
          // Steps have no names; their place is their name.
          // eslint-disable-next-line react/no-array-index-key
          key={index}
          {...around}
          step={step}
          index={index}
          misplaced={isMisplaced(steps, index)}
          onChange={(next) => onChange(steps.map((old, at) => (at === index ? next : old)))}
          onRemove={steps.length === 1 ? null : () => onChange(steps.filter((_, at) => at !== index))}
        />
      ))}
      {!disabled && (
        <Row gap="tight">
          <Button disabled={steps.length >= MOST_STEPS} onPress={() => onChange([...steps, nextStep(steps)])}>
            {say('referrals-tab.add-step')}
          </Button>
          {steps.some((_, index) => isUnsorted(steps, index)) && (
            <Button onPress={() => onChange(sorted(steps))}>{say('referrals-tab.sort-steps')}</Button>
          )}
        </Row>
      )}
    </Stack>
  );
}

interface StepProps extends Omit<LadderProps, 'value' | 'onChange'> {
  readonly step: unknown;
  readonly index: number;
  readonly misplaced: boolean;
  readonly onChange: (step: unknown) => void;
  /** Null: the last one stays. */
  readonly onRemove: (() => void) | null;
}

function Step({ step, index, misplaced, giveable, terms, onChange, onRemove }: StepProps): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const { disabled, problems } = useFields();
  const path = pathTo(PATH, index);
  const known = asObject(step);
  const label = say('referrals-tab.step');
  return (
    <Card>
      <Stack>
        <Row spread gap="tight">
          <Row gap="tight">
            <Text strong>{stepWords(words, step, terms)}</Text>
            {hasProblem(problems, path) && <Badge tone="warning">{say('entry.incomplete')}</Badge>}
          </Row>
          {!disabled && onRemove !== null && (
            <Button kind="plain" onPress={onRemove} label={say('field.remove-nth', { label, nth: formats.number(index + 1) })}>
              {say('field.remove-one')}
            </Button>
          )}
        </Row>
        <CountInput
          label={say('param.advocate.from')}
          value={asNumber(known['from'])}
          least={1}
          most={LAST_POSITION}
          disabled={disabled}
          error={misplaced ? say('draft-problem.steps-not-ascending') : problems.get(pathTo(path, 'from'))}
          onChange={(from) => onChange({ ...known, from })}
        />
        <SelectField
          label={say('param.every')}
          value={known['every'] === true ? 'each' : 'one'}
          options={(['each', 'one'] as const).map((id) => ({ value: id, label: say(`referrals-tab.every.${id}`) }))}
          disabled={disabled}
          onChange={(chosen) => onChange({ ...known, every: chosen === 'each' })}
        />
        <GiftField
          label={say('param.gift')}
          value={known['gift']}
          path={pathTo(path, 'gift')}
          giveable={giveable}
          terms={terms}
          onChange={(gift) => onChange({ ...known, gift })}
        />
      </Stack>
    </Card>
  );
}

const fromOf = (step: unknown): number | null => asNumber(asObject(step)['from']);

function isUnsorted(steps: readonly unknown[], index: number): boolean {
  const [before, here] = [fromOf(steps[index - 1]), fromOf(steps[index])];
  return before !== null && here !== null && before > here;
}

/** As the server sees it: before an earlier one, or twice the same. */
function isMisplaced(steps: readonly unknown[], index: number): boolean {
  const here = asObject(steps[index]);
  const twice = steps.findIndex((one) => fromOf(one) === here['from'] && asObject(one)['every'] === here['every']) < index;
  return isUnsorted(steps, index) || (here['from'] !== null && twice);
}

function sorted(steps: readonly unknown[]): readonly unknown[] {
  return steps.toSorted((one, other) => (fromOf(one) ?? LAST_POSITION) - (fromOf(other) ?? LAST_POSITION));
}

/** Something extra for a friend somewhat further on. */
function nextStep(steps: readonly unknown[]): unknown {
  const furthest = Math.max(0, ...steps.map((step) => fromOf(step) ?? 0));
  return { from: Math.min(LAST_POSITION, furthest + 2), every: false, gift: { kind: 'points', points: null } };
}
