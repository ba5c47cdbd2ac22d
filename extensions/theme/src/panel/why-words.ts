// What an order's calculation says, without how it looks: the panel and the account extension tell it by the same functions.
import type { Explanation } from '../member/answers.ts';
import type { Voice } from './voice.ts';

export type WhyVoice = Pick<Voice, 'language' | 'say' | 'number' | 'rate' | 'money'>;

type Line = Explanation['lines'][number];
type Part = Explanation['parts'][number];

const WHOLE = 10_000;
const THOUSAND = 1000;

/** Shipping and tips are lines without a title. */
export function lineTitle({ say }: WhyVoice, { lineId, title, quantity }: Line): string {
  if (title === '' && lineId === 'shipping') return say('whyShipping');
  if (title === '' && lineId === 'tips') return say('whyTips');
  return say('whyItem', { quantity, title: title || lineId });
}

export const leftKey = (left: string): 'left.gift-card' | 'left.excluded' => (left === 'gift-card' ? 'left.gift-card' : 'left.excluded');

export function partTitle({ say, language }: WhyVoice, { source, name, id }: Part): string {
  const own = name[language.tag] ?? name.en ?? name.fa ?? name.he ?? id;
  return source === 'rule' ? own : say(`part.${source}`, { name: own });
}

/** The rate and what it was of, the rounding, and what limits took away, one sentence each. */
export function partSteps(voice: WhyVoice, part: Part, rounding: Explanation['rounding']): string[] {
  const { say, number } = voice;
  const { outcome, rawThousandths, rounded, caps } = part;
  const found = [rateWords(voice, part)];
  if (outcome !== 'counts') return [...found, say(`outcome.${outcome}`)];
  if (rawThousandths !== rounded * THOUSAND) found.push(say(`rounded.${rounding}`, { raw: number(rawThousandths / THOUSAND) }));
  return [...found, ...caps.map(({ by, took }) => say(`cap.${by}`, { count: took }))];
}

function rateWords({ say, rate, money, number }: WhyVoice, { rate: { points, per, unit }, basis }: Part): string {
  if (unit === 'factor') return say('rate.factor', { factor: number(points / WHOLE) });
  if (unit === 'minor')
    return say('rate.minor', { rate: rate(points, { amountMinor: per, currency: basis.currency }), amount: money(basis) });
  return say(`rate.${unit}`, { count: points });
}

/** What was given before is told only where the sum then comes out: worth - before = change. */
export function givenBefore({ explanation, change }: { readonly explanation: Explanation | null; readonly change: number }): number | null {
  return explanation !== null && explanation.given !== 0 && explanation.deserved - explanation.given === change ? explanation.given : null;
}
