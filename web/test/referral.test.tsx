import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { admin, referrals } from '#contract/index.ts';
import { wayOf } from '../src/screens/referral/way.ts';
import { aReferral } from './fake-referrals.ts';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';
import { daysAgo } from './sample-data.ts';

type Detail = referrals.ReferralDetail;

const NOTHING_ORDERED = { order: null, judged: null, score: null, dueAt: null, claim: null } as const;

/** "invited claimed [ordered] on-hold…": where it stands in brackets, or in strokes where it ended; what is ahead after dots. */
function drawn(change: Partial<Detail>): string {
  const marks = { gone: ['', ''], here: ['[', ']'], ended: ['|', '|'], ahead: ['…', ''] } as const;
  return wayOf(aReferral(change))
    .map(({ state, where }) => marks[where].join(state))
    .join(' ');
}

describe('the way of a referral', () => {
  it('goes from the link to the reward, past a review only where there was one', () => {
    expect(drawn({ state: 'invited', ...NOTHING_ORDERED })).toBe('[invited] …claimed …ordered …on-hold …rewarded');
    expect(drawn({ state: 'claimed', ...NOTHING_ORDERED, claim: aReferral({}).claim })).toBe(
      'invited [claimed] …ordered …on-hold …rewarded',
    );
    expect(drawn({ state: 'ordered' })).toBe('invited claimed [ordered] …on-hold …rewarded');
    expect(drawn({ state: 'in-review' })).toBe('invited claimed ordered [in-review] …on-hold …rewarded');
    expect(drawn({ state: 'on-hold' })).toBe('invited claimed ordered [on-hold] …rewarded');
    const decision = { decision: 'approve', at: daysAgo(1), by: 'Dana', note: '' } as const;
    expect(drawn({ state: 'on-hold', decision })).toBe('invited claimed ordered in-review [on-hold] …rewarded');
    expect(drawn({ state: 'rewarded' })).toBe('invited claimed ordered on-hold |rewarded|');
  });

  it('ends where it was refused, taken back, or forgotten', () => {
    expect(drawn({ state: 'refused', reason: 'not-new' })).toBe('invited claimed ordered |refused|');
    expect(drawn({ state: 'refused', reason: 'not-new', claim: null })).toBe('invited ordered |refused|');
    expect(drawn({ state: 'clawed-back', reason: 'refunded' })).toBe('invited claimed ordered on-hold rewarded |clawed-back|');
    expect(drawn({ state: 'lapsed', ...NOTHING_ORDERED })).toBe('invited |lapsed|');
  });

  it('leaves out the code where somebody bought without one', () => {
    expect(drawn({ state: 'rewarded', claim: null })).toBe('invited ordered on-hold |rewarded|');
  });

  it('says when each step was reached, as far as anybody knows', () => {
    const way = wayOf(aReferral({ state: 'on-hold', since: daysAgo(2) }));
    expect(way.map(({ at }) => at)).toEqual([daysAgo(6), daysAgo(5), daysAgo(2), daysAgo(2), null]);
  });
});

describe('a referral', () => {
  it('says where it stands, since when, and what happens next', async () => {
    await openAt('/referrals/f-1');
    const way = within(await screen.findByRole('list', { name: 'Where it stands' }));
    const [, , , here] = way.getAllByRole('listitem');
    expect(here).toHaveAttribute('aria-current', 'step');
    expect(here).toHaveTextContent(/^On hold \(it stands here\)/u);
    expect(screen.getByText(/^The wait ends on Dec 3, 2026/u)).toBeVisible();
    expect(screen.getByText('Brought by Mira Lindqvist')).toBeVisible();
    expect(screen.getByText('Known by the friend’s code on the order.', { exact: false })).toHaveTextContent(
      'The friend is a new customer.',
    );
  });

  it('says why it does not count, and which friend it is where it does', async () => {
    const opened = await openAt('/referrals/f-6');
    expect(await screen.findByText('The order was refunded.')).toBeVisible();
    await opened.router.navigate('/referrals/f-4');
    expect(await screen.findByText('It is the advocate’s 3rd friend who counts.')).toBeVisible();
  });

  it('is approved with a note, and both the decision and its note are shown', async () => {
    const { user, server } = await openAt('/referrals/f-2');
    await user.click(await screen.findByRole('button', { name: 'Approve' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Approve 1 referral' }));
    await user.type(dialog.getByLabelText('Note for staff'), 'a sister');
    await user.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText(/^Approved by Dana on/u)).toBeVisible();
    expect(screen.getByText('Note: a sister')).toBeVisible();
    expect(server.calls.find(({ name }) => name === 'decideReferrals')?.body).toEqual({
      ids: ['f-2'],
      decision: 'approve',
      note: 'a sister',
    });
    expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Refuse' })).toBeVisible();
  });

  it('tells what was decided before, of a decision that was changed', async () => {
    const server = fakeServer();
    const [first] = server.state.referrals.referrals;
    const decision = { decision: 'approve', at: daysAgo(1), by: 'Dana', note: '' } as const;
    server.state.referrals.referrals = first === undefined ? [] : [{ ...first, decision }];
    const entry = (id: string, before: string | null, after: string): admin.AuditEntry => ({
      id,
      at: daysAgo(1),
      by: { userId: 'u-1', name: 'Dana' },
      action: 'referral-decided',
      subject: 'f-1',
      changes: [{ field: 'decision', before, after }],
    });
    server.state.settings.audit = [entry('a-2', 'refuse', 'approve'), entry('a-1', null, 'refuse')];
    await openAt('/referrals/f-1', { server });
    const log = within(await screen.findByRole('table', { name: 'Decided so far' }));
    const [newest, oldest] = log.getAllByRole('rowheader').map(({ textContent }) => textContent);
    expect([newest, oldest]).toEqual([expect.stringMatching(/^Approved by Dana on/u), expect.stringMatching(/^Refused by Dana on/u)]);
  });

  it('bans its advocate after saying what that does, and takes the ban back', async () => {
    const { user, server } = await openAt('/referrals/f-1');
    await user.click(await screen.findByRole('button', { name: 'Ban the advocate' }));
    const dialog = within(screen.getByRole('dialog', { name: 'Ban Mira Lindqvist' }));
    expect(dialog.getByText(/what was rewarded stays/u)).toBeVisible();
    expect(dialog.getByText('It can be undone at any time.')).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Ban the advocate' }));
    expect(await screen.findByText(/^Banned: the link brings nothing/u)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo the ban' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Undo the ban' }));
    expect(await screen.findByText('It works.')).toBeVisible();
    expect(server.calls.filter(({ name }) => name === 'banAdvocate').map(({ path, body }) => [path['memberId'], body])).toEqual([
      ['m-1', { banned: true, note: '' }],
      ['m-1', { banned: false, note: '' }],
    ]);
  });

  it('shows a used code that could not be taken back as a loss', async () => {
    const server = fakeServer();
    const { gave } = aReferral({});
    server.state.referrals.referrals = [aReferral({ gave: { ...gave, loss: { amountMinor: 500, currency: 'EUR' } } })];
    await openAt('/referrals/f-1', { server });
    expect(await screen.findByText(/^€5\.00 is lost/u)).toBeVisible();
    expect(within(screen.getByRole('table', { name: 'What was given' })).getByText('used')).toBeVisible();
  });

  it('offers no decision to a role that may only look', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'analyst' } };
    await openAt('/referrals/f-2', { server });
    expect(await screen.findByText('It waits for a decision.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^(?:Approve|Refuse|Ban)/u })).not.toBeInTheDocument();
  });

  it('says so where there is none of that name', async () => {
    await openAt('/referrals/nobody');
    expect(await screen.findByText('It does not exist, or no longer.')).toBeVisible();
  });
});

describe('the page of a member', () => {
  it('says whom they brought and who brought them, with the ways there', async () => {
    await openAt('/members/m-1');
    const card = within(await screen.findByRole('region', { name: 'Referrals' }));
    expect(await card.findByText('MIRA-7KQ2')).toBeVisible();
    expect(
      within(card.getByRole('table', { name: 'Friends by where they stand' })).getByRole('row', { name: /In review/u }),
    ).toHaveTextContent('In review2');
    expect(card.getByRole('link', { name: 'See their friends' })).toHaveAttribute('href', '/referrals?tab=all&advocate=m-1');
    expect(card.getByRole('link', { name: 'See that referral' })).toHaveAttribute('href', '/referrals/f-4');
  });

  it('bans and says that somebody is banned, by whom and since when', async () => {
    const { user } = await openAt('/members/m-2');
    const card = within(await screen.findByRole('region', { name: 'Referrals' }));
    await user.click(await card.findByRole('button', { name: 'Ban the advocate' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Ban the advocate' }));
    expect(await card.findByText(/^Banned by Dana on/u)).toBeVisible();
    expect(card.getByRole('button', { name: 'Undo the ban' })).toBeVisible();
  });

  it('says so where nobody came by their link', async () => {
    await openAt('/members/m-3');
    expect(await screen.findByText('Nobody has come by this member’s link yet.')).toBeVisible();
  });
});
