/** How operators take their arguments: a list of expressions, or one expression without the list, or named parts. */
import { isDoc } from '../bson/value.ts';
import type { Doc, Found, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import type { Compute, Names } from './compile.ts';
import type { Compile, OperatorCompile } from './operators.ts';

export const isNothing = (value: Found): value is null | undefined => value === null || value === undefined;

/** An operator over `least` to `most` values. */
export function over(name: string, least: number, most: number, compute: (...values: Found[]) => Found): OperatorCompile {
  return (argument, names, compile) => {
    const items = Array.isArray(argument) ? argument : [argument];
    if (items.length < least || items.length > most) {
      refuse(
        16020,
        `Expression ${name} takes ${least === most ? `exactly ${least}` : `at least ${least}, and at most ${most}`} arguments. ${items.length} were passed in.`,
      );
    }
    const computes = items.map((item) => compile(item, names));
    const [first, second] = computes;
    if (first && computes.length === 1) return (scope) => compute(first(scope));
    if (first && second && computes.length === 2) return (scope) => compute(first(scope), second(scope));
    return (scope) => compute(...computes.map((one) => one(scope)));
  };
}

/** Over one value that is nothing if the value is nothing. */
export const overOne = (name: string, compute: (value: Value) => Found): OperatorCompile =>
  over(name, 1, 1, (value) => (isNothing(value) ? null : compute(value)));

/** An operator with named parts, all of them known. */
export function named(
  operator: string,
  required: readonly string[],
  optional: readonly string[],
  build: (part: (name: string) => Compute | undefined, parts: Doc, names: Names, compile: Compile) => Compute,
): OperatorCompile {
  return (argument, names, compile) => {
    if (!isDoc(argument)) return refuse(9, `${operator} only supports an object as its argument`);
    for (const name of argument.keys()) {
      if (!required.includes(name) && !optional.includes(name)) refuse(9, `Unrecognized argument to ${operator}: ${name}`);
    }
    for (const name of required) if (!argument.has(name)) refuse(9, `Missing '${name}' parameter to ${operator}`);
    const part = (name: string): Compute | undefined => (argument.has(name) ? compile(argument.get(name) ?? null, names) : undefined);
    return build(part, argument, names, compile);
  };
}
