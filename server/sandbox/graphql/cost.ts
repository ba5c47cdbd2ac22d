/**
 * What a query costs, and the leaky bucket it is paid from: objects cost 1, scalars nothing,
 * a mutation 10, a connection its page size times the cost of one node; 100 points a second flow back into a bucket of 2000,
 * ten times that in a shop of the plan Plus.
 */
import { Kind, OperationTypeNode, TypeInfo, getNamedType, isCompositeType, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLSchema, SelectionSetNode } from 'graphql';

export const MAXIMUM_QUERY_COST = 1000;
const BUCKETS = {
  standard: { maximumAvailable: 2000, restoreRate: 100 },
  plus: { maximumAvailable: 20_000, restoreRate: 1000 },
} as const;

export interface Throttle {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface Bucket {
  /** Takes the points, or refuses and takes nothing. */
  take(points: number): boolean;
  giveBack(points: number): void;
  status(): Throttle;
  /** For tests of an app's patience: how much is left from now on. */
  drainTo(points: number): void;
}

export function bucket(now: () => number, plan: () => keyof typeof BUCKETS): Bucket {
  const size = () => BUCKETS[plan()];
  let level: number = size().maximumAvailable;
  let seen = now();
  const fill = () => {
    const { maximumAvailable, restoreRate } = size();
    level = Math.min(maximumAvailable, level + ((now() - seen) / 1000) * restoreRate);
    seen = now();
  };
  return {
    take(points) {
      fill();
      if (points > level) return false;
      level -= points;
      return true;
    },
    giveBack(points) {
      level = Math.min(size().maximumAvailable, level + points);
    },
    status() {
      fill();
      return { ...size(), currentlyAvailable: Math.floor(level) };
    },
    drainTo(points) {
      fill();
      level = points;
    },
  };
}

function pageSize(field: FieldNode, variables: Record<string, unknown>): number {
  const argument = field.arguments?.find((one) => one.name.value === 'first' || one.name.value === 'last');
  if (argument?.value.kind === Kind.INT) return Number(argument.value.value);
  if (argument?.value.kind === Kind.VARIABLE) return Number(variables[argument.value.name.value] ?? 0);
  return 1;
}

export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
  operationName?: string,
): number {
  const returned = new Map<FieldNode, string>();
  const info = new TypeInfo(schema);
  const composite = new Set<FieldNode>();
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const type = getNamedType(info.getType());
        if (type && isCompositeType(type)) composite.add(node);
        if (type) returned.set(node, type.name);
      },
    }),
  );
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);

  const of = (set: SelectionSetNode | undefined): number => {
    let sum = 0;
    for (const one of set?.selections ?? []) {
      if (one.kind === Kind.FIELD) sum += ofField(one);
      else if (one.kind === Kind.INLINE_FRAGMENT) sum += of(one.selectionSet);
      else sum += of(fragments.get(one.name.value)?.selectionSet);
    }
    return sum;
  };
  const ofField = (field: FieldNode): number => {
    if (!composite.has(field)) return 0;
    const type = returned.get(field) ?? '';
    if (type === 'PageInfo') return 0;
    const inner = of(field.selectionSet);
    return type.endsWith('Connection')
      ? 2 + pageSize(field, variables) * Math.max(1, inner)
      : field.name.value === 'nodes' || field.name.value === 'edges'
        ? Math.max(1, inner)
        : 1 + inner;
  };
  for (const one of document.definitions) {
    if (one.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operationName !== undefined && one.name?.value !== operationName) continue;
    return (one.operation === OperationTypeNode.MUTATION ? 10 : 0) + Math.max(1, of(one.selectionSet));
  }
  return 1;
}

/** One point for every object in the answer, the way actualQueryCost is lower than what was asked for. */
export function actualCost(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, one) => sum + actualCost(one), 0);
  if (data === null || typeof data !== 'object') return 0;
  return 1 + Object.values(data).reduce<number>((sum, one) => sum + actualCost(one), 0);
}
