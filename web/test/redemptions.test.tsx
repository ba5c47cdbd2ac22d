import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';
import { ADJUSTED } from './sample-data.ts';

describe('redemptions', () => {
  it('say how far each is, why one came back, and how to know a code again', async () => {
    await openAt('/redemptions');
    const table = await screen.findByRole('table', { name: 'Rewards' });
    expect(within(table).getByText('Ready to use')).toBeVisible();
    expect(within(table).getByText(/^Good until .*; then the points go back by themselves\. The code ends in X7K2\.$/u)).toBeVisible();
    expect(within(table).getByText(/^The cart it was asked for in was left behind\./u)).toBeVisible();
    expect(within(table).getByText('MAX_APP_DISCOUNTS')).toBeVisible();
    expect(within(table).getByText(/To hand out: A mug at the counter/u)).toBeVisible();
    expect(within(table).getByText(/^Order #1042\./u)).toBeVisible();
  });

  it('are asked for by what became of them, in the address', async () => {
    const { user, router, server } = await openAt('/redemptions');
    await user.click(await screen.findByRole('tab', { name: 'Back as points' }));
    expect(router.state.location.search).toBe('?state=returned');
    await waitFor(() => expect(server.calls.at(-1)?.query.get('state')).toBe('returned'));
  });

  it('say so where there is none', async () => {
    const server = fakeServer();
    server.state.rewards = [];
    await openAt('/redemptions?state=open', { server });
    expect(await screen.findByText('No reward here')).toBeVisible();
  });
});

describe('giving a reward back', () => {
  it('says what it does first, does it once, and tells that the points are back', async () => {
    const { user, server } = await openAt('/members/m-1');
    await user.click(await screen.findByRole('button', { name: /^Give back Five off for / }));
    const dialog = screen.getByRole('dialog', { name: 'Give back Five off?' });
    expect(within(dialog).getByText(/The code stops working at once, and .* has 100 points back\./u)).toBeVisible();
    await user.dblClick(within(dialog).getByRole('button', { name: 'Give the points back' }));
    expect(await screen.findByText('100 points are back.')).toBeInTheDocument();
    expect(server.calls.filter(({ name }) => name === 'cancelReward')).toHaveLength(1);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Give back/ })).not.toBeInTheDocument());
  });

  it('says why not when an order has it already', async () => {
    const { user, server } = await openAt('/members/m-1');
    server.refuse('cancelReward', { status: 409, code: 'already-settled' });
    await user.click(await screen.findByRole('button', { name: /^Give back/ }));
    await user.click(screen.getByRole('button', { name: 'Give the points back' }));
    expect(await screen.findByText('The reward was not given back')).toBeVisible();
    expect(screen.getByText('That reward has already been used.')).toBeVisible();
  });

  it('is not offered to a role that may only look', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'analyst' } };
    await openAt('/members/m-1', { server });
    expect(await screen.findByText('Ready to use')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Give back/ })).not.toBeInTheDocument();
  });
});

describe('the history of rewards', () => {
  it('names the reward, the order, and why points came back', async () => {
    const server = fakeServer();
    const reward = { id: 'r-1', name: { en: 'Five off' }, moved: 100, of: 100, why: null };
    const plain = { ...ADJUSTED, reason: null, note: null };
    const order = { id: 'o-1', name: '#1042' };
    server.state.history = [
      { ...plain, id: 'h-4', kind: 'returned', change: 25, order, reward: { ...reward, moved: 25, why: 'order' } },
      { ...plain, id: 'h-3', kind: 'redeemed', change: -100, order, reward },
      { ...plain, id: 'h-2', kind: 'released', change: 0, reward: { ...reward, why: 'expired' } },
      { ...plain, id: 'h-1', kind: 'reserved', change: 0, reward },
    ];
    await openAt('/members/m-1', { server });
    expect(await screen.findByText('Back from Five off, with which order #1042 was placed')).toBeVisible();
    expect(screen.getByText('In the part of its order that was refunded: 25 of 100 points.')).toBeVisible();
    expect(screen.getByText('Spent on Five off, with order #1042')).toBeVisible();
    expect(screen.getByText('100 points set aside for Five off given back')).toBeVisible();
    expect(screen.getByText('Its time was over.')).toBeVisible();
  });
});

describe('how rewards meet an order', () => {
  it('is said in sentences with an example, and edited below them', async () => {
    const { user, server } = await openAt('/program?tab=rewards');
    expect(await screen.findByText(/^There is no floor/u)).toBeVisible();
    expect(screen.getByText(/goes back to points when the cart was left alone for 2 hours\.$/u)).toBeVisible();
    const floor = screen.getByRole('textbox', { name: /Customers always pay at least/u });
    await user.clear(floor);
    await user.type(floor, '40');
    expect(await screen.findByText('However many rewards there are, customers always pay at least 40% of the goods.')).toBeVisible();
    expect(screen.getByText('Of an order of €50, one reward takes off at most €30.')).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: 'Discounts on products' }));
    expect(screen.getByText(/^A reward counts together with discounts on products and discounts on shipping/u)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.calls.find(({ name }) => name === 'saveDraft')?.body).toMatchObject({
      terms: { redemption: { floorBasisPoints: 4_000, combines: { product: true } } },
    })); // prettier-ignore
  });
});
