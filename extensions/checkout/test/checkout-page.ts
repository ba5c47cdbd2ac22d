// The extension in a checkout with two rewards within reach.
import { getExtension } from '@shopify/ui-extensions-tester';
import { fireEvent } from '@testing-library/preact';
import { vi } from 'vitest';
import { me, member, offer, open, program, reward, type Answers, type Language } from '../../shared/test/surface.ts';

const TARGET = 'purchase.checkout.reductions.render-after';
export const extension = getExtension(TARGET);
const five = reward('five', 500, {
  kind: 'amount-off',
  name: '€5 off',
  says: { text: '{amount} off', values: { amount: { as: 'money', money: { amountMinor: 500, currency: 'EUR' } } } },
});
const slider = reward('any', 100, {
  kind: 'variable-amount',
  name: 'As much as you like',
  steps: { min: 1, max: null, points: 100, worth: { amountMinor: 100, currency: 'EUR' } },
});
export const rich = me({
  member: member({ available: 1240, worth: { amountMinor: 1240, currency: 'EUR' } }),
  offers: [offer('five'), offer('any', { maxSteps: 12 })],
});
const catalogue = program({ rewards: [slider, five] });

type Change = { readonly type: string; readonly code: string };
export type Shop = Record<string, unknown>;

export function checkout(answers: Answers = {}, change: (shop: Shop) => void = () => undefined, language: Language = 'en') {
  const apply = vi.fn<(one: Change) => Promise<{ type: 'success' } | { type: 'error'; message: string }>>(() =>
    Promise.resolve({ type: 'success' }),
  );
  const codes = { value: [] as { code: string }[] };
  const page = open(extension, {
    folder: 'checkout',
    language,
    answers: { 'GET me': rich, 'GET program': catalogue, ...answers },
    shop(shop) {
      Object.assign(shop, { applyDiscountCodeChange: apply, discountCodes: codes, checkoutToken: { value: 'cart-1' } });
      Object.assign(shop, { cost: { subtotalAmount: { value: { amount: 34.5, currencyCode: 'EUR' } } } });
      change(shop);
    },
  });
  return page.then((seen) => ({ ...seen, apply, codes }));
}

export function lines(shop: Shop): void {
  const merchandise = { product: { id: 'gid://shopify/Product/12' } };
  shop['lines'] = { value: [{ quantity: 2, merchandise, cost: { totalAmount: { amount: 34, currencyCode: 'EUR' } } }] };
}

export async function type(field: HTMLElement | null, value: string): Promise<void> {
  if (field === null) throw new Error('there is no field');
  (field as HTMLInputElement).value = value;
  fireEvent.input(field);
  await Promise.resolve();
}
