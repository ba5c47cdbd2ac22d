import { parseSync, type ESTree } from 'vite';
import { lineAt, type SourceFile } from './rule.ts';

type Node = ESTree.Node;
export type NodeType = Node['type'];
export type NodeOf<T extends NodeType> = Extract<Node, { type: T }>;

export interface Comment {
  value: string;
  start: number;
}

export interface Syntax {
  nodes: Map<string, Node[]>;
  parentOf: Map<Node, Node>;
  comments: Comment[];
  /** Set when the file cannot be read as code; it then has no nodes, and one rule says so. */
  error: string | undefined;
}

/** The parser that Vite brings along (oxc) reads TypeScript and JSX; every file is read once, for all rules. */
const known = new WeakMap<SourceFile, Syntax>();

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function collect(node: Node, syntax: Syntax): void {
  const same = syntax.nodes.get(node.type);
  if (same) same.push(node);
  else syntax.nodes.set(node.type, [node]);
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (!isNode(child)) continue;
      syntax.parentOf.set(child, node);
      collect(child, syntax);
    }
  }
}

export function syntaxOf(file: SourceFile): Syntax {
  const before = known.get(file);
  if (before) return before;
  const { program, comments, errors } = parseSync(file.path, file.text);
  const syntax: Syntax = { nodes: new Map(), parentOf: new Map(), comments, error: errors[0]?.message };
  collect(program, syntax);
  known.set(file, syntax);
  return syntax;
}

export function nodesOf<T extends NodeType>(file: SourceFile, ...types: T[]): NodeOf<T>[] {
  const { nodes } = syntaxOf(file);
  return types.flatMap((type) => (nodes.get(type) ?? []) as NodeOf<T>[]);
}

export interface Import {
  from: string;
  start: number;
  typesOnly: boolean;
}

/** Everything that a file takes from elsewhere: import, export from, import(), import('x') as a type. */
export function importsOf(file: SourceFile): Import[] {
  const fixed = nodesOf(file, 'ImportDeclaration').map(({ source, start, importKind }) => ({
    from: source.value,
    start,
    typesOnly: importKind === 'type',
  }));
  const passedOn = nodesOf(file, 'ExportNamedDeclaration', 'ExportAllDeclaration').flatMap(({ source, start, exportKind }) =>
    source ? [{ from: source.value, start, typesOnly: exportKind === 'type' }] : [],
  );
  const late = nodesOf(file, 'ImportExpression').flatMap(({ source, start }) =>
    source.type === 'Literal' && typeof source.value === 'string' ? [{ from: source.value, start, typesOnly: false }] : [],
  );
  const types = nodesOf(file, 'TSImportType').map(({ source, start }) => ({ from: source.value, start, typesOnly: true }));
  return [...fixed, ...passedOn, ...late, ...types];
}

/** Where a relative import or one by `#contract` leads, as a path from the root; packages stay as they are. */
export function resolveImport(path: string, from: string): string {
  if (from.startsWith('#contract/')) return `server/src/contract/${from.slice('#contract/'.length)}`;
  if (!from.startsWith('.')) return from;
  const steps = path.split('/').slice(0, -1);
  for (const step of from.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** `Math.random` as text, for members that are written plainly. */
export function memberName({ object, property, computed }: NodeOf<'MemberExpression'>): string {
  const left = object.type === 'Identifier' ? object.name : '';
  if (property.type === 'Identifier' && !computed) return `${left}.${property.name}`;
  return property.type === 'Literal' && typeof property.value === 'string' ? `${left}.${property.value}` : left;
}

export function linesOf(file: SourceFile, { start, end }: { start: number; end: number }): number {
  return lineAt(file.text, end) - lineAt(file.text, start) + 1;
}
