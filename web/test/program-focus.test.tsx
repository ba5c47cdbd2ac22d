// Where the keyboard goes on: into what was just added, to what is wrong, and to an order of one's own; and products by name.
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { asObject } from '../src/fields/json-schema.ts';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

describe('the focus in a program', () => {
  it('goes to the card of a rule that was just added', async () => {
    const { user } = await openAt('/program');
    await user.click(await screen.findByRole('button', { name: 'Add a rule for orders' }));
    await user.click(screen.getByRole('radio', { name: /Extra points for an order/u }));
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(document.activeElement).toHaveTextContent(/^Extra points for an order/u));
    await user.tab();
    expect(document.activeElement).toHaveAccessibleName(/^Move up/u);
  });

  it('goes to the card of a condition that was just added', async () => {
    const { user } = await openAt('/program?tab=earning&open=earning.rules.1');
    const [choice] = await screen.findAllByRole('combobox', { name: 'Add a condition' });
    if (choice === undefined) throw new Error('no condition can be added');
    await user.selectOptions(choice, 'order-count');
    await waitFor(() => expect(document.activeElement).toHaveTextContent(/^It is one of the customer’s orders/u));
  });

  it('goes to the first field that is wrong when what was saved is not complete', async () => {
    const server = fakeServer();
    const { user } = await openAt('/program?tab=earning&open=earning.actions.0', { server });
    server.state.program.problems = [{ path: 'earning.actions.0.params.points', code: 'wrong-type' }];
    const points = await screen.findByLabelText('Points');
    await user.clear(points);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.getByLabelText('Points')).toHaveFocus());
    expect(screen.getByLabelText('Points')).toHaveAccessibleDescription('Fill this in.');
  });
});

describe('an order of one’s own', () => {
  it('is tried beside the typical ones, under what is typed', async () => {
    const opened = await openAt('/program');
    const own = await screen.findByRole('group', { name: 'Try an order of your own' });
    await opened.user.type(within(own).getByLabelText('Total'), '45,50');
    expect(await within(own).findByRole('table', {}, { timeout: 3_000 })).toBeVisible();
    const asked = (): unknown[] =>
      opened.server.calls.filter(({ name }) => name === 'previewProgram').map(({ body }) => asObject(body)['orders']);
    expect(asked()[0]).toBeNull();
    await waitFor(() => expect(asked().at(-1)).toMatchObject([{ lines: [{ amountMinor: 4_550 }], orderNumber: 1 }]), { timeout: 3_000 });
  });
});

describe('products in a condition', () => {
  it('are chosen by name, and the sentence says the names', async () => {
    const { user } = await openAt('/program?tab=earning&open=earning.rules.1');
    const [choice] = await screen.findAllByRole('combobox', { name: 'Add a condition' });
    if (choice === undefined) throw new Error('no condition can be added');
    await user.selectOptions(choice, 'product');
    await user.type(await screen.findByRole('combobox', { name: 'Add: Products' }), 'tea');
    await user.click(await screen.findByRole('option', { name: /Stoneware Teapot/u }));
    expect((await screen.findAllByText('Stoneware Teapot', { selector: 'strong, strong *' })).length).toBeGreaterThan(0);
  });
});
