// What a program can be made of, as the server says it: kinds with their sentences, and the schema of everything else.
import type { admin } from '#contract/index.ts';
import { branchesOf, readSchema, type JsonSchema } from '../../fields/json-schema.ts';
import type { Kind } from '../../fields/kind.ts';
import type { Path } from './terms.ts';

export type KindGroup = admin.Catalog['kinds'][number]['group'];

export interface CatalogKind extends Kind {
  /** Of the whole entry: its parameters and what all of its group have in common. */
  readonly whole: JsonSchema;
}

const WHERE: Readonly<Record<KindGroup, Path>> = {
  rule: ['earning', 'rules'],
  action: ['earning', 'actions'],
  condition: ['earning', 'excluded'],
  effect: ['campaigns', 0, 'effect'],
  reward: ['rewards'],
};

export function kindsOf(catalog: admin.Catalog, group: KindGroup): readonly CatalogKind[] {
  const where = schemaAt(catalog, WHERE[group]);
  const branches = branchesOf(where.items ?? where);
  return catalog.kinds
    .filter((known) => known.group === group)
    .map(({ kind, sentence, schema, example, code }) => {
      const given = schema as JsonSchema;
      const whole = branches.find((branch) => branch.properties?.['kind']?.const === kind) ?? given;
      return { kind, sentence, example, code, whole, schema: given.properties?.['params'] ?? given };
    });
}

/** The schema of a part of the program; empty where there is no such part. */
export function schemaAt(catalog: admin.Catalog, path: Path): JsonSchema {
  const found = path.reduce<JsonSchema>((outer, step) => {
    const { schema } = readSchema(outer);
    return (typeof step === 'number' ? schema.items : schema.properties?.[step]) ?? {};
  }, catalog.program as JsonSchema);
  return readSchema(found).schema;
}

/** A form of these parts alone. */
export function onlyOf({ properties = {} }: JsonSchema, names: readonly string[]): JsonSchema {
  return { properties: Object.fromEntries(names.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]]))) };
}
