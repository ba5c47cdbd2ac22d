import type { Signal } from '../signal.ts';

/** 10: somebody with an account who never bought may well be won by a friend, but was found by the shop before. */
export const knownAccount: Signal = {
  name: 'known-account',
  look: ({ friend }) => (friend.accountBeforeLink === true ? { weight: 10, seen: {} } : null),
};
