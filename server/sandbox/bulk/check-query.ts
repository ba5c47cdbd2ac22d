/**
 * What a bulk query may be, as Shopify's docs say it: one top-level field that is a connection, at most five connections, nested at most two deep, none
 * of them inside a plain list, and neither `node` nor `nodes`.
 */
import {
  Kind,
  OperationTypeNode,
  TypeInfo,
  getNamedType,
  getNullableType,
  isListType,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { DocumentNode, FieldNode, GraphQLOutputType, GraphQLSchema } from 'graphql';

const MOST_CONNECTIONS = 5;
const DEEPEST = 2;

export const isConnection = (type: GraphQLOutputType | null | undefined): boolean =>
  getNamedType(type)?.name.endsWith('Connection') === true;
const isPlainList = (type: GraphQLOutputType | null | undefined): boolean => isListType(getNullableType(type));

interface Shape {
  connections: number;
  deepest: number;
  inList: boolean;
}

/** `nodes` and `edges` are lists as well, but those of a connection. */
function shapeOf(schema: GraphQLSchema, document: DocumentNode): Shape {
  const info = new TypeInfo(schema);
  const path: ('connection' | 'list' | 'other')[] = [];
  const shape: Shape = { connections: 0, deepest: 0, inList: false };
  const kindOf = (node: FieldNode): (typeof path)[number] => {
    if (isConnection(info.getType())) return 'connection';
    return isPlainList(info.getType()) && !['nodes', 'edges'].includes(node.name.value) ? 'list' : 'other';
  };
  const Field = {
    enter(node: FieldNode) {
      path.push(kindOf(node));
      if (path.at(-1) !== 'connection') return;
      const depth = path.filter((one) => one === 'connection').length;
      shape.connections += 1;
      shape.deepest = Math.max(shape.deepest, depth - 1);
      shape.inList ||= path.includes('list');
    },
    leave() {
      path.pop();
    },
  };
  visit(document, visitWithTypeInfo(info, { Field }));
  return shape;
}

/** The document, or why it cannot be run. */
export function checkQuery(schema: GraphQLSchema, query: string): { document: DocumentNode } | { problem: string } {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return { problem: `Invalid bulk query: ${(error as Error).message}` };
  }
  const [wrong] = validate(schema, document);
  if (wrong) return { problem: `Invalid bulk query: ${wrong.message}` };
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const fields = operations[0]?.selectionSet.selections.filter((one) => one.kind === Kind.FIELD) ?? [];
  if (operations.length !== 1 || operations[0]?.operation !== OperationTypeNode.QUERY) return { problem: 'A bulk query is one query.' };
  if (fields.length !== 1) return { problem: 'Bulk queries cannot contain more than one top-level field.' };
  if (['node', 'nodes'].includes(fields[0]?.name.value ?? '')) return { problem: 'Bulk queries cannot use the top-level node fields.' };
  const { connections, deepest, inList } = shapeOf(schema, document);
  if (connections === 0) return { problem: 'Bulk queries must contain at least one connection.' };
  if (connections > MOST_CONNECTIONS) return { problem: `Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.` };
  if (deepest > DEEPEST) return { problem: `Bulk queries cannot contain connections with a nesting depth greater than ${DEEPEST}.` };
  if (inList) return { problem: 'Queries that contain a connection field within a list field are not supported.' };
  return { document };
}
