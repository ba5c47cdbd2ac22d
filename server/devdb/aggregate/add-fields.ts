/** $addFields and $set: a computed nothing takes the field away, a path reaches into every element of an array. */
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Compute, Names, Scope } from '../expression/compile.ts';

type Node = Compute | Tree;
type Tree = Map<string, Node>;

export function compileAddFields(operator: string, argument: Value, names: Names): (document: Doc, scope: Scope) => Doc {
  if (!isDoc(argument) || argument.size === 0)
    return refuse(40272, `${operator} specification stage must be an object with at least one field`);
  const tree: Tree = new Map();
  addAll(tree, argument, names);
  return (document, scope) => applyTree(document, tree, scope);
}

function addAll(tree: Tree, fields: Doc, names: Names): void {
  for (const [path, value] of fields) {
    const parts = path.split('.');
    if (parts.includes('')) refuse(40353, `FieldPath must not contain an empty field name: '${path}'`);
    if (parts.some((part) => part.startsWith('$'))) refuse(16410, `FieldPath field names may not start with '$': '${path}'`);
    const last = parts.pop() ?? '';
    const into = parts.reduce((inner, part) => innerTree(inner, part, path), tree);
    if (isDoc(value) && value.size > 0 && value.keys().next().value?.startsWith('$') !== true)
      addAll(innerTree(into, last, path), value, names);
    else if (into.has(last)) refuse(40176, `Invalid $addFields :: caused by :: specification contains two conflicting paths: '${path}'`);
    else into.set(last, compileExpression(value, names));
  }
}

function innerTree(tree: Tree, part: string, path: string): Tree {
  const known = tree.get(part);
  if (known instanceof Map) return known;
  if (known) return refuse(40176, `Invalid $addFields :: caused by :: specification contains two conflicting paths: '${path}'`);
  const inner: Tree = new Map();
  tree.set(part, inner);
  return inner;
}

function applyTree(document: Doc, tree: Tree, scope: Scope): Doc {
  const result: Doc = new Map(document);
  for (const [name, node] of tree) {
    const value = node instanceof Map ? applyInside(document.get(name), node, scope) : node(scope);
    if (value === undefined) result.delete(name);
    else result.set(name, value);
  }
  return result;
}

function applyInside(value: Found, tree: Tree, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((item) => applyInside(item, tree, scope));
  return applyTree(isDoc(value) ? value : new Map(), tree, scope);
}
