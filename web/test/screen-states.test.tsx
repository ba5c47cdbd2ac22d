// What every screen has in common: it waits in peace, says what failed and tries again, and teaches when there is nothing.
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ADMIN_ENDPOINTS } from '#contract/index.ts';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

type Name = keyof typeof ADMIN_ENDPOINTS;

const SCREENS: readonly { path: string; asks: Name; heading: string; shows: string }[] = [
  { path: '/', asks: 'overview', heading: 'Overview', shows: '18,420' },
  { path: '/members', asks: 'members', heading: 'Members', shows: 'mira@example.com' },
  { path: '/members/m-1', asks: 'member', heading: 'Mira Lindqvist', shows: '1,240' },
  { path: '/program', asks: 'programState', heading: 'Program', shows: 'Points for purchases' },
  { path: '/setup', asks: 'onboarding', heading: 'Set up the program', shows: 'Europe/Berlin' },
  { path: '/settings', asks: 'settings', heading: 'Settings', shows: 'Main colour' },
  { path: '/settings?tab=accounts', asks: 'settings', heading: 'Settings', shows: 'Terms of the program' },
  { path: '/settings?tab=mail', asks: 'mail', heading: 'Settings', shows: 'Name of the sender' },
  { path: '/referrals', asks: 'referralStats', heading: 'Referrals', shows: '€840.00' },
  { path: '/referrals?tab=all', asks: 'referrals', heading: 'Referrals', shows: 'Cy Young' },
  { path: '/referrals?tab=review', asks: 'referrals', heading: 'Referrals', shows: 'Cy Young' },
  { path: '/referrals/f-2', asks: 'referral', heading: 'Cy Young', shows: 'Score 85 of 100' },
  { path: '/accounts', asks: 'accountFunnel', heading: 'Accounts', shows: '€500.00' },
  { path: '/activity', asks: 'activity', heading: 'Activity', shows: 'Next' },
  { path: '/ledger', asks: 'rollForward', heading: 'Ledger', shows: '1,150' },
  { path: '/inbox', asks: 'inboxSummary', heading: 'Health', shows: '418' },
];

describe.each(SCREENS)('the screen at $path', ({ path, asks, heading, shows }) => {
  it('shows its data under its heading, and names the window', async () => {
    await openAt(path);
    expect((await screen.findAllByText(shows))[0]).toBeVisible();
    expect(screen.getByRole('heading', { level: 1, name: new RegExp(heading, 'u') })).toBeInTheDocument();
    expect(document.title).toBe(`${heading} · Lasting`);
  });

  it('holds the place while the server has not answered', async () => {
    const server = fakeServer();
    server.refuse(asks, 'never');
    await openAt(path, { server });
    expect(screen.getAllByRole('status', { name: 'Loading' })[0]).toBeInTheDocument();
  });

  it('says that it failed, with a reference for support, and succeeds on a second try', async () => {
    const server = fakeServer();
    server.refuse(asks, { status: 503, code: 'unavailable' });
    const { user } = await openAt(path, { server });
    expect(await screen.findByText(/cannot answer right now/u)).toBeVisible();
    expect(screen.getByText('For support: req-7f3a')).toBeVisible();
    server.accept(asks);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect((await screen.findAllByText(shows))[0]).toBeVisible();
    await waitFor(() => expect(screen.queryByText(/cannot answer right now/u)).not.toBeInTheDocument());
  });

  it('never shows a lost connection as zeros', async () => {
    const server = fakeServer();
    server.refuse(asks, 'offline');
    await openAt(path, { server });
    expect(await screen.findByText(/No answer came/u)).toBeVisible();
    expect(screen.queryByText(shows)).not.toBeInTheDocument();
  });
});
