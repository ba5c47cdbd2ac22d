// The part of JSON Schema that a kind's parameters are described in (zod's toJSONSchema), and how to read it.

export interface JsonSchema {
  readonly type?: string;
  /** Which field draws it; the server says so by zod's `meta`. */
  readonly field?: string;
  /** Of ids: what of the store they name. */
  readonly of?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
}

export interface FieldSchema {
  /** Without the branch that allows nothing. */
  readonly schema: JsonSchema;
  readonly nullable: boolean;
  readonly field: string | null;
}

/** `anyOf: [something, null]` is a something that may be left empty; the name of its field may stand outside or inside. */
export function readSchema(schema: JsonSchema): FieldSchema {
  const branches = branchesOf(schema);
  const some = branches.filter(({ type }) => type !== 'null');
  const only = some.length === 1 ? some[0] : undefined;
  const nullable = some.length < branches.length;
  if (only === undefined) return { schema: { ...schema, anyOf: some }, nullable, field: schema.field ?? null };
  return { schema: only, nullable, field: schema.field ?? only.field ?? null };
}

/** The shapes it may have; itself alone when there is no choice. */
export function branchesOf(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf ?? schema.oneOf ?? [schema];
}

/** What a new value begins as: complete where the schema says how, empty where a person must decide. */
export function initialValue(schema: JsonSchema): unknown {
  const { schema: core, nullable, field } = readSchema(schema);
  if (schema.default !== undefined) return schema.default;
  if (core.const !== undefined) return core.const;
  if (nullable) return null;
  if (core.enum !== undefined) return core.enum[0];
  if (field === 'text') return {};
  if (core.type === 'array') return [];
  if (core.type === 'boolean') return false;
  if (core.type === 'string') return '';
  return core.type === 'object' || core.properties !== undefined ? initialObject(core) : initialOther(core);
}

function initialObject({ properties = {} }: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, initialValue(inner)]));
}

/** A choice between shapes begins with the first; a number is left for the person to type. */
function initialOther(schema: JsonSchema): unknown {
  const [first] = branchesOf(schema);
  return first === undefined || first === schema ? null : initialValue(first);
}

export type Json = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asStrings(value: unknown): readonly string[] {
  return asArray(value).filter((item): item is string => typeof item === 'string');
}

export function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** A number, a word or a switch as text, for options and names; empty for everything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
