import { useState, type ReactNode } from 'react';
import { Button, Card, FieldGroup, Row, SelectField, Stack, Text, ToggleField } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { hasProblem, pathTo, useFields } from './fields-context.tsx';
import { asObject, initialValue } from './json-schema.ts';
import type { Kind } from './kind.ts';
import { SchemaForm } from './schema-form.tsx';
import { Sentence, useKindName } from './sentence.tsx';

export interface Condition {
  readonly kind: string;
  readonly not: boolean;
  readonly params: unknown;
}

interface ConditionsBuilderProps {
  readonly label: string;
  readonly help?: string;
  readonly kinds: readonly Kind[];
  readonly value: readonly Condition[];
  readonly path: string;
  readonly onChange: (value: readonly Condition[]) => void;
}

/** All of them must hold; each reads as a sentence, opens to its form, and can be turned round. */
export function ConditionsBuilder({ label, help, kinds, value, path, onChange }: ConditionsBuilderProps): ReactNode {
  const { say } = useWords();
  const { disabled, problems } = useFields();
  const [opened, open] = useState<number | null>(null);
  const [added, setAdded] = useState<number | null>(null);
  return (
    <FieldGroup label={label} help={value.length === 0 ? say('conditions.none') : help} error={problems.get(path)}>
      {value.map((condition, index) => (
        <ConditionCard
          // Conditions have no names; their place is their name.
          // eslint-disable-next-line react/no-array-index-key
          key={index}
          condition={condition}
          kind={kinds.find(({ kind }) => kind === condition.kind)}
          path={pathTo(path, index)}
          open={opened === index}
          added={added === index}
          onOpen={(on) => open(on ? index : null)}
          onChange={(next) => onChange(value.map((old, at) => (at === index ? next : old)))}
          onRemove={() => {
            open(null);
            setAdded(null);
            onChange(value.filter((_, at) => at !== index));
          }}
        />
      ))}
      {!disabled && (
        <AddCondition
          kinds={kinds}
          onAdd={(kind) => {
            open(value.length);
            setAdded(value.length);
            onChange([...value, { kind: kind.kind, not: false, params: initialValue(kind.schema) }]);
          }}
        />
      )}
    </FieldGroup>
  );
}

interface ConditionCardProps {
  readonly condition: Condition;
  readonly kind: Kind | undefined;
  readonly path: string;
  readonly open: boolean;
  readonly added: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (condition: Condition) => void;
  readonly onRemove: () => void;
}

function ConditionCard({ condition, kind, path, open, added, onOpen, onChange, onRemove }: ConditionCardProps): ReactNode {
  const { say } = useWords();
  const { disabled, problems } = useFields();
  const sentence = <ConditionSentence condition={condition} kind={kind} />;
  return (
    <Card takesFocus={added}>
      <Stack gap="tight">
        <Row spread gap="tight">
          <Text tone={hasProblem(problems, path) ? 'critical' : 'neutral'}>{sentence}</Text>
          <Row gap="tight">
            {kind && (
              <Button kind="plain" expanded={open} onPress={() => onOpen(!open)}>
                {say(open ? 'conditions.close' : 'conditions.open')}
              </Button>
            )}
            {!disabled && (
              <Button kind="plain" onPress={onRemove}>
                {say('field.remove-one')}
              </Button>
            )}
          </Row>
        </Row>
        {open && kind && (
          <>
            <SchemaForm
              schema={kind.schema}
              value={condition.params}
              path={pathTo(path, 'params')}
              onChange={(params) => onChange({ ...condition, params })}
            />
            <ToggleField
              label={say('conditions.not')}
              on={condition.not}
              disabled={disabled}
              onChange={(not) => onChange({ ...condition, not })}
            />
          </>
        )}
      </Stack>
    </Card>
  );
}

interface ConditionSentenceProps {
  readonly condition: Condition;
  readonly kind: Kind | undefined;
}

/** A kind that this page does not know (it is open in an old window) is at least named. */
export function ConditionSentence({ condition, kind }: ConditionSentenceProps): ReactNode {
  const { tell } = useWords();
  const sentence = kind ? <Sentence kind={kind} params={asObject(condition.params)} /> : <bdi>{condition.kind}</bdi>;
  return condition.not ? tell('conditions.except', { condition: <span>{sentence}</span> }) : sentence;
}

function AddCondition({ kinds, onAdd }: { readonly kinds: readonly Kind[]; readonly onAdd: (kind: Kind) => void }): ReactNode {
  const { say } = useWords();
  const { name: nameOf } = useKindName();
  return (
    <SelectField
      label={say('conditions.add')}
      labelHidden
      value=""
      options={[{ value: '', label: say('conditions.add') }, ...kinds.map((kind) => ({ value: kind.kind, label: nameOf(kind) }))]}
      onChange={(chosen) => {
        const kind = kinds.find((known) => known.kind === chosen);
        if (kind !== undefined) onAdd(kind);
      }}
    />
  );
}
