/** Applies a projection that was read: keeps the order of the document, puts computed fields behind. */
import { isDoc } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import type { Compute, Scope } from '../expression/compile.ts';

export interface Tree {
  readonly kind: 'tree';
  /** Set at the top only: fields that are not named are left out, or kept. */
  readonly including: boolean | undefined;
  readonly nodes: Map<string, Node>;
}

export type Node =
  | Tree
  | { readonly kind: 'include' | 'exclude' }
  | { readonly kind: 'compute'; readonly compute: Compute }
  | {
      readonly kind: 'array';
      readonly pick: (array: Value[], matched: Doc) => Value[] | undefined;
      readonly onlyArrays?: boolean;
    };

interface Job {
  readonly including: boolean;
  readonly scope: Scope;
  readonly matched: Doc;
}

export function show(document: Doc, tree: Tree, scope: Scope, matched: Doc): Doc {
  return showDocument(document, tree, { including: tree.including === true, scope, matched });
}

function showDocument(document: Doc, tree: Tree, job: Job): Doc {
  const result: Doc = new Map();
  for (const [name, value] of document) {
    const node = tree.nodes.get(name);
    const shown = node ? showNode(value, node, job) : job.including ? undefined : value;
    if (shown !== undefined) result.set(name, shown);
  }
  for (const [name, node] of tree.nodes) addComputed(result, name, node, job);
  return result;
}

function showNode(value: Value, node: Node, job: Job): Value | undefined {
  if (node.kind === 'tree') return showInside(value, node, job);
  if (node.kind === 'include') return value;
  if (node.kind !== 'array') return undefined;
  if (Array.isArray(value)) return node.pick(value, job.matched);
  return node.onlyArrays === true ? undefined : value;
}

function showInside(value: Value, tree: Tree, job: Job): Value | undefined {
  if (isDoc(value)) return showDocument(value, tree, job);
  if (Array.isArray(value)) return value.flatMap((item) => inArray(showInside(item, tree, job)));
  return job.including ? undefined : value;
}

const inArray = (item: Value | undefined): Value[] => (item === undefined ? [] : [item]);

function addComputed(result: Doc, name: string, node: Node, job: Job): void {
  if (node.kind === 'compute') {
    const value = node.compute(job.scope);
    if (value !== undefined) result.set(name, value);
  } else if (node.kind === 'tree' && !result.has(name) && hasComputed(node)) {
    result.set(name, showDocument(new Map(), node, job));
  }
}

const hasComputed = (tree: Tree): boolean =>
  [...tree.nodes.values()].some((node) => node.kind === 'compute' || (node.kind === 'tree' && hasComputed(node)));
