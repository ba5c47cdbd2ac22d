import type { OperatorTable } from './operators.ts';

export const CONVERSIONS: OperatorTable = {};
