import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

describe('health', () => {
  it('shows the messages of one state, kept in the address, by mouse and by keyboard', async () => {
    const { user, router } = await openAt('/inbox');
    await user.click(await screen.findByRole('tab', { name: 'Needing you' }));
    expect(router.state.location.search).toBe('?state=dead');
    await waitFor(() => expect(screen.queryByText('orders/paid')).not.toBeInTheDocument());
    await user.keyboard('{ArrowRight}');
    expect(router.state.location.search).toBe('?state=new');
    expect(screen.getByRole('tab', { name: 'Waiting' })).toHaveFocus();
  });

  it('runs a message again and shows what became of it', async () => {
    const { user, server } = await openAt('/inbox?state=dead');
    const reason = await screen.findByText('total_price is no number: "n/a"');
    const row = reason.closest('tr');
    await user.click(within(row ?? document.body).getByRole('button', { name: /^Run again: orders\/updated/u }));
    expect(await screen.findByText('1 message is being run again.')).toBeInTheDocument();
    expect(await screen.findByText('Nothing needs you')).toBeVisible();
    expect(server.calls.filter(({ name }) => name === 'replayInboxItem')).toHaveLength(1);
  });

  it('says why a message could not be run again', async () => {
    const { user, server } = await openAt('/inbox?state=dead');
    server.refuse('replayInboxItem', { status: 403, code: 'not-allowed' });
    await user.click(await screen.findByRole('button', { name: /^Run again/u }));
    expect(await screen.findByText('Your role does not allow this.')).toBeVisible();
  });

  it('runs everything again at once, and tells more about one message on request', async () => {
    const server = fakeServer();
    server.state.overview = { ...server.state.overview, inbox: { ...server.state.overview.inbox, dead: 1 } };
    const { user } = await openAt('/inbox', { server });
    await user.click(await screen.findByRole('button', { name: /^More: orders\/updated/u }));
    expect(await screen.findByText(/4,210 bytes/u)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Run all again (1)' }));
    expect(await screen.findByText('1 message is being run again.')).toBeInTheDocument();
    expect(server.calls.find(({ name }) => name === 'replayInbox')?.body).toEqual({ ids: null });
  });
});

describe('what is done in the store', () => {
  it('asks of what is unclear whether it is there, and marks it as done when somebody says so', async () => {
    const { user, server } = await openAt('/inbox');
    const warning = await screen.findByText(/did not say whether this was done/u);
    const row = within(warning.closest('tr') ?? document.body);
    expect(row.getByRole('button', { name: 'It is not there: do it again' })).toBeVisible();
    await user.click(row.getByRole('button', { name: 'It is there: mark as done' }));
    expect(await screen.findByText('Marked as done.')).toBeInTheDocument();
    expect(server.calls.find(({ name }) => name === 'settleEffect')?.body).toEqual({ id: 'give-store-credit/r-1' });
    await waitFor(() => expect(screen.queryByText(/did not say whether this was done/u)).not.toBeInTheDocument());
  });

  it('does again what was refused, in the words of the merchant', async () => {
    const { user, server } = await openAt('/inbox');
    const [first] = await screen.findAllByRole('button', { name: /^Do it again: Make a discount code/u });
    await user.click(first ?? document.body);
    expect(await screen.findByText('1 thing is being done again.')).toBeInTheDocument();
    expect(server.calls.find(({ name }) => name === 'replayOutbox')?.body).toEqual({ ids: ['make-code/r-2'] });
    await user.click(await screen.findByRole('tab', { name: 'On its way' }));
    expect(await screen.findAllByText('Take a discount code away')).not.toHaveLength(0);
  });

  it('does all again but what only a person can decide', async () => {
    const { user } = await openAt('/inbox');
    await user.click(await screen.findByRole('button', { name: 'Do all again (2)' }));
    expect(await screen.findByText('2 things are being done again.')).toBeInTheDocument();
    expect(await screen.findByText(/did not say whether this was done/u)).toBeVisible();
  });

  it('is not changed by somebody whose role only reads', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'analyst' } };
    await openAt('/inbox', { server });
    expect(await screen.findByText(/did not say whether this was done/u)).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Do it again|^It is there/u })).not.toBeInTheDocument();
  });
});
