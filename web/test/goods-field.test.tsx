import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { GoodsField } from '../src/fields/goods-field.tsx';
import type { Goods } from '../src/fields/fields-context.tsx';
import { renderField, type Field } from './render-fields.tsx';

const SOLD = [
  { id: '11', title: 'Stoneware Teapot' },
  { id: '12', title: 'Hillside Sencha' },
  { id: '13', title: 'Matcha Bowl' },
];

function picker(start: readonly string[], reason: string | null = null): Field<readonly string[]> {
  const goods: Goods = {
    find: (_, search) => {
      const items = reason === null ? SOLD.filter(({ title }) => title.toLowerCase().includes(search)) : [];
      return Promise.resolve({ items, reason });
    },
    titleOf: (_, id) => SOLD.find((one) => one.id === id)?.title ?? null,
  };
  return renderField<readonly string[]>(start, (value, onChange) => (
    <GoodsField label="Ids in the store" kind="products" goods={goods} value={value} onChange={onChange} />
  ));
}

const field = (): HTMLElement => screen.getByRole('combobox', { name: 'Add: Products' });

describe('choosing products', () => {
  it('works with the keyboard alone, and tells which suggestion is meant', async () => {
    const { user, value } = picker(['12']);
    await user.click(field());
    expect(await screen.findAllByRole('option')).toHaveLength(2);
    expect(field()).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByRole('status')).toHaveTextContent('suggestions');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    const meant = screen.getByRole('option', { selected: true });
    expect(meant).toHaveTextContent('Matcha Bowl');
    expect(field()).toHaveAttribute('aria-activedescendant', meant.id);
    await user.keyboard('{Enter}');
    expect(value()).toEqual(['12', '13']);
    expect(screen.getByRole('list', { name: 'Products' })).toHaveTextContent('Hillside Sencha×Matcha Bowl×');
    expect(field()).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(field()).toHaveAttribute('aria-expanded', 'false');
  });

  it('finds by a part of the name, and with the mouse', async () => {
    const { user, value } = picker([]);
    await user.type(field(), 'tea');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1));
    await user.click(screen.getByRole('option', { name: /Teapot/u }));
    expect(value()).toEqual(['11']);
    await user.type(field(), 'nothing like it');
    expect(await screen.findByText('The store has nothing by this name.')).toBeVisible();
  });

  it('takes ids typed by hand, also where the store cannot be asked, which it says', async () => {
    const { user, value } = picker([], 'refused');
    await user.click(field());
    expect(await screen.findByText(/does not let us look/u)).toBeVisible();
    await user.type(field(), '501, 502{Enter}');
    expect(value()).toEqual(['501', '502']);
    await user.type(field(), '503');
    await user.click(screen.getByRole('button', { name: 'Add: Ids in the store' }));
    expect(value()).toEqual(['501', '502', '503']);
  });
});
