import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { dayIn, daysBefore } from '../src/screens/accounts/days.ts';
import { verdictOn } from '../src/screens/accounts/difference.ts';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

const CHART = 'What became of orders of guests';

describe('what became of offers', () => {
  it('shows each step with what is left of the one before, and the revenue after', async () => {
    await openAt('/accounts');
    const steps = within(await screen.findByRole('list', { name: CHART })).getAllByRole('listitem');
    expect(steps.map((step) => step.textContent)).toEqual([
      'Offered300',
      'Seen220 73.3% of the step before',
      'Begun120 54.5% of the step before',
      'Account opened80 66.7% of the step before',
      'Points claimed80 100% of the step before',
      'Second order20 25% of the step before',
    ]);
    expect(screen.getAllByText('€500.00')[0]).toBeVisible();
  });

  it('has the same figures as a table', async () => {
    const { user } = await openAt('/accounts');
    await screen.findByRole('list', { name: CHART });
    await user.click(screen.getAllByRole('button', { name: 'Show as table' })[0] as HTMLElement);
    const table = screen.getByRole('table', { name: CHART });
    expect(within(table).getByRole('row', { name: /^Points claimed/u })).toHaveTextContent('80100% of the step before');
  });

  it('tells places apart, and one place alone', async () => {
    const { user, router } = await openAt('/accounts');
    const table = await screen.findByRole('table', { name: 'By place' });
    expect(within(table).getByRole('row', { name: /^Mail/u })).toHaveTextContent(/10060402020/u);
    await user.selectOptions(screen.getByLabelText('Where it was offered'), 'Mail');
    await waitFor(() => expect(router.state.location.search).toBe('?surface=mail'));
    const steps = within(screen.getByRole('list', { name: CHART })).getAllByRole('listitem');
    expect(steps[0]).toHaveTextContent('Offered100');
    expect(screen.queryByRole('table', { name: 'By place' })).not.toBeInTheDocument();
  });

  it('asks for the days that are chosen, as the store counts days', async () => {
    const { user, server } = await openAt('/accounts');
    await screen.findByRole('list', { name: CHART });
    await user.selectOptions(screen.getByLabelText('Days'), 'The last 7 days');
    const today = dayIn('Europe/Berlin', Date.now());
    await waitFor(() => {
      const asked = server.calls.findLast(({ name }) => name === 'accountFunnel')?.query;
      expect([asked?.get('from'), asked?.get('until')]).toEqual([daysBefore(today, 6), today]);
    });
    expect(dayIn('Asia/Tehran', Date.parse('2026-11-20T21:00:00Z'))).toBe('2026-11-21');
  });

  it('says what will be counted where nothing was yet', async () => {
    const server = fakeServer();
    server.state.accounts.rows = [];
    await openAt('/accounts', { server });
    expect(await screen.findByText('Nothing was offered in these days')).toBeVisible();
  });
});

describe('what offering brings', () => {
  it('cannot be said while everybody is offered an account, and leads to where that is decided', async () => {
    await openAt('/accounts');
    expect(await screen.findByText(/^Everybody is offered an account/u)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Leave some guests without an offer' })).toHaveAttribute('href', '/settings?tab=accounts');
  });

  it('stands side by side, with a sentence on what the difference means', async () => {
    const server = fakeServer();
    server.state.accounts.holdout = {
      offered: { guests: 900, accounts: 270, secondOrder: 90, revenueAfterMinor: 450_000 },
      heldBack: { guests: 100, accounts: 8, secondOrder: 9, revenueAfterMinor: 40_000 },
    };
    await openAt('/accounts', { server });
    const table = await screen.findByRole('table', { name: 'What offering brings' });
    expect(within(table).getByRole('row', { name: /^With an offer/u })).toHaveTextContent('900270 (30%)90 (10%)€4,500.00€5.00');
    expect(screen.getByText(/^Accounts: 30% with an offer, 8% without. That is more than chance/u)).toBeVisible();
    expect(screen.getByText(/^Second order: too few guests/u)).toBeVisible();
  });

  it('is judged as statistics judge it', () => {
    const of = (did: number, guests: number) => ({ did, guests });
    expect(verdictOn(of(300, 1000), of(200, 1000))).toBe('more');
    expect(verdictOn(of(200, 1000), of(300, 1000))).toBe('less');
    expect(verdictOn(of(300, 1000), of(290, 1000))).toBe('chance');
    expect(verdictOn(of(30, 1000), of(2, 20))).toBe('few');
    expect(verdictOn(of(0, 0), of(0, 0))).toBe('few');
    expect(verdictOn(of(500, 500), of(500, 500))).toBe('few');
  });
});
