// What became of the wish for another code, by what the server answered.
import type { ChangeLinkAnswer } from '../member/answers.ts';

const SHORTEST_CODE = 4;
export const LONGEST_CODE = 24;

export type Changed = ChangeLinkAnswer['outcome'] | 'failed' | 'offline' | 'too-many-requests' | 'not-signed-in';
export type Unchanged = Exclude<Changed, 'changed'>;

/** What is sent at all; whether it can be a code is the server's to say. */
export function isLikeCode(typed: string): boolean {
  const { length } = typed.trim();
  return length >= SHORTEST_CODE && length <= LONGEST_CODE;
}

interface Answer extends Partial<ChangeLinkAnswer> {
  /** The way in which there was no such answer, and the code of a refusal. */
  readonly kind?: string;
  readonly code?: string;
}
const BY_CODE: Readonly<Record<string, Unchanged>> = {
  // Too short, too long, or nothing of it is a letter.
  'invalid-input': 'not-allowed',
  'too-many-requests': 'too-many-requests',
  'not-signed-in': 'not-signed-in',
};
const BY_KIND: Readonly<Record<string, Unchanged>> = { offline: 'offline', expired: 'not-signed-in', limited: 'too-many-requests' };

/** An answer of the server, or the way in which there was none. */
export function changedBy({ kind, code, outcome }: Answer): Changed {
  if (kind === undefined) return outcome ?? 'failed';
  return BY_CODE[code ?? ''] ?? BY_KIND[kind] ?? 'failed';
}
