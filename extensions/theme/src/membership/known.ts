// What the program and the member agreed on, as far as the shop says it.
import type { ConsentAsked, ConsentGiven, ConsentKind, Membership, StorefrontMe } from '../member/answers.ts';

/** Null: a visitor, or a server that is older than this script. */
export function membershipOf(me: StorefrontMe): Membership | null {
  return me.membership ?? null;
}

export const askedFor = ({ asked }: Membership, kind: ConsentKind): ConsentAsked | null => asked.find((one) => one.kind === kind) ?? null;

/** The latest, where somebody agreed more than once. */
export const givenFor = ({ consents }: Membership, kind: ConsentKind): ConsentGiven | null =>
  consents.findLast((one) => one.kind === kind) ?? null;

/** New terms are told to who is a member; who left reads them when they join again. */
export const newTerms = (membership: Membership | null): ConsentAsked | null =>
  membership?.state === 'member' ? askedFor(membership, 'terms') : null;

/** Terms are new only to who agreed to others before. */
export const termsTitle = (membership: Membership): 'newTerms' | 'firstTerms' =>
  givenFor(membership, 'terms') === null ? 'firstTerms' : 'newTerms';
