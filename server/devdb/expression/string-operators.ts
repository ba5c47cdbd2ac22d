import type { OperatorTable } from './operators.ts';

export const STRINGS: OperatorTable = {};
