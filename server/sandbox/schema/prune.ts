/**
 * Keeps the types that some document uses, and of these every field that leads to a scalar, an enum or another kept type.
 * Root fields are kept only when a document names them. Inputs and enums stay whole: a wrong input must fail as in the real schema.
 */
import {
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  TypeInfo,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  lexicographicSortSchema,
  printSchema,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DocumentNode, GraphQLField, GraphQLFieldConfigMap, GraphQLNamedType, GraphQLOutputType } from 'graphql';

type Composite = GraphQLObjectType | GraphQLInterfaceType;

interface Used {
  types: Set<string>;
  rootFields: Set<string>;
}

function usedBy(full: GraphQLSchema, documents: DocumentNode): Used {
  const used: Used = { types: new Set(), rootFields: new Set() };
  const info = new TypeInfo(full);
  const roots = [full.getQueryType(), full.getMutationType()];
  visit(
    documents,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        if (parent) used.types.add(parent.name);
        if (roots.some((root) => root === parent)) used.rootFields.add(node.name.value);
        const returned = getNamedType(info.getType());
        if (returned) used.types.add(returned.name);
      },
      NamedType: (node) => void used.types.add(node.name.value),
    }),
  );
  return used;
}

export function prune(full: GraphQLSchema, documents: DocumentNode): { sdl: string; kept: Set<string> } {
  const used = usedBy(full, documents);
  const kept = new Set<string>();
  const made = new Map<string, GraphQLNamedType>();
  const roots = new Set([full.getQueryType()?.name, full.getMutationType()?.name]);

  const stays = (type: GraphQLNamedType): boolean => isScalarType(type) || isEnumType(type) || used.types.has(type.name);
  const fieldStays = (owner: Composite, field: GraphQLField<unknown, unknown>): boolean =>
    roots.has(owner.name) ? used.rootFields.has(field.name) : stays(getNamedType(field.type));
  const wrap = (type: GraphQLOutputType): GraphQLOutputType => {
    if (isNonNullType(type)) return new GraphQLNonNull(wrap(type.ofType));
    if (isListType(type)) return new GraphQLList(wrap(type.ofType));
    return copy(type) as GraphQLOutputType;
  };
  const fieldsOf = (type: Composite) => (): GraphQLFieldConfigMap<unknown, unknown> => {
    const fields: GraphQLFieldConfigMap<unknown, unknown> = {};
    for (const field of Object.values(type.getFields())) {
      if (!fieldStays(type, field)) continue;
      kept.add(`${type.name}.${field.name}`);
      const args = Object.fromEntries(field.args.map((arg) => [arg.name, { type: arg.type, defaultValue: arg.defaultValue }]));
      fields[field.name] = { type: wrap(field.type), args, deprecationReason: field.deprecationReason };
    }
    return fields;
  };
  const interfacesOf = (type: Composite) => () =>
    type
      .getInterfaces()
      .filter((one) => used.types.has(one.name))
      .map((one) => copy(one) as GraphQLInterfaceType);

  function copy(type: GraphQLNamedType): GraphQLNamedType {
    if (!isObjectType(type) && !isInterfaceType(type) && !isUnionType(type)) return type;
    const before = made.get(type.name);
    if (before) return before;
    kept.add(type.name);
    const now = isUnionType(type)
      ? new GraphQLUnionType({
          name: type.name,
          types: () =>
            type
              .getTypes()
              .filter(stays)
              .map((one) => copy(one) as GraphQLObjectType),
        })
      : isInterfaceType(type)
        ? new GraphQLInterfaceType({ name: type.name, fields: fieldsOf(type), interfaces: interfacesOf(type) })
        : new GraphQLObjectType({ name: type.name, fields: fieldsOf(type), interfaces: interfacesOf(type) });
    made.set(type.name, now);
    return now;
  }

  const types = [...used.types]
    .flatMap((name) => full.getType(name) ?? [])
    .filter(isObjectType)
    .map(copy);
  const root = (type: GraphQLObjectType | null | undefined) => (type ? (copy(type) as GraphQLObjectType) : null);
  const small = new GraphQLSchema({
    query: root(full.getQueryType()),
    mutation: root(full.getMutationType()),
    types,
    directives: full.getDirectives(),
  });
  // Descriptions make up four fifths of the text and are not needed to serve the schema.
  const sdl = printSchema(lexicographicSortSchema(small)).replaceAll(/^\s*"""[\s\S]*?"""\n/gm, '');
  return { sdl, kept };
}
