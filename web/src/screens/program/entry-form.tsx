import type { ReactNode } from 'react';
import { ConditionsBuilder, type Condition } from '../../fields/conditions-builder.tsx';
import { pathTo } from '../../fields/fields-context.tsx';
import { asArray, asObject, asText, type JsonSchema } from '../../fields/json-schema.ts';
import { SchemaForm } from '../../fields/schema-form.tsx';
import { Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import type { CatalogKind } from './catalog.ts';
import { textPath, type Entry, type Path } from './terms.ts';
import type { Editing } from './use-draft.ts';

interface EntryFormProps {
  readonly editing: Editing;
  readonly entry: Entry;
  readonly path: Path;
  /** Of the whole entry. */
  readonly schema: JsonSchema;
  /** Of its parameters; left out where an entry has none apart. */
  readonly kind?: CatalogKind | undefined;
  readonly conditions: readonly CatalogKind[];
  /** What makes the sentence where there are no parameters apart. */
  readonly first?: readonly string[];
}

/** First what makes the sentence, then for whom, then everything rarer. */
export function EntryForm({ editing, entry, path, schema, kind, conditions, first = [] }: EntryFormProps): ReactNode {
  const set = (next: unknown): void => editing.set(path, next);
  const { name, ...others } = schema.properties ?? {};
  const params = kind?.schema;
  const early = Object.fromEntries(first.flatMap((key) => (others[key] === undefined ? [] : [[key, others[key]]])));
  return (
    <Stack>
      {name && <SchemaForm schema={{ properties: { name } }} value={entry} path={textPath(path)} onChange={set} />}
      {params && (
        <SchemaForm
          schema={params}
          value={entry['params']}
          path={pathTo(textPath(path), 'params')}
          onChange={(next) => set({ ...entry, params: next })}
        />
      )}
      <SchemaForm schema={{ properties: early }} value={entry} path={textPath(path)} onChange={set} />
      {'when' in others && <Conditions editing={editing} path={[...path, 'when']} value={asArray(entry['when'])} kinds={conditions} />}
      <SchemaForm
        schema={{ properties: others }}
        value={entry}
        path={textPath(path)}
        onChange={set}
        without={['id', 'kind', 'params', 'when', ...first]}
      />
    </Stack>
  );
}

interface ConditionsProps {
  readonly editing: Editing;
  readonly path: Path;
  readonly value: readonly unknown[];
  readonly kinds: readonly CatalogKind[];
  readonly label?: string;
  readonly help?: string;
}

export function Conditions({ editing, path, value, kinds, label, help }: ConditionsProps): ReactNode {
  const { say } = useWords();
  return (
    <ConditionsBuilder
      label={label ?? say('param.when')}
      help={help ?? say('param.when.help')}
      kinds={kinds}
      value={value.map(conditionOf)}
      path={textPath(path)}
      onChange={(next) => editing.set(path, next)}
    />
  );
}

export function conditionOf(value: unknown): Condition {
  const { kind, not, params } = asObject(value);
  return { kind: asText(kind), not: not === true, params: params ?? {} };
}
