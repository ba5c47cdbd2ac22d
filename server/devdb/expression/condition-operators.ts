/** Comparison and choice. Unlike in queries, values of different kinds are ordered, and missing comes before null. */
import { compare } from '../bson/order.ts';
import { isDoc, isTrue, MinKey } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { isNothing, over } from './arguments.ts';
import type { Compute, Names } from './compile.ts';
import type { Compile, OperatorCompile, OperatorTable } from './operators.ts';

export function compareFound(a: Found, b: Found): number {
  if (a !== undefined && b !== undefined) return compare(a, b);
  if (a === b) return 0;
  if (a === undefined) return b instanceof MinKey ? 1 : -1;
  return a instanceof MinKey ? -1 : 1;
}

const comparison = (name: string, holds: (difference: number) => boolean): OperatorCompile =>
  over(name, 2, 2, (a, b) => holds(compareFound(a, b)));

const every: OperatorCompile = (argument, names, compile) => {
  const computes = (Array.isArray(argument) ? argument : [argument]).map((item) => compile(item, names));
  return (scope) => computes.every((compute) => isTrue(compute(scope)));
};

const some: OperatorCompile = (argument, names, compile) => {
  const computes = (Array.isArray(argument) ? argument : [argument]).map((item) => compile(item, names));
  return (scope) => computes.some((compute) => isTrue(compute(scope)));
};

function condParts(argument: Value): readonly [Value, Value, Value] {
  if (Array.isArray(argument)) {
    const [test, then, otherwise] = argument;
    if (argument.length !== 3) refuse(16020, `Expression $cond takes exactly 3 arguments. ${argument.length} were passed in.`);
    return [test ?? null, then ?? null, otherwise ?? null];
  }
  if (!isDoc(argument)) return refuse(16020, 'Expression $cond takes exactly 3 arguments. 1 were passed in.');
  for (const name of argument.keys()) if (!['if', 'then', 'else'].includes(name)) refuse(17083, `Unrecognized parameter to $cond: ${name}`);
  const missing = ['if', 'then', 'else'].find((name) => !argument.has(name));
  if (missing !== undefined) refuse(17080, `Missing '${missing}' parameter to $cond`);
  return [argument.get('if') ?? null, argument.get('then') ?? null, argument.get('else') ?? null];
}

const cond: OperatorCompile = (argument, names, compile) => {
  const [test, then, otherwise] = condParts(argument).map((part) => compile(part, names)) as [Compute, Compute, Compute];
  return (scope) => (isTrue(test(scope)) ? then(scope) : otherwise(scope));
};

const ifNull: OperatorCompile = (argument, names, compile) => {
  if (!Array.isArray(argument) || argument.length < 2) return refuse(1257300, '$ifNull needs at least two arguments');
  const computes = argument.map((item) => compile(item, names));
  return (scope) => {
    let value: Found;
    for (const compute of computes) {
      value = compute(scope);
      if (!isNothing(value)) return value;
    }
    return value;
  };
};

function branchOf(branch: Value, names: Names, compile: Compile): readonly [Compute, Compute] {
  const parts: Doc = isDoc(branch) ? branch : refuse(40062, '$switch expected each branch to be an object');
  for (const name of parts.keys())
    if (name !== 'case' && name !== 'then') refuse(40063, `$switch found an unknown argument to a branch: ${name}`);
  if (!parts.has('case')) refuse(40064, `$switch requires each branch have a 'case' expression`);
  if (!parts.has('then')) refuse(40065, `$switch requires each branch have a 'then' expression.`);
  return [compile(parts.get('case') ?? null, names), compile(parts.get('then') ?? null, names)];
}

const choose: OperatorCompile = (argument, names, compile) => {
  if (!isDoc(argument)) return refuse(40060, '$switch requires an object as an argument');
  for (const name of argument.keys())
    if (name !== 'branches' && name !== 'default') refuse(40067, `$switch found an unknown argument: ${name}`);
  const list = argument.get('branches');
  if (!Array.isArray(list) || list.length === 0) return refuse(40068, '$switch requires at least one branch.');
  const branches = list.map((branch) => branchOf(branch, names, compile));
  const otherwise = argument.has('default') ? compile(argument.get('default') ?? null, names) : undefined;
  return (scope) => {
    const found = branches.find(([test]) => isTrue(test(scope)));
    if (found) return found[1](scope);
    return otherwise
      ? otherwise(scope)
      : refuse(40066, '$switch could not find a matching branch for an input, and no default was specified.');
  };
};

export const CONDITIONS: OperatorTable = {
  $eq: comparison('$eq', (difference) => difference === 0),
  $ne: comparison('$ne', (difference) => difference !== 0),
  $gt: comparison('$gt', (difference) => difference > 0),
  $gte: comparison('$gte', (difference) => difference >= 0),
  $lt: comparison('$lt', (difference) => difference < 0),
  $lte: comparison('$lte', (difference) => difference <= 0),
  $cmp: over('$cmp', 2, 2, (a, b) => Math.sign(compareFound(a, b))),
  $and: every,
  $or: some,
  $not: over('$not', 1, 1, (value) => !isTrue(value)),
  $cond: cond,
  $ifNull: ifNull,
  $switch: choose,
};
