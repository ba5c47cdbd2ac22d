import type { OperatorTable } from './operators.ts';

export const DATES: OperatorTable = {};
