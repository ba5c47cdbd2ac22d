import type { Signal } from '../signal.ts';

/** 50: the usual tool for friends who do not exist; some careful people use it too. */
export const disposableDomain: Signal = {
  name: 'disposable-domain',
  look: ({ friend }) => (friend.disposableMail ? { weight: 50, seen: {} } : null),
};
