import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeServer, type FakeServer } from './fake-server.ts';
import { openAt, wordsIn } from './render-app.tsx';
import { provedHealth, sampleRollForward } from './sample-ledger.ts';

const saved: { name: string; blob: Blob }[] = [];

beforeEach(() => {
  saved.length = 0;
  let blob = new Blob();
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: (made: Blob) => ((blob = made), 'blob:x'), revokeObjectURL: () => undefined }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob });
  });
});

function serverWith(state: Partial<FakeServer['state']>): FakeServer {
  const server = fakeServer();
  Object.assign(server.state, state);
  return server;
}

function rowOf(table: HTMLElement, name: RegExp): HTMLElement {
  return within(table).getByRole('row', { name });
}

/** What waiting does, without waiting: somebody comes back to the window. */
function lookAgain(): void {
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('the proof of the ledger', () => {
  it('says when it was proved and how far it is sealed', async () => {
    await openAt('/ledger');
    const card = await screen.findByRole('region', { name: 'Is every point right?' });
    expect(await within(card).findByText(/12,480 entries of 1,284 members/u)).toBeVisible();
    expect(within(card).getByText(/^Sealed up to November 20, 2026, with 12,300 entries/u)).toBeVisible();
  });

  it('is started by a button, shows how far it is, and then what it found', async () => {
    const server = serverWith({ health: { proved: null, checkpoint: null, run: null } });
    const { user } = await openAt('/ledger', { server });
    expect(await screen.findByText('Not proved yet')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Prove it now' }));
    expect(await screen.findByRole('progressbar', { name: 'Proving the ledger' })).toBeVisible();
    server.state.health = provedHealth({
      run: { state: 'running', startedAt: '2026-11-21T09:30:00.000Z', entries: 10_000, estimated: 40_000 },
    });
    lookAgain();
    expect(await screen.findByText('10,000 of about 40,000 entries')).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute('value', '10000');
    server.state.health = provedHealth();
    lookAgain();
    expect(await screen.findByText('Proved')).toBeVisible();
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
  });

  it('names what does not prove, and leads to the member', async () => {
    const problems = [{ invariant: 'hashes-chain', memberId: 'm-3', seq: 7 }];
    const proved = { at: '2026-11-21T09:00:00.000Z', ok: false, entries: 5, members: 2, problemCount: 1, problems };
    await openAt('/ledger', { server: serverWith({ health: { proved, checkpoint: null, run: null } }) });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/1 discrepancy was found/u);
    expect(alert).toHaveTextContent('hashes-chain (the member, entry 7)');
    expect(within(alert).getByRole('link', { name: 'the member' })).toHaveAttribute('href', '/members/m-3');
  });

  it('keeps a long list short, and leaves out an entry that there is none of', async () => {
    const problems = Array.from({ length: 9 }, () => ({ invariant: 'order-is-known', memberId: 'm-3', seq: 0 }));
    const proved = { at: '2026-11-21T09:00:00.000Z', ok: false, entries: 5, members: 2, problemCount: 621, problems };
    await openAt('/ledger', { server: serverWith({ health: { proved, checkpoint: null, run: null } }) });
    const alert = await screen.findByRole('alert');
    expect(within(alert).getAllByText(/order-is-known/u)).toHaveLength(5);
    expect(alert).toHaveTextContent('order-is-known (of the member)');
    expect(alert).toHaveTextContent('and 616 more');
  });

  it('says that a proof broke off, and lets it be started again', async () => {
    const run = { state: 'failed', startedAt: '2026-11-21T09:00:00.000Z', entries: 5, estimated: 9 } as const;
    await openAt('/ledger', { server: serverWith({ health: provedHealth({ run }) }) });
    expect(await screen.findByText('The last proof broke off')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Prove it now' })).toBeEnabled();
  });

  it('is not offered to who may only look', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'analyst' } };
    await openAt('/ledger', { server });
    expect(await screen.findByText('Proved')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Prove it now' })).not.toBeInTheDocument();
  });
});

describe('the roll-forward', () => {
  it('shows the last twelve months, the running one marked, and another year on request', async () => {
    const { user } = await openAt('/ledger');
    const table = await screen.findByRole('table', { name: 'Roll-forward of points by month' });
    expect(within(table).getAllByRole('row')).toHaveLength(13);
    expect(rowOf(table, /^November 2026.*running/u)).toHaveTextContent('+300');
    expect(within(table).queryByRole('row', { name: /^October 2025/u })).not.toBeInTheDocument();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Period' }), '2025');
    const october = rowOf(screen.getByRole('table', { name: 'Roll-forward of points by month' }), /^October 2025/u);
    expect(within(october).getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['0', '+300', '-150', '0', '-50', '100', '10']); // prettier-ignore
  });

  it('leaves rare columns out until they hold something', async () => {
    const report = sampleRollForward(3);
    const first = report.months[0];
    if (first === undefined) throw new Error('there are months');
    report.months[0] = { ...first, points: { ...first.points, adjusted: 7 } };
    await openAt('/ledger', { server: serverWith({ rollForward: report }) });
    const table = await screen.findByRole('table', { name: 'Roll-forward of points by month' });
    expect(within(table).getByRole('columnheader', { name: 'Adjusted' })).toBeInTheDocument();
    expect(within(table).queryByRole('columnheader', { name: 'Written off' })).not.toBeInTheDocument();
    expect(screen.queryByRole('combobox', { name: 'Period' })).not.toBeInTheDocument();
  });

  it('names Gregorian months in Persian too, in Persian digits', async () => {
    await openAt('/ledger', { locale: 'fa' });
    const table = await screen.findByRole('table', { name: wordsIn('fa').say('ledger.caption') });
    expect(rowOf(table, /نوامبر ۲۰۲۶/u)).toHaveTextContent('۳۰۰');
  });

  it('says that points have no value in money yet, and shows the value when they have', async () => {
    const { unmount } = await openAt('/ledger').then(() => ({ unmount: () => document.body.replaceChildren() }));
    expect(await screen.findByText(/^In points only/u)).toBeVisible();
    unmount();
    const report = sampleRollForward(2);
    report.months = report.months.map((month) => ({ ...month, money: { ...month.points, owedToMembers: 1250 } }));
    await openAt('/ledger', { server: serverWith({ rollForward: report }) });
    expect((await screen.findAllByText('Owed to members: €12.50'))[0]).toBeVisible();
  });

  it('teaches when there is nothing yet', async () => {
    await openAt('/ledger', { server: serverWith({ rollForward: sampleRollForward(0) }) });
    expect(await screen.findByText('No month is closed yet')).toBeVisible();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says so when the months do not add up to what members hold', async () => {
    const report = { ...sampleRollForward(3), reconciliation: { rolledForward: 300, positions: 299 } };
    await openAt('/ledger', { server: serverWith({ rollForward: report }) });
    expect(await screen.findByRole('alert')).toHaveTextContent('All movements together are 300, but members hold 299.');
  });

  it('shows what became of each month’s points, and of points by age', async () => {
    await openAt('/ledger');
    const cohorts = await screen.findByRole('table', { name: 'What became of the points' });
    expect(rowOf(cohorts, /^October 2026/u)).toHaveTextContent('60%');
    expect(rowOf(cohorts, /^Owed by members/u)).toHaveTextContent('none');
    const ages = screen.getByRole('table', { name: 'Spent and expired, by age' });
    expect(rowOf(ages, /^2 months later/u)).toHaveTextContent('40%');
  });
});

describe('the file of the months', () => {
  it('is kept under the server’s name, for the months that are shown', async () => {
    const { user, server } = await openAt('/ledger');
    await user.click(await screen.findByRole('button', { name: 'Download CSV: the months' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0]?.name).toBe('liability-months.csv');
    expect(await saved[0]?.blob.text()).toBe('month,state\r\n');
    const { query, token } = server.calls.at(-1) ?? { query: new URLSearchParams(), token: null };
    expect(Object.fromEntries(query)).toEqual({ from: '2025-12', to: '2026-11', format: 'csv', table: 'months' });
    expect(token).toBe('Bearer token-1');
  });

  it('says why it could not be had', async () => {
    const { user, server } = await openAt('/ledger');
    const button = await screen.findByRole('button', { name: 'Download CSV: points by month of issue' });
    server.refuse('rollForward', { status: 503, code: 'unavailable' });
    await user.click(button);
    expect(await screen.findByText(/cannot answer right now/u)).toBeVisible();
    expect(saved).toEqual([]);
  });
});
