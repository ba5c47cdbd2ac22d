// A few fields alone, with the words and the surroundings that a screen would give them.
import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import polarisMessages from '@shopify/polaris/locales/en.json';
import { useState, type ReactNode } from 'react';
import type { Locale } from '#contract/index.ts';
import { FieldsProvider, type FieldsAround } from '../src/fields/fields-context.tsx';
import { KitProvider } from '../src/kit/index.ts';
import { WordsProvider } from '../src/locales/words-context.tsx';
import { wordsIn } from './render-app.tsx';

const KIT_WORDS = { loading: 'Loading', close: 'Close', previous: 'Previous', next: 'Next', showTable: 'Table', showChart: 'Chart' };
const AROUND: FieldsAround = {
  goods: null,
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  tiers: [
    { id: 'silver', name: 'Silver' },
    { id: 'gold', name: 'Gold' },
  ],
  disabled: false,
  problems: new Map(),
};

interface Options {
  readonly locale?: Locale;
  readonly around?: Partial<FieldsAround>;
}

export interface Field<V> {
  readonly user: UserEvent;
  /** What the field means now. */
  readonly value: () => V;
  /** Changes it from outside, as when a draft is discarded. */
  readonly set: (value: V) => void;
}

/** Draws a field that keeps its own value, as a form would. */
export function renderField<V>(
  start: V,
  draw: (value: V, onChange: (next: V) => void) => ReactNode,
  { locale = 'en', around }: Options = {},
): Field<V> {
  let current = start;
  let set: (value: V) => void = () => undefined;
  function Holder(): ReactNode {
    const [value, change] = useState(start);
    current = value;
    set = change;
    return draw(value, change);
  }
  document.documentElement.lang = locale;
  const words = wordsIn(locale);
  render(
    <WordsProvider value={words}>
      <KitProvider locale={locale} messages={polarisMessages} words={KIT_WORDS} link={({ children }) => <a href="/">{children}</a>}>
        <FieldsProvider value={{ ...AROUND, ...around }}>
          <Holder />
        </FieldsProvider>
      </KitProvider>
    </WordsProvider>,
  );
  return { user: userEvent.setup(), value: () => current, set: (value) => set(value) };
}
