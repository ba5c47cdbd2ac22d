import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer, type FakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';
import { sampleCatchingUp } from './sample-catching-up.ts';

function aServerWith(change: Partial<ReturnType<typeof sampleCatchingUp>>): FakeServer {
  const server = fakeServer();
  server.state.catchingUp = { ...sampleCatchingUp(), ...change };
  return server;
}
const comparison = sampleCatchingUp().comparison;
const history = { ...sampleCatchingUp().history, state: 'running', reading: 'orders', endedAt: null, problem: null } as const;

describe('the comparison with the store', () => {
  it('says when the store was last asked and what was made up for, and asks at once when it is told to', async () => {
    const { user, server } = await openAt('/inbox');
    expect(await screen.findByText(/2 changes had not arrived and were made up for/u)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Ask now' }));
    expect(await screen.findByText('Your store will be asked in a moment.')).toBeInTheDocument();
    expect(server.calls.filter(({ name }) => name === 'compareStore')).toHaveLength(1);
  });

  it.each([
    ['unreachable', 'Your store does not answer'],
    ['refused', 'Your store refuses to answer'],
  ] as const)('says that the store is %s', async (kind, title) => {
    const problem = { kind, since: '2026-11-21T08:00:00.000Z' };
    await openAt('/inbox', { server: aServerWith({ comparison: { ...comparison, problem } }) });
    expect(await screen.findByText(title)).toBeVisible();
  });

  it('says what it means that a store gave no access, and offers nothing', async () => {
    await openAt('/inbox', { server: aServerWith({ canBeAsked: false, history: null }) });
    expect(await screen.findByText(/Your store gave no access/u)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Ask now' })).not.toBeInTheDocument();
    expect(screen.queryByText('What was bought before')).not.toBeInTheDocument();
  });

  it('does not hide the messages when it cannot be loaded', async () => {
    const server = fakeServer();
    server.refuse('catchingUp', { status: 503, code: 'unavailable' });
    await openAt('/inbox', { server });
    expect(await screen.findByText('orders/paid')).toBeVisible();
  });
});

describe('what was bought before', () => {
  it('is counted while it is brought in, can be stopped and begun again', async () => {
    const server = aServerWith({ history: { ...history, customers: 12, orders: 300, of: 1904, startedAt: '2026-11-21T09:00:00.000Z' } });
    const { user } = await openAt('/inbox', { server });
    expect(await screen.findByRole('progressbar', { name: 'Bringing in orders' })).toBeInTheDocument();
    expect(screen.getByText('12 customers and 300 orders so far.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(await screen.findByText('It was stopped. What was brought in until then stays.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Bring in again' }));
    expect(await screen.findByText('Your store is preparing its customers.')).toBeVisible();
  });

  it('gives points only after the count was seen, for the day that was counted', async () => {
    const { user, server } = await openAt('/inbox');
    await user.click(await screen.findByRole('button', { name: 'Give points for earlier orders' }));
    const dialog = within(await screen.findByRole('dialog'));
    const give = () => dialog.getByRole('button', { name: 'Give these points' });
    expect(give()).toHaveAttribute('aria-disabled', 'true');
    fireEvent.change(dialog.getByLabelText('Orders placed since'), { target: { value: '2026-01-01' } });
    await user.click(dialog.getByRole('button', { name: 'Count' }));
    expect(await dialog.findByText('41 orders of 17 members would give 3,120 points.')).toBeVisible();
    // Another day has not been counted.
    fireEvent.change(dialog.getByLabelText('Orders placed since'), { target: { value: '2026-02-01' } });
    expect(give()).toHaveAttribute('aria-disabled', 'true');
    await user.click(dialog.getByRole('button', { name: 'Count' }));
    await waitFor(() => expect(give()).not.toHaveAttribute('aria-disabled', 'true'));
    await user.click(give());
    expect(await screen.findByText('The points are being given.')).toBeInTheDocument();
    expect(server.calls.find(({ name }) => name === 'creditPast')?.body).toEqual({ from: '2026-01-31T23:00:00.000Z' });
  });

  it('takes no day after which orders count already', async () => {
    const { user } = await openAt('/inbox');
    await user.click(await screen.findByRole('button', { name: 'Give points for earlier orders' }));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.change(dialog.getByLabelText('Orders placed since'), { target: { value: '2026-12-01' } });
    expect(dialog.getByRole('button', { name: 'Count' })).toHaveAttribute('aria-disabled', 'true');
    expect(dialog.getByText(/Choose a day before/u)).toBeVisible();
  });

  it('is left to those who may decide', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'analyst' } };
    await openAt('/inbox', { server });
    expect(await screen.findByText(/were brought in on/u)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Bring in again' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Give points for earlier orders' })).not.toBeInTheDocument();
  });
});
