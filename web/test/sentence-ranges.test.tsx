// A condition about a range reads as people say it: one number is no range, and an open end is not named.
import { cleanup, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Sentence } from '../src/fields/sentence.tsx';
import { kindsOf } from '../src/screens/program/catalog.ts';
import { renderField } from './render-fields.tsx';
import { sampleCatalog } from './sample-program.ts';

function said(kind: string, params: unknown, locale: 'en' | 'fa' | 'he' = 'en'): string {
  const known = kindsOf(sampleCatalog(), 'condition').find((one) => one.kind === kind);
  if (known === undefined) throw new Error(`no kind ${kind}`);
  renderField(
    params,
    (value) => (
      <p data-testid="sentence">
        <Sentence kind={known} params={value} />
      </p>
    ),
    { locale },
  );
  const text = screen.getByTestId('sentence').textContent.replaceAll(/[\u2066-\u2069]/gu, '');
  cleanup();
  return text;
}

describe('a range in a sentence', () => {
  it.each([
    [{ from: 2, to: 2 }, 'It is the customer’s order number 2'],
    [{ from: 2, to: null }, 'It is the customer’s order number 2 or a later one'],
    [{ from: null, to: 5 }, 'It is one of the customer’s orders up to number 5'],
    [{ from: 2, to: 5 }, 'It is one of the customer’s orders from number 2 to number 5'],
  ])('is said of orders as %o means', (params, sentence) => {
    expect(said('order-count', params)).toBe(sentence);
  });

  it.each([
    ['fa', 'سفارش شمارهٔ ۲ مشتری باشد'],
    ['he', 'זו הזמנה מספר 2 של אותו לקוח או לקוחה'],
  ] as const)('is no range for one number in %s either', (locale, sentence) => {
    expect(said('order-count', { from: 2, to: 2 }, locale)).toBe(sentence);
  });

  it('names no end that is left open in time', () => {
    expect(said('date-window', { from: null, until: Date.UTC(2026, 11, 24) })).toMatch(/^It happens until \D/u);
  });
});
