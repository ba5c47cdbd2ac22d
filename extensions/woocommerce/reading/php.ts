// PHP as a tree, so that the plugin's rules look at what the code does and not at how it is laid out.
import { Engine } from 'php-parser';

/** A node of the parser's tree. Its own types promise more than it gives, so every field is looked at before it is believed. */
export interface PhpNode {
  readonly kind: string;
  readonly [field: string]: unknown;
}

export interface PhpFile {
  /** From the plugin's folder. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly tree: PhpNode;
  /** In the order of the text. */
  readonly nodes: readonly PhpNode[];
  readonly parentOf: ReadonlyMap<PhpNode, PhpNode>;
  /** What a PHP of the floor (7.4) does not read. */
  readonly unread: readonly { message: string; line: number }[];
}

export const isNode = (value: unknown): value is PhpNode => typeof value === 'object' && value !== null && 'kind' in value;
const notCode = new Set(['loc', 'leadingComments', 'trailingComments', 'comments', 'errors', 'tokens']);

function childrenOf(node: PhpNode): PhpNode[] {
  const fields = Object.entries(node).filter(([field]) => !notCode.has(field));
  return fields.flatMap(([, value]) => (Array.isArray(value) ? listOf(value) : [value])).filter(isNode);
}

export const listOf = (value: unknown): PhpNode[] => (Array.isArray(value) ? value.filter(isNode) : []);

function walk(node: PhpNode, parentOf: Map<PhpNode, PhpNode>, into: PhpNode[]): void {
  into.push(node);
  for (const child of childrenOf(node)) {
    parentOf.set(child, node);
    walk(child, parentOf, into);
  }
}

/** Versions are written as the parser wants them: 704 is PHP 7.4. */
function parse(path: string, text: string, version: number): { tree: PhpNode; errors: PhpFile['unread'] } {
  const engine = new Engine({ parser: { extractDoc: true, suppressErrors: true, version }, ast: { withPositions: true } });
  const program = engine.parseCode(text, path);
  const errors = program.errors.map((error) => error as unknown as { message: string; line: number });
  return { tree: program as unknown as PhpNode, errors };
}

export function readPhp(path: string, text: string): PhpFile {
  const { tree, errors } = parse(path, text, 804);
  const parentOf = new Map<PhpNode, PhpNode>();
  const nodes: PhpNode[] = [];
  walk(tree, parentOf, nodes);
  const unread = [...errors, ...parse(path, text, 704).errors];
  return { path, text, lines: text.split('\n'), tree, nodes, parentOf, unread };
}

export function lineOf(node: PhpNode): number {
  const loc = node['loc'] as { start?: { line?: number } } | null | undefined;
  return loc?.start?.line ?? 1;
}

export function sourceOf(file: PhpFile, node: PhpNode): string {
  const loc = node['loc'] as { start?: { offset?: number }; end?: { offset?: number } } | null | undefined;
  return file.text.slice(loc?.start?.offset ?? 0, loc?.end?.offset ?? 0);
}

export const nodesOf = (file: PhpFile, ...kinds: string[]): PhpNode[] => file.nodes.filter(({ kind }) => kinds.includes(kind));

export function ancestorsOf(file: PhpFile, node: PhpNode): PhpNode[] {
  const found: PhpNode[] = [];
  for (let at = file.parentOf.get(node); at !== undefined; at = file.parentOf.get(at)) found.push(at);
  return found;
}

/** The function, method or closure around a node; null: it stands in the file itself. */
export function functionAround(file: PhpFile, node: PhpNode): PhpNode | null {
  return ancestorsOf(file, node).find(({ kind }) => ['function', 'method', 'closure', 'arrowfunc'].includes(kind)) ?? null;
}

const nameOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  return isNode(value) && typeof value['name'] === 'string' ? value['name'] : '';
};

/** The name of what a declaration declares, and of an identifier. */
export const declared = (node: PhpNode): string => nameOf(node['name']);

/**
 * What a call calls: `esc_html` of a function, `->prepare` of a method, `Lasting_Server::call` of a class's, with self as it is written.
 * Empty: something that is only known while it runs.
 */
export function calledName(node: PhpNode): string {
  const what = node['what'];
  if (node.kind === 'new' || !isNode(what)) return nameOf(what);
  if (what.kind === 'name') return nameOf(what).replace(/^\\/, '');
  if (what.kind === 'propertylookup' || what.kind === 'nullsafepropertylookup') return `->${nameOf(what['offset'])}`;
  if (what.kind === 'staticlookup') return `${classNameOf(what['what'])}::${nameOf(what['offset'])}`;
  return '';
}

export function classNameOf(what: unknown): string {
  if (!isNode(what)) return '';
  if (what.kind === 'selfreference' || what.kind === 'staticreference') return 'self';
  return nameOf(what).replace(/^\\/, '');
}

export const argumentsOf = (call: PhpNode): PhpNode[] => listOf(call['arguments']);
export const callsOf = (file: PhpFile): PhpNode[] => nodesOf(file, 'call');
