import { act, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { DateWindowField, InstantField } from '../src/fields/instant-field.tsx';
import { LocalisedTextField } from '../src/fields/localised-text-field.tsx';
import { DaysInput, FactorInput, MoneyInput, PercentInput, PointsInput } from '../src/fields/measures.tsx';
import { MoneyPerField, type Rate } from '../src/fields/money-per-field.tsx';
import { CountriesField, SeveralField } from '../src/fields/several-field.tsx';
import { TagsField } from '../src/fields/tags-field.tsx';
import { instantAt, wallTime } from '../src/fields/wall-time.ts';
import type { LocalisedText } from '../src/locales/localised.ts';
import { renderField } from './render-fields.tsx';

const number = (value: number | null): number | null => value;

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe('numbers', () => {
  it('means points in every script’s digits, and keeps what was typed', async () => {
    const { user, value } = renderField(number(null), (points, set) => <PointsInput label="Points" value={points} onChange={set} />);
    await user.type(screen.getByLabelText('Points'), '۱٬۲۵۰');
    expect(value()).toBe(1250);
    expect(screen.getByLabelText('Points')).toHaveValue('۱٬۲۵۰');
  });

  it('says beside the field that something is no number, and means nothing then', async () => {
    const { user, value } = renderField(number(5), (points, set) => <PointsInput label="Points" value={points} onChange={set} />);
    await user.type(screen.getByLabelText('Points'), '.5');
    expect(value()).toBeNull();
    expect(screen.getByLabelText('Points')).toHaveAccessibleDescription('Enter a whole number.');
  });

  it('says the limits in the reader’s digits', async () => {
    const { user } = renderField(number(5), (points, set) => <PointsInput label="امتیاز" value={points} onChange={set} most={1000} />, {
      locale: 'fa',
    });
    await user.type(screen.getByLabelText('امتیاز'), '۰۰۰');
    expect(screen.getByLabelText('امتیاز')).toHaveAccessibleDescription(/حداکثر .*۱٬۰۰۰/u);
  });

  it('follows a change from outside', () => {
    const { set } = renderField(number(5), (points, change) => <PointsInput label="Points" value={points} onChange={change} />);
    act(() => set(7));
    expect(screen.getByLabelText('Points')).toHaveValue('7');
  });

  it.each([
    ['money of two decimals', MoneyInputIn('EUR'), '12.5', 1250],
    ['money without decimals', MoneyInputIn('IRT'), '45000', 45_000],
    ['a percentage in basis points', PercentInput, '12.5', 1250],
    ['a factor in basis points', FactorInput, '1.5', 15_000],
    ['days', DaysInput, '30', 30],
  ])('reads %s exactly as typed', async (_, Input, typed, meant) => {
    const { user, value } = renderField(number(null), (known, set) => <Input label="It" value={known} onChange={set} />);
    await user.type(screen.getByLabelText('It'), typed);
    expect(value()).toBe(meant);
  });

  function MoneyInputIn(currency: string): typeof PointsInput {
    return (props) => <MoneyInput {...props} currency={currency} />;
  }
});

describe('a text in several languages', () => {
  const draw = (text: LocalisedText, set: (text: LocalisedText) => void) => <LocalisedTextField label="Name" value={text} onChange={set} />;

  it('keeps each language apart, says which are empty, and types Persian from the right', async () => {
    const { user, value } = renderField<LocalisedText>({ en: 'Gold' }, draw);
    await user.click(screen.getByRole('tab', { name: 'Persian (empty)' }));
    const field = screen.getByLabelText('Name in Persian');
    await user.type(field, 'طلایی');
    expect(field.closest('[dir]')).toHaveAttribute('dir', 'rtl');
    expect(value()).toEqual({ en: 'Gold', fa: 'طلایی' });
    expect(await violations()).toEqual([]);
  });

  it('forgets a language whose text was taken away', async () => {
    const { user, value } = renderField<LocalisedText>({ en: 'G', fa: 'ط' }, draw);
    await user.clear(screen.getByLabelText('Name in English'));
    expect(value()).toEqual({ fa: 'ط' });
  });
});

describe('lists', () => {
  const tags = (value: readonly string[], set: (tags: readonly string[]) => void) => (
    <TagsField label="Tags" value={value} onChange={set} />
  );

  it('takes tags one by one, pasted together, never twice, and lets them go', async () => {
    const { user, value } = renderField<readonly string[]>(['tea'], tags);
    await user.type(screen.getByLabelText('Add: Tags', { selector: 'input' }), 'coffee, tea, کاپ{Enter}');
    expect(value()).toEqual(['tea', 'coffee', 'کاپ']);
    await user.click(screen.getByRole('button', { name: 'Remove tea' }));
    expect(value()).toEqual(['coffee', 'کاپ']);
    expect(await violations()).toEqual([]);
  });

  it('names countries in the reader’s language', async () => {
    const { user, value } = renderField<readonly string[]>(
      ['DE'],
      (known, set) => <CountriesField label="کشورها" value={known} onChange={set} />,
      { locale: 'fa' },
    );
    expect(within(screen.getByRole('list', { name: 'کشورها' })).getByText('آلمان')).toBeVisible();
    await user.selectOptions(screen.getByRole('combobox'), 'ایران');
    expect(value()).toEqual(['DE', 'IR']);
  });

  it('still shows what was chosen and no longer exists', async () => {
    const options = [{ value: 'gold', label: 'Gold' }];
    const { user, value } = renderField<readonly string[]>(['bronze'], (known, set) => (
      <SeveralField label="Tiers" options={options} value={known} onChange={set} />
    ));
    await user.click(screen.getByRole('checkbox', { name: 'Gold' }));
    await user.click(screen.getByRole('checkbox', { name: 'bronze' }));
    expect(value()).toEqual(['gold']);
  });
});

describe('rates', () => {
  it('has one line for each currency, in its own minor units', async () => {
    const start: readonly Rate[] = [{ currency: 'EUR', points: 1, perMinor: 100 }];
    const { user, value } = renderField(start, (rates, set) => <MoneyPerField label="Rates" path="" value={rates} onChange={set} />);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Add another currency' }), 'JPY · Japanese Yen');
    await user.type(screen.getAllByLabelText('For every')[1] ?? document.body, '00');
    expect(value()).toEqual([...start, { currency: 'JPY', points: 1, perMinor: 100 }]);
    await user.click(screen.getByRole('button', { name: 'Remove EUR' }));
    expect(value()).toEqual([{ currency: 'JPY', points: 1, perMinor: 100 }]);
  });
});

describe('moments', () => {
  it('is a time on the store’s clock, on both sides of summer time', () => {
    for (const [wall, utc] of [
      ['2026-11-21T09:30', '2026-11-21T08:30Z'],
      ['2026-07-01T00:00', '2026-06-30T22:00Z'],
      ['2026-03-29T03:00', '2026-03-29T01:00Z'],
      ['2026-10-25T03:30', '2026-10-25T02:30Z'],
    ] as const) {
      expect(instantAt(wall, 'Europe/Berlin')).toBe(Date.parse(utc));
      expect(wallTime(Date.parse(utc), 'Europe/Berlin')).toBe(wall);
    }
  });

  it('reads it in the reader’s own calendar', () => {
    renderField(number(Date.parse('2026-11-21T08:30Z')), (value, set) => <InstantField label="تا" value={value} onChange={set} />, {
      locale: 'fa',
    });
    expect(screen.getByLabelText('تا')).toHaveValue('2026-11-21T09:30');
    expect(screen.getByLabelText('تا')).toHaveAccessibleDescription(/۳۰ آبان ۱۴۰۵/u);
  });

  it('says it in the Hebrew calendar in Hebrew, beside the Gregorian field', () => {
    renderField(number(Date.parse('2026-11-21T08:30Z')), (value, set) => <InstantField label="עד" value={value} onChange={set} />, {
      locale: 'he',
    });
    expect(screen.getByLabelText('עד')).toHaveAccessibleDescription(/כסלו/u);
  });

  it('says when a window ends before it begins', () => {
    renderField({ from: number(2_000_000), until: number(1_000_000) }, (value, set) => (
      <DateWindowField label="When" value={value} onChange={set} />
    ));
    expect(screen.getByRole('group', { name: 'When' })).toHaveAccessibleDescription(/end must be after the beginning/u);
  });
});
