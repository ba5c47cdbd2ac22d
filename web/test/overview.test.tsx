import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer, type FakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

function serverWith(change: (overview: FakeServer['state']['overview']) => Partial<FakeServer['state']['overview']>): FakeServer {
  const server = fakeServer();
  server.state.overview = { ...server.state.overview, ...change(server.state.overview) };
  return server;
}

describe('overview', () => {
  it('begins with what is wrong, and leads there', async () => {
    const server = serverWith(({ inbox }) => ({ inbox: { ...inbox, dead: 2 } }));
    const { user, router } = await openAt('/', { server });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('2 messages from your store need you');
    await user.click(within(alert).getByRole('link', { name: 'Look at them' }));
    // The screen is loaded when it is asked for, so the way there takes a moment.
    await waitFor(() => expect(router.state.location).toMatchObject({ pathname: '/inbox', search: '?state=dead' }));
  });

  it('stays calm when nothing is wrong', async () => {
    await openAt('/');
    expect(await screen.findByText(/^All is well/u)).toBeVisible();
    expect(screen.getByText('Nothing needs you today.')).toBeVisible();
  });

  it('says what does not work because the store does not allow it, before all else, and once', async () => {
    const server = serverWith(({ inbox }) => ({
      inbox: { ...inbox, dead: 2 },
      todo: [
        { code: 'permission-missing', feature: 'discounts', permissions: ['write_discounts'] },
        { code: 'data-files-waiting', count: 1, until: '2026-12-20T12:00:00.000Z' },
      ],
    }));
    await openAt('/', { server });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Your store does not allow something that the program needs');
    expect(alert).toHaveTextContent('Points cannot be exchanged for discount codes. (write_discounts)');
    const card = screen.getByRole('region', { name: 'Do this now' });
    expect(within(card).getAllByRole('link')).toHaveLength(1);
    expect(within(card).getByRole('link', { name: 'Fetch it' })).toHaveAttribute('href', '/settings?tab=privacy');
  });

  it('advises to switch on a program that is off', async () => {
    const server = serverWith(() => ({ todo: [{ code: 'program-paused' }] }));
    await openAt('/', { server });
    expect(await screen.findByRole('link', { name: 'Switch it on' })).toHaveAttribute('href', '/program?tab=policies');
  });

  it('leads to referrals that wait for a decision', async () => {
    const server = serverWith(() => ({ todo: [{ code: 'referrals-in-review', count: 2 }] }));
    await openAt('/', { server });
    expect(await screen.findByText(/^2 referrals wait for your decision/u)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Review them' })).toHaveAttribute('href', '/referrals?tab=review');
  });

  it('shows at most three things to do, the first of them loudest, each with its way', async () => {
    const server = serverWith(() => ({
      todo: [
        { code: 'budget-nearly-spent', of: null, spent: 9000, budget: 10_000 },
        { code: 'staff-waiting', count: 1 },
        { code: 'no-point-value' },
        { code: 'no-storefront-block', reason: null },
      ],
    }));
    await openAt('/', { server });
    const card = await screen.findByRole('region', { name: 'Do this now' });
    expect(
      within(card)
        .getAllByRole('link')
        .map((link) => link.getAttribute('href')),
    ).toEqual(['/program?tab=earning', '/settings?tab=staff', '/program?tab=rewards']);
    expect(card).toHaveTextContent('9,000 of 10,000 points');
  });

  it.each([
    ['shopify', 'Shoppers do not see the program yet: the block is not in your theme.'],
    [
      'woocommerce',
      'Shoppers do not see the program yet: the plugin shows nothing on your shop’s pages. See WooCommerce > Lasting > Connection.',
    ],
  ] as const)('says what a shop of %s has to show the program with', async (platform, words) => {
    const server = serverWith(() => ({ todo: [{ code: 'no-storefront-block', reason: null }] }));
    server.state.session.store.platform = platform;
    await openAt('/', { server });
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Show it in your shop' })).toHaveAttribute('href', '/setup?step=storefront');
  });

  it('sets this month beside the same days of the month before, and says what is owed in money', async () => {
    await openAt('/');
    expect(await screen.findByRole('region', { name: 'November 2026' })).toHaveTextContent(
      /Issued18,420.*16,100 in the same days of last month/u,
    );
    expect(screen.getByRole('region', { name: 'What you owe' })).toHaveTextContent('worth €962.10');
  });

  it('sends a newcomer of the sandbox to its shop', async () => {
    const server = serverWith(() => ({ members: { total: 0, guests: 0 }, activity: [], trend: [] }));
    await openAt('/', { server });
    const card = await screen.findByRole('region', { name: 'Do this now' });
    expect(within(card).getByRole('link', { name: 'Open the sandbox shop' })).toHaveAttribute('href', 'http://127.0.0.1:3001/');
    expect(screen.getByText('No points have moved yet')).toBeVisible();
  });

  it('shows points that move while somebody looks, without waiting for the next full look', async () => {
    const server = fakeServer();
    await openAt('/', { server });
    const card = await screen.findByRole('region', { name: 'What you owe' });
    const [first] = server.state.activity;
    if (first === undefined) throw new Error('the sample has no activity');
    server.state.activity = [{ ...first, id: 'm-9.1' }, ...server.state.activity];
    server.state.overview = { ...server.state.overview, liability: { points: 4321, money: null } };
    await waitFor(() => expect(card).toHaveTextContent('4,321'), { timeout: 4_000 });
  });

  it('shows the chart’s figures as a table on request', async () => {
    const { user } = await openAt('/');
    await user.click(await screen.findByRole('button', { name: 'Show as table' }));
    const table = screen.getByRole('table', { name: 'Points that came and went, per day' });
    expect(within(table).getAllByRole('row')).toHaveLength(31);
  });
});
