import type { admin } from '../../contract/index.ts';
import { pointsPerUnitOf } from '../../loyalty/program/main-rate.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { instant } from './instant.ts';

const BASIS_POINTS = 10_000;

export const pointsPerUnit = (program: Program): number => pointsPerUnitOf(program);
/** The contract allows hundredths only, so the product is a whole number but for the last bit. */
export const basisPoints = (perUnit: number): number => Math.round(perUnit * BASIS_POINTS);

export function programView(program: Program): admin.ProgramView {
  const { version, active, currency } = program;
  return { version, active, pointsPerUnit: pointsPerUnit(program), currency, inForceFrom: instant(program.inForceFrom) };
}
