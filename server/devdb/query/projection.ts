/** Which fields of a document are shown: `find`'s projections and, without the operators only `find` has, `$project`. */
import { isDoc, isNumber, isTrue } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Names } from '../expression/compile.ts';
import { isOperatorName } from '../expression/operators.ts';
import { withNow } from '../expression/variables.ts';
import type { Variables } from '../expression/variables.ts';
import { matchedElement } from '../update/targets.ts';
import { parseFilter } from './filter.ts';
import type { Filter } from './filter.ts';
import { show } from './show.ts';
import type { Node, Tree } from './show.ts';

export type Project = (document: Doc, matched: Doc) => Doc;

/** `filter` is the query of a find, for `field.$`; without it the projection is a `$project`. */
export function projector(projection: Doc, filter?: Filter, variables?: Variables): Project {
  if (projection.size === 0 && !filter)
    refuse(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
  const all = withNow(variables);
  const tree = new ProjectionParser(filter, new Set(all.keys())).parse(projection);
  return (document, matched) => show(document, tree, { root: document, variables: all }, matched);
}

class ProjectionParser {
  private readonly filter: Filter | undefined;
  private readonly names: Names;
  private including: boolean | undefined;

  constructor(filter: Filter | undefined, names: Names) {
    this.filter = filter;
    this.names = names;
  }

  parse(projection: Doc): Tree {
    const nodes = new Map<string, Node>();
    this.addAll(nodes, projection, '');
    const id = nodes.get('_id');
    const including = this.including ?? (id?.kind === 'include' && nodes.size === 1);
    if (including && id === undefined) nodes.set('_id', { kind: 'include' });
    return { kind: 'tree', including, nodes };
  }

  private addAll(nodes: Map<string, Node>, projection: Doc, prefix: string): void {
    for (const [path, value] of projection) {
      const parts = path.split('.');
      if (parts.includes('')) refuse(40353, `FieldPath must not contain an empty field name: '${prefix}${path}'`);
      if (parts.at(-1) === '$' && this.filter) this.positional(nodes, parts.slice(0, -1));
      else if (parts.some((part) => part.startsWith('$')))
        refuse(16410, `FieldPath field names may not start with '$'. ('${prefix}${path}')`);
      else this.add(nodes, parts, `${prefix}${path}`, value);
    }
  }

  private positional(nodes: Map<string, Node>, parts: readonly string[]): void {
    this.decide(true, parts.join('.'));
    const { filter } = this;
    const pick = (array: Value[], matched: Doc): Value[] => {
      const index = filter && matchedElement(matched, filter, parts);
      const element = index === undefined ? undefined : array[index];
      return element === undefined
        ? refuse(
            51246,
            `Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array`,
          )
        : [element];
    };
    this.put(nodes, parts, { kind: 'array', pick });
  }

  private add(nodes: Map<string, Node>, parts: readonly string[], path: string, value: Value): void {
    if (typeof value === 'boolean' || isNumber(value)) {
      const including = isTrue(value);
      if (path !== '_id') this.decide(including, path);
      this.put(nodes, parts, { kind: including ? 'include' : 'exclude' });
    } else if (!isDoc(value)) this.compute(nodes, parts, path, value);
    else this.addDocument(nodes, parts, path, value);
  }

  private addDocument(nodes: Map<string, Node>, parts: readonly string[], path: string, value: Doc): void {
    const [operator, argument] =
      [...value][0] ?? refuse(51270, `An empty sub-projection is not a valid value. Found empty object at path '${path}'`);
    if (operator === '$slice' && this.filter && !isExpressionSlice(argument))
      this.put(nodes, parts, { kind: 'array', pick: sliceOf(argument) });
    else if (operator === '$elemMatch' && this.filter) this.elemMatch(nodes, parts, path, argument);
    else if (operator === '$meta') refuse(115, 'devdb does not support $meta');
    else if (operator.startsWith('$')) this.compute(nodes, parts, path, value);
    else {
      const inner = this.treeAt(nodes, parts);
      this.addAll(inner.nodes, value, `${path}.`);
    }
  }

  private elemMatch(nodes: Map<string, Node>, parts: readonly string[], path: string, argument: Value): void {
    if (parts.length > 1) refuse(31275, `Cannot use $elemMatch projection on a nested field: ${path}`);
    this.decide(true, path);
    const { matches } = parseFilter(new Map<string, Value>([['element', new Map([['$elemMatch', argument]])]]));
    const pick = (array: Value[]): Value[] | undefined => {
      const found = array.find((item) => matches(new Map([['element', [item]]])));
      return found === undefined ? undefined : [found];
    };
    this.put(nodes, parts, { kind: 'array', pick, onlyArrays: true });
  }

  private compute(nodes: Map<string, Node>, parts: readonly string[], path: string, value: Value): void {
    this.decide(true, path);
    const name = isDoc(value) ? value.keys().next().value : undefined;
    if (name?.startsWith('$') === true && !isOperatorName(name)) refuse(31325, `Unknown expression ${name}`);
    this.put(nodes, parts, { kind: 'compute', compute: compileExpression(value, this.names) });
  }

  private decide(including: boolean, path: string): void {
    if (this.including === undefined) this.including = including;
    else if (this.including !== including) {
      if (including) refuse(31253, `Cannot do inclusion on field ${path} in exclusion projection`);
      refuse(31254, `Cannot do exclusion on field ${path} in inclusion projection`);
    }
  }

  private put(nodes: Map<string, Node>, parts: readonly string[], node: Node): void {
    const last = parts.at(-1) ?? '';
    const into = parts.length > 1 ? this.treeAt(nodes, parts.slice(0, -1)).nodes : nodes;
    if (into.has(last)) refuse(31250, `Path collision at ${parts.join('.')}`);
    into.set(last, node);
  }

  private treeAt(nodes: Map<string, Node>, parts: readonly string[]): Tree {
    let tree: Tree | undefined;
    let inside = nodes;
    for (const part of parts) {
      const known = inside.get(part);
      if (known && known.kind !== 'tree') refuse(31249, `Path collision at ${parts.join('.')}`);
      tree = known ?? { kind: 'tree', including: undefined, nodes: new Map() };
      inside.set(part, tree);
      inside = tree.nodes;
    }
    return tree ?? refuse(40352, 'FieldPath cannot be constructed with empty string');
  }
}

/** `{$slice: ['$field', 1]}` is the expression, `{$slice: 1}` and `{$slice: [1, 2]}` are find's. */
const isExpressionSlice = (argument: Value): boolean => Array.isArray(argument) && !isNumber(argument[0]);

function sliceOf(argument: Value): (array: Value[]) => Value[] {
  const numbers = (Array.isArray(argument) ? argument : [argument]).map((item) =>
    typeof item === 'number' ? item : refuse(28667, '$slice needs int32 numbers'),
  );
  const [first = 0, count] = numbers;
  if (count === undefined) return (array) => (first < 0 ? array.slice(first) : array.slice(0, first));
  if (count <= 0) refuse(28724, 'First argument to $slice must be followed by a positive limit');
  return (array) => {
    const start = first < 0 ? Math.max(array.length + first, 0) : first;
    return array.slice(start, start + count);
  };
}
