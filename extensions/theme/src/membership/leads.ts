// Ways to earn that are taken up in the membership, and where each begins.
import type { ConsentKind, Membership } from '../member/answers.ts';
import type { WordKey } from '../panel/voice.ts';

export interface Lead {
  /** Kinds of actions, by the name that the program has for them. */
  readonly kinds: ReadonlySet<string>;
  readonly label: WordKey;
  readonly to: string | (() => void);
}

const BY_CONSENT: Readonly<Partial<Record<ConsentKind, string>>> = { newsletter: 'newsletter-joined', birthday: 'birthday-given' };

/** Only what can still be agreed to; who is being taken over sees there how it stands. */
export function memberLead({ state, asked }: Membership, to: () => void): Lead {
  const open = state === 'guest' ? ['account-created'] : asked.map(({ kind }) => BY_CONSENT[kind] ?? '');
  return { kinds: new Set(open), label: 'wayOpen', to };
}

export const guestLead = (signIn: string): Lead => ({ kinds: new Set(['account-created']), label: 'waySignIn', to: signIn });
