// Both kits are asked the same and must answer the same: a screen never knows by which of them it is drawn.
import { render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import polarisMessages from '@shopify/polaris/locales/en.json';
import { useState, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import * as plain from '../src/kit/plain/index.ts';
import * as polaris from '../src/kit/polaris/index.ts';
import * as wordpress from '../src/kit/wordpress/index.ts';

const WORDS = { loading: 'Loading', close: 'Close', previous: 'Previous', next: 'Next', showTable: 'Table', showChart: 'Chart' };

it('both kits have the same components, and most of them are one', () => {
  expect(Object.keys(wordpress).toSorted()).toEqual(Object.keys(polaris).toSorted());
  const own = Object.keys(plain).filter((name) => Reflect.get(wordpress, name) !== Reflect.get(polaris, name));
  expect(own).toEqual([]);
  expect(Object.keys(plain).length).toBeGreaterThan(20);
});

describe.each([
  ['Polaris', polaris],
  ['WordPress', wordpress],
])('the kit drawn with %s', (_, kit) => {
  function draw(node: ReactNode): UserEvent {
    render(
      <kit.KitProvider
        locale="en"
        messages={polarisMessages}
        words={WORDS}
        link={({ to, ...rest }) => (
          <a data-router="" href={to} {...rest}>
            {rest.children}
          </a>
        )}
      >
        {node}
      </kit.KitProvider>,
    );
    return userEvent.setup();
  }
  function Typing({ field }: { readonly field: (value: string, set: (next: string) => void) => ReactNode }): ReactNode {
    const [value, set] = useState('');
    return field(value, set);
  }

  it('presses a button, unless it is disabled or busy', async () => {
    const pressed = vi.fn<() => void>();
    const user = draw(
      <>
        <kit.Button onPress={pressed}>Give</kit.Button>
        <kit.Button disabled onPress={pressed}>
          Never
        </kit.Button>
        <kit.Button busy onPress={pressed}>
          Wait
        </kit.Button>
      </>,
    );
    const [give, never, wait] = screen.getAllByRole('button');
    for (const button of [give, never, wait]) if (button) await user.click(button);
    expect(pressed).toHaveBeenCalledTimes(1);
    // One of them keeps it in reach of the keyboard and only says so.
    expect([give, never, wait].map((button) => button?.matches(':disabled, [aria-disabled=true]'))).toEqual([false, true, true]);
  });

  it('names a button by more than its words where they are not enough, and says whether it opened something', () => {
    draw(
      <kit.Button label="Remove Silver" expanded={false}>
        Remove
      </kit.Button>,
    );
    expect(screen.getByRole('button', { name: 'Remove Silver' })).toHaveAttribute('aria-expanded', 'false');
  });

  it('sends a form by a button that submits, and by no other', async () => {
    const sent = vi.fn<(event: { preventDefault: () => void }) => void>((event) => event.preventDefault());
    const user = draw(
      <form onSubmit={sent}>
        <kit.Button>Look</kit.Button>
        <kit.Button submit>Save</kit.Button>
      </form>,
    );
    await user.click(screen.getByRole('button', { name: 'Look' }));
    expect(sent).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('leads to a screen by the router’s link, and to another site in a window of its own', () => {
    draw(
      <>
        <kit.Button to="/members">Members</kit.Button>
        <kit.Button to="https://shop.example/">Shop</kit.Button>
        <kit.TextLink to="/ledger">Ledger</kit.TextLink>
      </>,
    );
    expect(screen.getByRole('link', { name: 'Members' })).toHaveAttribute('data-router');
    expect(screen.getByRole('link', { name: 'Ledger' })).toHaveAttribute('href', '/ledger');
    const shop = screen.getByRole('link', { name: /Shop/u });
    expect([shop.getAttribute('target'), shop.hasAttribute('data-router')]).toEqual(['_blank', false]);
  });

  it.each([
    ['critical', 'alert'],
    ['warning', 'alert'],
    ['info', 'status'],
    ['good', 'status'],
  ] as const)('says what is %s as an %s with its title and a way on', async (tone, role) => {
    const again = vi.fn<() => void>();
    const user = draw(
      <kit.Banner tone={tone} title="It failed" action={{ label: 'Try again', onPress: again }}>
        Because of the weather.
      </kit.Banner>,
    );
    expect(screen.getByRole(role)).toHaveTextContent(/It failed.*Because of the weather\./u);
    expect(screen.getByRole('heading', { name: 'It failed' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(again).toHaveBeenCalledTimes(1);
  });

  it('takes what is typed, says what is wrong and what helps, and hears Enter and leaving', async () => {
    const heard: string[] = [];
    const user = draw(
      <Typing
        field={(value, set) => (
          <kit.TextField
            label="Reason"
            value={value}
            onChange={set}
            error="Too short."
            help="The member sees it."
            maxLength={6}
            placeholder="Why"
            suffix="points"
            onEnter={() => heard.push('enter')}
            onLeave={() => heard.push('leave')}
          />
        )}
      />,
    );
    const field = screen.getByRole('textbox', { name: /^Reason/u });
    await user.type(field, 'because{Enter}');
    await user.tab();
    expect(field).toHaveValue('becaus');
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/Too short\..*The member sees it\.|The member sees it\..*Too short\./u);
    expect(field).toHaveAttribute('placeholder', 'Why');
    expect(screen.getByText('points')).toBeVisible();
    expect(heard).toEqual(['enter', 'leave']);
  });

  it('keeps a label that is not seen, a secret unseen, and codes from left to right in every language', () => {
    const same = { value: '', onChange: () => undefined };
    draw(
      <>
        <kit.TextField {...same} label="Search" labelHidden search />
        <kit.TextField {...same} label="Password" secret />
        <kit.TextField {...same} label="E-mail" keyboard="email" disabled />
        <kit.TextField {...same} label="In Persian" language="fa" rows={3} />
      </>,
    );
    expect(screen.getByLabelText('Search')).toBeEnabled();
    expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password');
    expect(screen.getByLabelText('Password')).toHaveAttribute('autocomplete', 'new-password');
    expect(screen.getByLabelText('E-mail')).toBeDisabled();
    expect(screen.getByLabelText('E-mail')).toHaveAttribute('dir', 'ltr');
    expect(screen.getByLabelText('In Persian').tagName).toBe('TEXTAREA');
    expect(['dir', 'lang'].map((name) => screen.getByLabelText('In Persian').getAttribute(name))).toEqual(['rtl', 'fa']);
  });

  it('chooses one of several, and says when the choice is wrong', async () => {
    const options = [
      { value: 'a', label: 'All' },
      { value: 'g', label: 'Guests' },
    ];
    const user = draw(
      <Typing field={(value, set) => <kit.SelectField label="Kind" value={value} onChange={set} options={options} error="Choose." />} />,
    );
    const field = screen.getByRole('combobox', { name: 'Kind' });
    await user.selectOptions(field, 'Guests');
    expect(field).toHaveValue('g');
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription('Choose.');
  });

  it('switches by a box, with a label that is seen or only heard', async () => {
    const seen: boolean[] = [];
    const user = draw(
      <>
        <kit.ToggleField label="Switched on" help="Nothing is sent before." on={false} onChange={(on) => seen.push(on)} />
        <kit.ToggleField label="Choose Mira" labelHidden on disabled onChange={(on) => seen.push(on)} />
      </>,
    );
    await user.click(screen.getByRole('checkbox', { name: 'Switched on' }));
    expect(seen).toEqual([true]);
    expect(screen.getByRole('checkbox', { name: 'Switched on' })).toHaveAccessibleDescription('Nothing is sent before.');
    expect(screen.getByRole('checkbox', { name: 'Choose Mira' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'Choose Mira' })).toBeDisabled();
  });

  it('gives its own button to what both kits draw alike', async () => {
    const went: string[] = [];
    const user = draw(
      <>
        <kit.Badge tone="good">Paid</kit.Badge>
        <kit.Pager label="Pages" previous={null} next={() => went.push('next')} />
        <kit.SaveBar
          message="Unsaved changes"
          save={{ label: 'Save', onPress: () => went.push('save'), busy: false, disabled: false }}
          discard={{ label: 'Discard', onPress: () => went.push('discard') }}
        />
      </>,
    );
    for (const name of ['Next', 'Previous', 'Save', 'Discard']) await user.click(screen.getByRole('button', { name }));
    expect(went).toEqual(['next', 'save', 'discard']);
    expect(screen.getByText('Paid')).toBeVisible();
  });
});
