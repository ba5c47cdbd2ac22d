// One reward that can be chosen, or what is missing for it.
import { element } from './element.ts';
import { stepsFor, type Offered } from './offered.ts';
import type { Voice } from './voice.ts';

export type Choose = (offered: Offered, steps: number, name: string) => void;

export const nameOf = (voice: Voice, { reward }: Offered): string => reward.name || voice.tell(reward.says);

function termsOf(voice: Voice, { reward, hindrance, missingPoints, losesRest }: Offered): string[] {
  const said: string[] = [];
  if (reward.minimumOrder !== null) said.push(voice.say('minimum', { amount: voice.amount(reward.minimumOrder) }));
  if (reward.onlySome) said.push(voice.say('some'));
  if (losesRest) said.push(voice.say('lost'));
  if (hindrance !== null && hindrance !== 'minimum')
    said.push(voice.no(hindrance, { count: missingPoints, tiers: voice.list(reward.tiers) }));
  return said;
}

/** Where the shopper chooses how much: points in whole steps, and beside them what they give. */
function amountOf(voice: Voice, offered: Offered, name: string, changed: (steps: number | null) => void): HTMLElement | null {
  const { reward, steps } = offered;
  if (reward.steps === null || steps === null) return null;
  const { points, worth } = reward.steps;
  const off = element('output', { class: 'lasting-cart-worth' });
  const show = (count: number | null) => {
    off.textContent =
      count === null ? '' : voice.say('worth', { amount: voice.amount({ ...worth, amountMinor: worth.amountMinor * count }) });
    changed(count);
  };
  const input = element('input', {
    type: 'number',
    inputmode: 'numeric',
    class: 'input-text',
    'data-key': `points-${reward.id}`,
    'aria-label': voice.say('choiceNamed', { reward: name }),
    min: steps.least * points,
    max: steps.most * points,
    step: points,
    value: steps.most * points,
    input: () => show(stepsFor(offered, input.valueAsNumber)),
    // In a classic cart the box may stand in WooCommerce's own form.
    keydown: (event) => {
      if ((event as KeyboardEvent).key === 'Enter') event.preventDefault();
    },
  });
  show(steps.most);
  return element('span', { class: 'lasting-cart-amount' }, input, off);
}

export function rewardRow(voice: Voice, offered: Offered, busy: boolean, choose: Choose): HTMLElement {
  const { reward, hindrance } = offered;
  const name = nameOf(voice, offered);
  let steps: number | null = 1;
  const button = element('button', {
    type: 'button',
    class: 'lasting-cart-button button wp-element-button',
    'data-key': `use-${reward.id}`,
    'aria-disabled': busy ? 'true' : undefined,
    click: () => {
      if (!busy && steps !== null) choose(offered, steps, name);
    },
  });
  const priced = (count: number | null) => {
    steps = count;
    const points = reward.steps === null ? reward.points : reward.steps.points * (count ?? 0);
    button.textContent = voice.say('use', { count: points });
    button.setAttribute('aria-label', voice.say('useNamed', { count: points, reward: name }));
    button.disabled = count === null;
  };
  priced(1);
  const amount = hindrance === null ? amountOf(voice, offered, name, priced) : null;
  const terms = termsOf(voice, offered);
  return element(
    'li',
    { class: 'lasting-cart-reward' },
    element('span', { class: 'lasting-cart-name' }, name),
    terms.length === 0 ? null : element('small', {}, terms.join(' · ')),
    amount,
    hindrance === null ? button : null,
  );
}
