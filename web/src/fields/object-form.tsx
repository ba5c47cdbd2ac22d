import type { ReactNode } from 'react';
import { Stack } from '../kit/index.ts';
import { pathTo } from './fields-context.tsx';
import { asObject, type JsonSchema } from './json-schema.ts';
import type { DrawField } from './schema-field-props.ts';

export interface ObjectFormProps {
  readonly schema: JsonSchema;
  readonly value: unknown;
  /** Where in the document the value stands. */
  readonly path: string;
  readonly onChange: (value: unknown) => void;
  /** Drawn by somebody else. */
  readonly without?: readonly string[];
  readonly draw: DrawField;
}

/** One field for each property, in the schema's order. */
export function ObjectForm({ schema, value, path, onChange, without = [], draw: Field }: ObjectFormProps): ReactNode {
  const known = asObject(value);
  const drawn = Object.entries(schema.properties ?? {}).filter(([name, inner]) => !without.includes(name) && inner.const === undefined);
  return (
    <Stack>
      {drawn.map(([name, inner]) => (
        <Field
          key={name}
          name={name}
          schema={inner}
          value={known[name]}
          path={pathTo(path, name)}
          beside={known}
          onChange={(next) => onChange({ ...known, [name]: next })}
        />
      ))}
    </Stack>
  );
}
