// What keeps a draft from being tried or published: first its shape, then what its parts say about each other. Problems are codes with paths, so that the
// form shows each beside its field, in the reader's language.
import { programTerms } from './program.ts';
import { shapeProblems } from './shape-problems.ts';
import { crossProblems } from './cross-problems.ts';
import { platformProblems } from './reward-problems.ts';

/** A closed set: each has a sentence in every language. */
export const PROBLEM_CODES = [
  'missing',
  'wrong-type',
  'too-small',
  'too-large',
  'too-short',
  'too-long',
  'not-a-choice',
  'not-known',
  'malformed',
  'no-language',
  'duplicate-id',
  'unknown-tier',
  'ends-before-it-begins',
  'no-rate-for-currency',
  'duplicate-currency',
  'condition-asks-for-an-order',
  'limit-needed',
  'limit-limits-nothing',
  'limit-per-order-here',
  'no-threshold',
  'levels-not-ascending',
  'too-many-prices',
  'below-the-floor',
  'minimum-needed',
  'unknown-reward',
  'reward-without-code',
  'steps-not-ascending',
  'not-on-this-platform',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export interface ProgramProblem {
  readonly path: readonly (string | number)[];
  readonly code: ProblemCode;
}

/**
 * Everything that is wrong with a draft; empty: it can be tried and published. `currency` is the store's, `cannotGive` the kinds of rewards that its
 * platform has not.
 */
export function problemsOf(draft: unknown, currency: string, cannotGive: readonly string[] = []): ProgramProblem[] {
  const read = programTerms.safeParse(draft, { reportInput: true });
  if (!read.success) return shapeProblems(read.error);
  return [...crossProblems(read.data, currency), ...platformProblems(read.data.rewards, cannotGive)];
}
