import type { OperatorTable } from './operators.ts';

export const ARRAYS: OperatorTable = {};
