import type { OperatorTable } from './operators.ts';

export const ARITHMETIC: OperatorTable = {};
