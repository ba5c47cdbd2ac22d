// What a program promises for bringing friends, as sentences: for the preview beside the form, for what a version changed, and for a program that is only read.
import { asArray, asNumber, asObject, asText } from '../../../fields/json-schema.ts';
import { textIn } from '../../../locales/localised.ts';
import type { Words } from '../../../locales/words.ts';
import { entriesAt } from '../terms.ts';

/** Around the sentences: what money is counted in, and the terms whose rewards they name. */
export interface Around {
  readonly currency: string;
  readonly terms: unknown;
}

export function rewardName({ locale }: Words, terms: unknown, rewardId: string): string {
  const found = entriesAt(terms, ['rewards']).find(({ id }) => id === rewardId);
  return textIn(locale, asObject(found?.name)) || rewardId;
}

/** "200 points", "Five euro off", "nothing"; a gift that nobody has decided on yet is three dots. */
export function giftWords(words: Words, gift: unknown, terms: unknown): string {
  const { kind, points, rewardId } = asObject(gift);
  if (kind === 'nothing') return words.say('promise.nothing');
  if (kind === 'reward') return asText(rewardId) === '' ? '…' : rewardName(words, terms, asText(rewardId));
  const count = asNumber(points);
  return count === null ? '…' : words.say('count.points', { count });
}

/** "For the 3rd friend: 500 points." */
export function stepWords(words: Words, step: unknown, terms: unknown): string {
  const { say, formats } = words;
  const { from, every, gift } = asObject(step);
  const nth = asNumber(from);
  const values = { gift: giftWords(words, gift, terms), nth: nth ?? '…', form: nth === null ? 'other' : formats.ordinalForm(nth) };
  if (every !== true) return say('promise.step-one', values);
  return nth === 1 ? say('promise.step-each', { name: say('promise.somebody'), gift: values.gift }) : say('promise.step-from', values);
}

/** Everything that is promised, one sentence each, in the order in which it happens to a friend. */
export function promiseWords(words: Words, referrals: unknown, { currency, terms }: Around): string[] {
  const known = asObject(referrals);
  const steps = asArray(known['advocate']).map((step) => stepWords(words, step, terms));
  const friend = words.say('promise.friend', { name: words.say('promise.somebody'), gift: giftWords(words, known['friend'], terms) });
  return [friend, ...steps, ...conditionWords(words, known, currency), ...limitWords(words, known)];
}

type Known = Readonly<Record<string, unknown>>;

const MOMENTS = ['payment', 'fulfilment', 'delivery'] as const;

function conditionWords({ say, formats }: Words, known: Known, currency: string): string[] {
  const minimum = asNumber(known['minimumMinor']);
  const { days, after } = asObject(known['hold']);
  const [window, code] = [asNumber(known['windowDays']), asNumber(known['codeDays'])];
  const holdDays = asNumber(days);
  const moment = MOMENTS.find((one) => one === after);
  return [
    minimum === null ? say('promise.any-order') : say('promise.minimum', { amount: formats.amount({ amountMinor: minimum, currency }) }),
    ...(holdDays === null || moment === undefined ? [] : [say(`promise.hold.${moment}`, { days: holdDays })]),
    ...(window === null ? [] : [say('promise.window', { days: window })]),
    ...(code === null ? [] : [say('promise.code', { days: code })]),
  ];
}

const CAPS = ['day', 'month', 'lifetime'] as const;
const PERIODS = ['month', 'year', 'lifetime'] as const;

function limitWords({ say }: Words, known: Known): string[] {
  const caps = asObject(known['caps']);
  const { times, period } = asObject(known['programCap']);
  const each = CAPS.flatMap((cap) => {
    const count = asNumber(caps[cap]);
    return count === null ? [] : [say(`promise.cap-${cap}`, { count })];
  });
  const all = asNumber(times);
  const span = PERIODS.find((one) => one === period);
  const together = all === null || span === undefined ? [] : [say(`promise.program-cap.${span}`, { count: all })];
  return each.length + together.length === 0 ? [say('promise.no-cap')] : [...each, ...together];
}
