// The closed set of expected "no"s. A refusal is a value; a bug is a throw.
export const REFUSALS = [
  'not-enough-points',
  'nothing-to-do',
  'unknown-reservation',
  'already-settled',
  'already-released',
  'key-reused',
  'amount-invalid',
  'cap-reached',
  'budget-spent',
  'member-excluded',
  'member-erased',
  'member-merged',
  'program-paused',
  'needs-approval',
  'older-than-known',
  'reward-unavailable',
  'too-late',
] as const;

export type Refusal = (typeof REFUSALS)[number];

/** A "no" with its reason; `detail` is for logs and developers, never for shoppers. */
export interface Refused {
  readonly refused: Refusal;
  readonly detail: string;
}

export function refuse(refused: Refusal, detail: string): Refused {
  return { refused, detail };
}

export function isRefused(answer: object): answer is Refused {
  return 'refused' in answer;
}
