// What somebody has ticked and not sent yet. Nothing is ticked before they tick it.
import { useState } from 'preact/hooks';
import type { ConsentAsked, ConsentKind, ConsentWish } from './answers.ts';
import { birthdayOf } from './birthday.ts';

export interface Ticks {
  readonly has: (kind: ConsentKind) => boolean;
  readonly tick: (kind: ConsentKind, on: boolean) => void;
  readonly month: string;
  readonly day: string;
  readonly choose: (part: 'month' | 'day', value: string) => void;
  /** The birthday is ticked, its date is missing, and somebody wanted to go on. */
  readonly unclear: boolean;
  /** What goes to the server, each with the version of what was shown; null where the date is missing, which is shown then. */
  readonly wishes: (asked: readonly ConsentAsked[]) => ConsentWish[] | null;
  readonly clear: () => void;
}

const NOTHING = { kinds: new Set<ConsentKind>(), month: '', day: '', wanted: false };

export function useTicks(): Ticks {
  const [{ kinds, month, day, wanted }, set] = useState(NOTHING);
  const birthday = birthdayOf(month, day);
  const missing = kinds.has('birthday') && birthday === null;
  return {
    month,
    day,
    has: (kind) => kinds.has(kind),
    tick: (kind, on) => set((before) => ({ ...before, wanted: false, kinds: new Set([...before.kinds, kind].filter((one) => on || one !== kind)) })), // prettier-ignore
    choose: (part, value) => set((before) => ({ ...before, [part]: value })),
    unclear: wanted && missing,
    wishes(asked) {
      set((before) => ({ ...before, wanted: true }));
      if (missing) return null;
      return asked
        .filter(({ kind }) => kinds.has(kind))
        .map(({ kind, version }) => ({ kind, version, birthday: kind === 'birthday' ? birthday : null }));
    },
    clear: () => set(NOTHING),
  };
}
