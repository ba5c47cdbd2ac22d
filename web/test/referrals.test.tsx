import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

const CHART = 'How far links of members come';

describe('the figures of referrals', () => {
  it('show each step with what is left of the one before, but no share of a step that is longer', async () => {
    await openAt('/referrals');
    const steps = within(await screen.findByRole('list', { name: CHART })).getAllByRole('listitem');
    expect(steps.map(({ textContent }) => textContent)).toEqual([
      'Shared40',
      'Followed120',
      'Code claimed30 25% of the step before',
      'Ordered12 40% of the step before',
      'Kept after the hold9 75% of the step before',
    ]);
  });

  it('say what friends paid for what it cost, and what is lost', async () => {
    await openAt('/referrals');
    const card = within(await screen.findByRole('region', { name: 'What it brought and what it cost' }));
    expect(card.getByText('€840.00')).toBeVisible();
    expect(card.getByText('€8.40')).toBeVisible();
    expect(card.getByText('of revenue for each €1 of cost')).toBeVisible();
    expect(card.getByText('€5.00')).toBeVisible();
  });

  it('never call a cost nothing that nobody knows', async () => {
    const server = fakeServer();
    const { stats } = server.state.referrals;
    server.state.referrals.stats = { ...stats, total: { ...stats.total, costMinor: null } };
    await openAt('/referrals', { server });
    const card = within(await screen.findByRole('region', { name: 'What it brought and what it cost' }));
    expect(card.getAllByText('unknown')).toHaveLength(2);
    expect(card.getByText('the program does not say what points are worth')).toBeVisible();
  });

  it('tell channels apart, without those that nobody took', async () => {
    await openAt('/referrals');
    const table = await screen.findByRole('table', { name: 'By channel' });
    expect(within(table).getByRole('row', { name: /^WhatsApp/u })).toHaveTextContent('WhatsApp309025108');
    expect(within(table).queryByText('QR code')).not.toBeInTheDocument();
  });

  it('lead from who brought most to their friends', async () => {
    const { user, router, server } = await openAt('/referrals');
    await user.click(await screen.findByRole('link', { name: 'See friends of Mira Lindqvist' }));
    expect(router.state.location.search).toBe('?tab=all&advocate=m-1');
    await waitFor(() => expect(server.calls.findLast(({ name }) => name === 'referrals')?.query.get('advocate')).toBe('m-1'));
  });

  it('say first how many wait for a decision, with the way there', async () => {
    const { user } = await openAt('/referrals');
    expect(await screen.findByText('2 referrals wait for your decision')).toBeVisible();
    await user.click(screen.getByRole('link', { name: 'Review them' }));
    expect(await screen.findByRole('table', { name: 'Waiting for a decision' })).toBeVisible();
  });

  it('ask for the days that are chosen, and are there as a table', async () => {
    const { user, server } = await openAt('/referrals');
    await screen.findByRole('list', { name: CHART });
    await user.selectOptions(screen.getByLabelText('Days'), 'The last 90 days');
    await waitFor(() => {
      const { query } = server.calls.findLast(({ name }) => name === 'referralStats') ?? {};
      expect(Date.parse(query?.get('until') ?? '') - Date.parse(query?.get('from') ?? '')).toBe(89 * 86_400_000);
    });
    expect(await screen.findByRole('region', { name: 'Week by week' })).toBeVisible();
    await user.click(screen.getAllByRole('button', { name: 'Show as table' })[0] as HTMLElement);
    expect(screen.getByRole('table', { name: CHART })).toBeVisible();
  });

  it('say what will be counted where nothing was shared yet', async () => {
    const server = fakeServer();
    const { stats } = server.state.referrals;
    const none = { shares: 0, visits: 0, claims: 0, orders: 0 };
    server.state.referrals.stats = { ...stats, total: { ...stats.total, ...none }, waitingForReview: 0 };
    await openAt('/referrals', { server });
    expect(await screen.findByText('No link was shared yet')).toBeVisible();
    expect(screen.getByRole('link', { name: 'See what is promised' })).toHaveAttribute('href', '/program?tab=referrals');
  });
});

describe('the list of referrals', () => {
  it('says how far each is, and why it is no further', async () => {
    await openAt('/referrals?tab=all');
    const table = await screen.findByRole('table', { name: 'Referrals' });
    expect(within(table).getAllByRole('row')).toHaveLength(9);
    expect(within(table).getByText('The friend had bought here before.')).toBeVisible();
    expect(within(table).getByText('Friend without a name')).toBeVisible();
  });

  it('is asked for by state and advocate, in the address, and back again', async () => {
    const { user, router, server } = await openAt('/referrals?tab=all&cursor=25');
    await user.selectOptions(await screen.findByLabelText('State'), 'Refused');
    expect(router.state.location.search).toBe('?tab=all&state=refused');
    await user.type(screen.getByRole('combobox', { name: 'Advocate' }), 'mira');
    await user.click(await screen.findByRole('option', { name: /^Mira Lindqvist ?mira@/u }));
    expect(router.state.location.search).toBe('?tab=all&state=refused&advocate=m-1');
    expect(await screen.findByRole('button', { name: 'Remove Mira Lindqvist' })).toBeVisible();
    await waitFor(() => {
      const asked = server.calls.findLast(({ name }) => name === 'referrals')?.query;
      expect([asked?.get('state'), asked?.get('advocate')]).toEqual(['refused', 'm-1']);
    });
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(router.state.location.search).toBe('?tab=all');
  });

  it('finds an advocate without a mouse', async () => {
    const { user, router } = await openAt('/referrals?tab=all');
    await user.click(await screen.findByRole('combobox', { name: 'Advocate' }));
    await user.keyboard('mira');
    await screen.findByRole('option', { name: /^Mira Lindqvist ?mira@/u });
    await user.keyboard('{ArrowDown}{Enter}');
    expect(router.state.location.search).toBe('?tab=all&advocate=m-1');
  });

  it('says so where none matches', async () => {
    await openAt('/referrals?tab=all&state=ordered');
    expect(await screen.findByText('No referral matches these filters')).toBeVisible();
  });
});

describe('the review of referrals', () => {
  const queue = () => screen.findByRole('table', { name: 'Waiting for a decision' });

  it('opens the reasons and both people side by side, without leaving the queue', async () => {
    const { user } = await openAt('/referrals?tab=review');
    await user.click(await screen.findByRole('button', { name: 'Why: Cy Young' }));
    const reasons = await screen.findByRole('table', { name: 'When the order came' });
    expect(within(reasons).getByRole('row', { name: /^The same network as the advocate\./u })).toHaveTextContent('+30');
    expect(within(reasons).getByText('Parcel or bill goes to an address of the advocate: Delivery address.')).toBeVisible();
    expect(within(reasons).getByText(/4 from this network within an hour, 0 from this device/u)).toBeVisible();
    const pairs = screen.getByRole('table', { name: 'Side by side' });
    expect(within(pairs).getByRole('row', { name: /^E-mail address/u })).toHaveTextContent('mira@example.comcy@example.comdifferent');
    expect(within(pairs).getByRole('row', { name: /^Phone number/u })).toHaveTextContent('+49 30 1234not knownnot known');
  });

  it('decides several at once, says what that does first, and tells what came of each', async () => {
    const { user, server } = await openAt('/referrals?tab=review');
    await queue();
    expect(screen.getByRole('button', { name: 'Refuse (0)' })).toHaveAttribute('aria-disabled', 'true');
    await user.click(screen.getByRole('checkbox', { name: 'Choose all on this page' }));
    await user.click(screen.getByRole('button', { name: 'Refuse (2)' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Refuse 2 referrals' }));
    expect(dialog.getByText(/what was given already is taken back/u)).toBeVisible();
    await user.type(dialog.getByLabelText('Note for staff'), 'one parcel');
    // Somebody else was faster with one of them.
    server.state.referrals.referrals = server.state.referrals.referrals.filter(({ id }) => id !== 'f-3');
    await user.dblClick(dialog.getByRole('button', { name: 'Refuse' }));
    const outcomes = within(await screen.findByRole('table', { name: '1 referral is refused.' }));
    expect(outcomes.getByRole('row', { name: /^Cy Young/u })).toHaveTextContent('DecidedRefused');
    expect(outcomes.getByRole('row', { name: /^نیما/u })).toHaveTextContent('It does not exist, or no longer–');
    const sent = server.calls.filter(({ name }) => name === 'decideReferrals');
    expect(sent.map(({ body }) => body)).toEqual([{ ids: ['f-2', 'f-3'], decision: 'refuse', note: 'one parcel' }]);
    expect(await screen.findByText('Nothing waits for a decision')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(screen.queryByRole('table', { name: '1 referral is refused.' })).not.toBeInTheDocument();
  });

  it('keeps what was chosen and says why when it could not be decided', async () => {
    const { user, server } = await openAt('/referrals?tab=review');
    await queue();
    server.refuse('decideReferrals', { status: 503, code: 'unavailable' });
    await user.click(screen.getByRole('checkbox', { name: 'Choose Cy Young' }));
    await user.click(screen.getByRole('button', { name: 'Approve (1)' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('Nothing was decided')).toBeVisible();
    await user.keyboard('{Escape}');
    expect(screen.getByRole('checkbox', { name: 'Choose Cy Young' })).toBeChecked();
  });

  it('is looked at, not decided, by a role that may only look', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'support' } };
    await openAt('/referrals?tab=review', { server });
    await queue();
    expect(screen.getByText(/a manager decides/u)).toBeVisible();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Approve/u })).not.toBeInTheDocument();
  });

  it('says so when nothing waits', async () => {
    const server = fakeServer();
    server.state.referrals.referrals = [];
    await openAt('/referrals?tab=review', { server });
    expect(await screen.findByText('Nothing waits for a decision')).toBeVisible();
  });
});
