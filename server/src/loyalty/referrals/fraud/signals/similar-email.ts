import type { Signal } from '../signal.ts';

/**
 * Another spelling of one mailbox weighs 90: the provider delivers both to one person, and nobody but that person can read them. It is not 100 because a provider may change its rules.
 * A lookalike weighs 60: foreign letters in a known address are hardly chance, but "al1" and "all" can be two people, so a person looks.
 */
export const similarEmail: Signal = {
  name: 'similar-email',
  look: ({ alike }) => {
    if (alike.email === 'mailbox') return { weight: 90, seen: { likeness: 'mailbox' } };
    return alike.email === 'lookalike' ? { weight: 60, seen: { likeness: 'lookalike' } } : null;
  },
};
