import type { ReactNode } from 'react';
import { FieldGroup, SelectField, Stack, ToggleField } from '../kit/index.ts';
import { useFields } from './fields-context.tsx';
import { asObject, asText, branchesOf, initialValue, type FieldSchema, type JsonSchema } from './json-schema.ts';
import { partOf, useNames } from './names.ts';
import { ObjectForm } from './object-form.tsx';
import type { DrawField, SchemaFieldProps } from './schema-field-props.ts';

type ShapeProps = SchemaFieldProps & { readonly draw: DrawField };

/** An object inside an object: its own fields under one name; it may be left out, or be one of several shapes. */
export function ShapeField({ read, ...props }: ShapeProps & { readonly read: FieldSchema }): ReactNode {
  const { problems, disabled } = useFields();
  const names = useNames();
  const { name, value, path, onChange } = props;
  const within = partOf(path);
  const label = props.label ?? names.param(name, read.field, within);
  const help = names.help(name, within);
  const there = value !== null && value !== undefined;
  if (read.nullable) {
    return (
      <Stack gap="tight">
        <ToggleField
          label={label}
          on={there}
          disabled={disabled}
          onChange={(on) => onChange(on ? initialValue(read.schema) : null)}
          {...(help === undefined ? {} : { help })}
        />
        {there && (
          <FieldGroup label={label} labelHidden nested error={problems.get(path)}>
            <Shape {...props} schema={read.schema} />
          </FieldGroup>
        )}
      </Stack>
    );
  }
  return (
    <FieldGroup label={label} nested help={help} error={problems.get(path)}>
      <Shape {...props} schema={read.schema} />
    </FieldGroup>
  );
}

function Shape({ schema, ...props }: ShapeProps): ReactNode {
  const branches = branchesOf(schema);
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return <ObjectForm {...props} schema={only} />;
  return <ChosenShape {...props} branches={branches} />;
}

/** Shapes that are told apart by their `kind`. */
function ChosenShape({ branches, ...props }: Omit<ShapeProps, 'schema'> & { readonly branches: readonly JsonSchema[] }): ReactNode {
  const { disabled } = useFields();
  const names = useNames();
  const kindOf = (branch: JsonSchema): string => asText(branch.properties?.['kind']?.const);
  const chosen = branches.find((branch) => kindOf(branch) === asObject(props.value)['kind']) ?? branches[0] ?? {};
  return (
    <Stack>
      <SelectField
        label={names.param('kind', null)}
        value={kindOf(chosen)}
        disabled={disabled}
        options={branches.map((branch) => ({ value: kindOf(branch), label: names.option(props.name, kindOf(branch)) }))}
        onChange={(kind) => props.onChange(initialValue(branches.find((branch) => kindOf(branch) === kind) ?? {}))}
      />
      <ObjectForm {...props} schema={chosen} />
    </Stack>
  );
}
