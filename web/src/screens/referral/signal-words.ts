// Why a score is what it is, in words: each signal of the server's list has its sentence, with what it saw in it.
import type { referrals } from '#contract/index.ts';
import type { Words } from '../../locales/words.ts';

export type Reason = NonNullable<referrals.ReferralDetail['judged']>['reasons'][number];
type Seen = Reason['seen'];

/** A signal that this page does not know (it is open in an old window) is at least named. */
export function signalWords(words: Words, { signal, seen }: Reason): string {
  return words.maybe(`signal.${signal}`, valuesOf(words, seen)) ?? signal;
}

/** Numbers stay numbers, known words are translated, and what two have in common becomes a list: "the e-mail address and the device". */
function valuesOf({ maybe, formats }: Words, seen: Seen): Record<string, string | number> {
  const named = (key: string, value: string): string => maybe(`seen.${key}.${value}`) ?? value;
  const entries = Object.entries(seen).flatMap(([key, value]): [string, string | number][] => {
    if (typeof value === 'number') return [[key, value]];
    return typeof value === 'string' ? [[key, formats.list(value.split(', ').map((one) => named(key, one)))]] : [];
  });
  const shared = Object.entries(seen).flatMap(([key, value]) => {
    const holds = value === true || (typeof value === 'number' && value > 0);
    const name = maybe(`evidence.about.${key}`);
    return holds && name !== null ? [name] : [];
  });
  return { ...Object.fromEntries(entries), shared: formats.list(shared) };
}
