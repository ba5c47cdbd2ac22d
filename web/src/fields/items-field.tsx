import type { ReactNode } from 'react';
import { Button, FieldGroup, Stack } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { pathTo, useFields } from './fields-context.tsx';
import { asObject, initialValue, type JsonSchema } from './json-schema.ts';
import type { DrawField } from './schema-field-props.ts';

interface ItemsFieldProps {
  readonly label: string;
  readonly name: string;
  readonly item: JsonSchema;
  readonly value: readonly unknown[];
  readonly path: string;
  readonly onChange: (value: readonly unknown[]) => void;
  readonly draw: DrawField;
}

/** Several of the same shape, such as a rate for each currency. They have no names of their own; their place is their name. */
export function ItemsField({ label, name, item, value, path, onChange, draw: Field }: ItemsFieldProps): ReactNode {
  const { say, formats } = useWords();
  const { disabled, problems } = useFields();
  const replace = (index: number, next: unknown): void => onChange(value.map((old, at) => (at === index ? next : old)));
  return (
    <FieldGroup label={label} error={problems.get(path)}>
      {value.map((one, index) => (
        // eslint-disable-next-line react/no-array-index-key -- see above
        <Stack key={index} gap="tight">
          <Field
            name={name}
            label={say('field.nth', { label, nth: index + 1 })}
            schema={item}
            value={one}
            path={pathTo(path, index)}
            beside={asObject(one)}
            onChange={(next) => replace(index, next)}
          />
          {!disabled && (
            <div>
              <Button
                kind="plain"
                onPress={() => onChange(value.filter((_, at) => at !== index))}
                label={say('field.remove-nth', { label, nth: formats.number(index + 1) })}
              >
                {say('field.remove-one')}
              </Button>
            </div>
          )}
        </Stack>
      ))}
      {!disabled && (
        <div>
          <Button onPress={() => onChange([...value, initialValue(item)])} label={say('field.add-to', { label })}>
            {say('field.add')}
          </Button>
        </div>
      )}
    </FieldGroup>
  );
}
