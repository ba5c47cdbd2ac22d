import type { OperatorTable } from './operators.ts';

export const OBJECTS: OperatorTable = {};
