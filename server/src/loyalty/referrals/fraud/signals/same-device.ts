import type { Signal } from '../signal.ts';

/** 60: one browser is mostly one person, but families share a computer. At home, on the same network, it is refused. */
export const sameDevice: Signal = {
  name: 'same-device',
  look: ({ alike }) => (alike.device === true ? { weight: 60, seen: {} } : null),
};
