/** The allow list of expression operators. What is not here does not exist. */
import type { Value } from '../bson/value.ts';
import { ARITHMETIC } from './arithmetic-operators.ts';
import { ARRAYS } from './array-operators.ts';
import type { Compute, Names } from './compile.ts';
import { CONDITIONS } from './condition-operators.ts';
import { CONVERSIONS } from './conversion-operators.ts';
import { DATES } from './date-operators.ts';
import { OBJECTS } from './object-operators.ts';
import { STRINGS } from './string-operators.ts';

export type Compile = (expression: Value, names: Names) => Compute;
export type OperatorCompile = (argument: Value, names: Names, compile: Compile) => Compute;
export type OperatorTable = Readonly<Record<string, OperatorCompile>>;

const TABLES = (): readonly OperatorTable[] => [CONDITIONS, ARITHMETIC, STRINGS, ARRAYS, OBJECTS, CONVERSIONS, DATES];

export const isOperatorName = (name: string): boolean => operatorNamed(name) !== undefined;

export function operatorNamed(name: string): OperatorCompile | undefined {
  const table = TABLES().find((candidate) => Object.hasOwn(candidate, name));
  return table?.[name];
}
