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
