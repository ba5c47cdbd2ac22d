// Everything that the server's program is made of has a name in every language. A new kind is drawn without it, by its code name; this says so.
import { describe, expect, it } from 'vitest';
import { asText, branchesOf, readSchema, type JsonSchema } from '../src/fields/json-schema.ts';
import { wordsIn } from './render-app.tsx';
import { sampleCatalog } from './sample-program.ts';

const LANGUAGES = new Set(['en', 'fa', 'he']);
/** Drawn by something else than a field with a name: the kind by its sentence, the others by fields of their own. */
const UNNAMED = new Set(['id', 'kind', 'not', 'params', 'currency', 'perMinor', 'campaigns', 'rewards', 'levels']);

interface Named {
  readonly params: Set<string>;
  readonly options: Set<string>;
}

function collect(schema: JsonSchema, name: string, found: Named): Named {
  const { schema: core } = readSchema(schema);
  for (const option of core.enum ?? []) found.options.add(`${name}.${asText(option)}`);
  for (const branch of branchesOf(core)) {
    for (const [inner, one] of Object.entries(branch.properties ?? {})) {
      if (LANGUAGES.has(inner) || one.const !== undefined) continue;
      if (!UNNAMED.has(inner)) found.params.add(inner);
      collect(one, inner, found);
    }
    if (branch.items !== undefined) collect(branch.items, name, found);
  }
  return found;
}

describe.each(['en', 'fa', 'he'] as const)('the parts of a program in %s', (locale) => {
  const catalog = sampleCatalog();
  const { maybe } = wordsIn(locale);
  const found = collect(catalog.program, '', { params: new Set(), options: new Set() });

  it('have a name for every parameter', () => {
    expect(found.params.size).toBeGreaterThan(40);
    expect([...found.params].filter((name) => maybe(`param.${name}`) === null)).toEqual([]);
    expect([...found.options].filter((option) => maybe(`option.${option}`) === null)).toEqual([]);
    expect(catalog.kinds.filter(({ kind }) => maybe(`kind.${kind}`) === null).map(({ kind }) => kind)).toEqual([]);
  });
});
