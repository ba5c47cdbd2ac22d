// TypeScript for what a function is given (the selections of its query) and for what it answers (the input of its target's mutation).
import {
  Kind,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  type SelectionSetNode,
} from 'graphql';

const MUTATION = 'cartLinesDiscountsGenerateRun';
/** Decimals and ids are text in JSON. */
const SCALARS: Readonly<Record<string, string>> = { Boolean: 'boolean', Int: 'number', Float: 'number', JSON: 'unknown' };
/** Languages and currencies are text to a function: a new one must not fail to compile. */
const CHOICES_MAX = 10;

function leaf(type: GraphQLNamedType): string {
  if (isScalarType(type)) return SCALARS[type.name] ?? 'string';
  if (!isEnumType(type) || type.getValues().length > CHOICES_MAX) return 'string';
  return type
    .getValues()
    .map(({ name }) => `'${name}'`)
    .join(' | ');
}

/** A type with what GraphQL wraps around it. */
function wrapped(type: GraphQLType, inner: (named: GraphQLNamedType) => string, nullable = true): string {
  if (isNonNullType(type)) return wrapped(type.ofType, inner, false);
  const own = isListType(type) ? `readonly (${wrapped(type.ofType, inner)})[]` : inner(getNamedType(type));
  return nullable ? `${own} | null` : own;
}

function selected(set: SelectionSetNode, type: GraphQLNamedType): string {
  if (isUnionType(type)) return type.getTypes().map((one) => selected(set, one)).join(' | '); // prettier-ignore
  if (!isObjectType(type)) throw new Error(`${type.name} has no fields to select`);
  const fields = set.selections.flatMap((one): string[] => {
    if (one.kind === Kind.FRAGMENT_SPREAD) throw new Error('named fragments are not understood');
    if (one.kind === Kind.INLINE_FRAGMENT) return one.typeCondition?.name.value === type.name ? [inside(one.selectionSet, type)] : [];
    const name = one.name.value;
    if (name === '__typename') return [`readonly __typename: '${type.name}';`];
    const field = type.getFields()[name];
    if (field === undefined) throw new Error(`${type.name} has no ${name}`);
    const { selectionSet } = one;
    const inner = (named: GraphQLNamedType): string => (selectionSet === undefined ? leaf(named) : `(${selected(selectionSet, named)})`);
    return [`readonly ${one.alias?.value ?? name}: ${wrapped(field.type, inner)};`];
  });
  return `{ ${(fields.length === 0 ? absent(set) : fields).join(' ')} }`;
}

/** A type that no fragment asks about has none of the fields that the others have. */
function absent({ selections }: SelectionSetNode): string[] {
  const asked = selections.flatMap((one) => (one.kind === Kind.INLINE_FRAGMENT ? one.selectionSet.selections : []));
  return asked.flatMap((one) => (one.kind === Kind.FIELD ? [`readonly ${one.name.value}?: undefined;`] : []));
}

/** Fields of a fragment stand among those around it. */
const inside = (set: SelectionSetNode, type: GraphQLNamedType): string => selected(set, type).slice(1, -1);

function given(type: GraphQLNamedType): string {
  if (!isInputObjectType(type)) return leaf(type);
  const fields = Object.values(type.getFields()).map((field) => {
    const optional = isNonNullType(field.type) ? '' : '?';
    return `readonly ${field.name}${optional}: ${wrapped(field.type, given, false)};`;
  });
  return `{ ${fields.join(' ')} }`;
}

export function apiTypes(schema: GraphQLSchema, query: DocumentNode): string {
  const [operation] = query.definitions;
  const root = schema.getQueryType();
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const result = mutations[MUTATION]?.args.find(({ name }) => name === 'result');
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !root || result === undefined)
    throw new Error('no query, or not the schema of discounts');
  return [
    '// Written by ../schema/generate.ts from ../schema.graphql and run.graphql; a test says so.',
    `export type Input = ${selected(operation.selectionSet, root)};`,
    "export type Line = Input['cart']['lines'][number];",
    `export type Result = ${wrapped(result.type, given, false)};`,
    '',
  ].join('\n\n');
}
