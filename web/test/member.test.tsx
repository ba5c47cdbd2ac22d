import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { openAt, type Opened } from './render-app.tsx';
import { ADJUSTED, daysAgo } from './sample-data.ts';

async function openAdjust(options: Parameters<typeof openAt>[1] = {}): Promise<Opened & { dialog: HTMLElement }> {
  const opened = await openAt('/members/m-1', options);
  await opened.user.click(await screen.findByRole('button', { name: opened.words.say('adjust.open') }));
  return { ...opened, dialog: screen.getByRole('dialog') };
}

function sent(opened: Opened): readonly unknown[] {
  return opened.server.calls.filter(({ name }) => name === 'adjust').map(({ body }) => body);
}

describe('member', () => {
  it('opens the reason of a change, line by line', async () => {
    const { user } = await openAt('/members/m-1');
    await user.click(await screen.findByRole('button', { name: 'Why? Points for order #1042' }));
    expect(screen.getByText('2 points for every €1 of goods, rounded down. The goods were worth €43.50.')).toBeVisible();
    const lines = screen.getByRole('table', { name: 'Lines of the order' });
    expect(within(lines).getByRole('rowheader', { name: 'Sencha, 100 g' })).toBeVisible();
    expect(screen.getByText('So the order earns 87 points.')).toBeVisible();
  });

  it('says what a later change was the difference of', async () => {
    const { user } = await openAt('/members/m-1');
    await user.click(await screen.findByRole('button', { name: 'Why? Fewer points for order #1042' }));
    expect(screen.getByText(/now worth 48 points\. 87 points had been given before/u)).toBeVisible();
  });

  it('closes the reason when a new entry came, because the lines have moved', async () => {
    const { user, server } = await openAt('/members/m-1');
    const why = { name: 'Why? Points for order #1042', expanded: true };
    await user.click(await screen.findByRole('button', { name: why.name }));
    expect(screen.getByRole('button', why)).toBeVisible();
    server.state.history = [{ ...ADJUSTED, id: 'h-9', note: null }, ...server.state.history];
    server.state.entryCount += 1;
    await waitFor(() => expect(screen.queryByRole('button', why)).not.toBeInTheDocument(), { timeout: 4_000 });
    expect(await screen.findAllByText('Points added by hand')).toHaveLength(2);
  });

  it('says where somebody stands among the tiers, until when, and what is missing to the next', async () => {
    await openAt('/members/m-1');
    expect(await screen.findByRole('heading', { name: 'Tier' })).toBeVisible();
    expect(screen.getByText('€218.00')).toBeVisible();
    expect(screen.getByText(/^Kept until .*, unless it is reached again by then\.$/u)).toBeVisible();
    expect(screen.getByText(/^Still missing for .*: €382\.00 and 1 order$/u)).toBeVisible();
  });

  it('says of a guest that what they have waits for an account', async () => {
    const server = fakeServer();
    const guest = server.state.members.find(({ kind }) => kind === 'guest');
    await openAt(`/members/${guest?.memberId}`, { server });
    expect(await screen.findByText('Waiting for an account')).toBeVisible();
    expect(screen.getByText(/^Bought without an account/u)).toBeVisible();
    expect(screen.getByText('Nothing was agreed to.')).toBeVisible();
    expect(screen.queryByText('can be spent today')).not.toBeInTheDocument();
  });

  it('shows what somebody agreed to: when, where and to which words', async () => {
    await openAt('/members/m-1');
    const consents = within(await screen.findByRole('table', { name: 'What was agreed to' }));
    expect(consents.getByRole('row', { name: /^Newsletter/u })).toHaveTextContent(/Nov \d+, 2026.*Thank-you page.*newsletter\/1/u);
    expect(screen.getByText('Birthday: March 21.')).toBeVisible();
    expect(screen.getByText('can be spent today')).toBeVisible();
  });

  it('says of a merge that it was done by itself, also in the history, and can be undone', async () => {
    const server = fakeServer();
    const [into, from] = server.state.members;
    const line = server.state.history[0];
    if (into === undefined || from === undefined || line === undefined) throw new Error('the sample has members and a history');
    const merge = { mergeId: 'store-1', from, into, at: daysAgo(1), undoneAt: null, undoUntil: daysAgo(-29), by: 'store' as const };
    server.state.merges = [merge];
    server.state.history = [{ ...line, id: 'h-m', kind: 'merged-in', order: null, explanation: null, at: daysAgo(1), note: null }];
    const { user } = await openAt('/members/m-1', { server });
    const history = await screen.findByRole('table', { name: 'History' });
    expect(history).toHaveTextContent(/Points from a merged member.*Done by itself, in the store’s name/u);
    await user.click(screen.getByRole('button', { name: /^Undo/u }));
    await waitFor(() => expect(server.calls.find(({ name }) => name === 'undoMerge')?.body).toEqual({ mergeId: 'store-1' }));
  });

  it('says in the history what points were awarded for, by the name that it had then', async () => {
    const server = fakeServer();
    const line = server.state.history[0];
    if (line === undefined) throw new Error('the sample has a history');
    const action = { kind: 'newsletter-joined', name: { en: 'Letters from the hills' } };
    server.state.history = [{ ...line, id: 'h-a', kind: 'awarded', order: null, explanation: null, action }];
    await openAt('/members/m-1', { server });
    expect(await screen.findByRole('table', { name: 'History' })).toHaveTextContent('Points awarded: Letters from the hills');
  });

  it('shows each lot with the day it expires or becomes available', async () => {
    await openAt('/members/m-1');
    const lots = await screen.findByRole('table', { name: 'What the balance is made of' });
    expect(within(lots).getByText('waiting until Nov 30, 2026')).toBeVisible();
    expect(within(lots).getAllByText('never')).toHaveLength(2);
  });

  it('says so when there is no such member', async () => {
    await openAt('/members/nobody');
    expect(await screen.findByText('It does not exist, or no longer.')).toBeVisible();
  });

  it('offers no adjustment to a role that may only look', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'analyst' } };
    await openAt('/members/m-1', { server });
    expect(await screen.findByRole('table', { name: 'What the balance is made of' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Adjust points' })).not.toBeInTheDocument();
  });
});

describe('adjusting points', () => {
  it('sends a signed number, a reason and one id, then says the new balance', async () => {
    const opened = await openAdjust();
    const { user, dialog } = opened;
    await user.selectOptions(within(dialog).getByLabelText('What to do'), 'take');
    await user.type(within(dialog).getByLabelText('How many points'), '۱۲۰');
    await user.type(within(dialog).getByLabelText('Reason'), 'Entered twice');
    await user.click(within(dialog).getByRole('button', { name: 'Take the points away' }));
    expect(await screen.findByText('Done. The balance is now 1,290.')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(sent(opened)).toMatchObject([{ points: -120, reason: 'Entered twice' }]);
  });

  it('says beside the field why the server refused, and tries again under the same id', async () => {
    const opened = await openAdjust();
    const { user, dialog, server } = opened;
    server.refuse('adjust', { status: 409, code: 'not-enough-points' });
    const points = within(dialog).getByLabelText('How many points');
    await user.type(points, '5000');
    await user.type(within(dialog).getByLabelText('Reason'), 'Test');
    await user.click(within(dialog).getByRole('button', { name: 'Give the points' }));
    await waitFor(() => expect(points).toHaveAccessibleDescription(/does not have that many points/u));
    server.accept('adjust');
    await user.click(within(dialog).getByRole('button', { name: 'Give the points' }));
    await screen.findByText(/^Done/u);
    const ids = sent(opened).map((body) => (body as { requestId: string }).requestId);
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(2);
  });

  it('asks for what is missing and sends nothing', async () => {
    const opened = await openAdjust();
    const { user, dialog } = opened;
    await user.type(within(dialog).getByLabelText('How many points'), '1.5');
    await user.click(within(dialog).getByRole('button', { name: 'Give the points' }));
    expect(within(dialog).getByLabelText('How many points')).toHaveAccessibleDescription(/whole number from 1 to 1,000,000/u);
    expect(within(dialog).getByLabelText('Reason')).toHaveAccessibleDescription(/Say why/u);
    expect(sent(opened)).toEqual([]);
  });

  it('counts a double click once', async () => {
    const opened = await openAdjust();
    const { user, dialog } = opened;
    await user.type(within(dialog).getByLabelText('How many points'), '5');
    await user.type(within(dialog).getByLabelText('Reason'), 'Test');
    await user.dblClick(within(dialog).getByRole('button', { name: 'Give the points' }));
    await screen.findByText(/^Done/u);
    expect(sent(opened)).toHaveLength(1);
  });

  it('never sends a change again by itself after a lost answer', async () => {
    const opened = await openAdjust();
    const { user, dialog, server } = opened;
    server.refuse('adjust', 'offline');
    await user.type(within(dialog).getByLabelText('How many points'), '5');
    await user.type(within(dialog).getByLabelText('Reason'), 'Test');
    await user.click(within(dialog).getByRole('button', { name: 'Give the points' }));
    expect(await within(dialog).findByText(/No answer came/u)).toBeVisible();
    expect(sent(opened)).toHaveLength(1);
  });
});

describe('taking an adjustment back', () => {
  it('offers it at once, with the id it was made with, and keeps a note for staff', async () => {
    const opened = await openAdjust();
    const { user, dialog, server } = opened;
    await user.type(within(dialog).getByLabelText('How many points'), '50');
    await user.type(within(dialog).getByLabelText('Reason'), 'Late parcel');
    await user.type(within(dialog).getByLabelText('Note for staff'), 'Ticket 12');
    await user.click(within(dialog).getByRole('button', { name: 'Give the points' }));
    expect(await screen.findByText('50 points were given by hand')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/^Undone/u)).toBeInTheDocument();
    const [made] = sent(opened) as { requestId: string; note: string }[];
    expect(made?.note).toBe('Ticket 12');
    expect(server.calls.find(({ name }) => name === 'undoAdjust')?.body).toEqual({ requestId: made?.requestId });
  });
});

describe('merging', () => {
  it('finds the other account, shows what would happen, merges, and undoes it there', async () => {
    const { user, server, router } = await openAt('/members/m-1');
    await user.click(await screen.findByRole('button', { name: 'Merge into another account' }));
    const dialog = screen.getByRole('dialog');
    await user.type(within(dialog).getByLabelText('Search for the other account'), 'jonas');
    await user.click(await within(dialog).findByRole('radio', { name: /Jonas Weber(?! \d)/u }));
    await user.click(within(dialog).getByRole('button', { name: 'See what happens' }));
    expect(await within(dialog).findByText(/3 parts of a balance and 2 orders of Mira Lindqvist move to Jonas Weber/u)).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Merge' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/members/m-4'));
    expect(server.calls.find(({ name }) => name === 'merge')?.body).toMatchObject({ into: 'm-4' });
    await user.click(await screen.findByRole('button', { name: /^Undo \(until/u }));
    expect(await screen.findByText('The accounts are two again.')).toBeInTheDocument();
  });
});

describe('erasing', () => {
  it('says what goes and what stays, and wants the name typed', async () => {
    const { user, server } = await openAt('/members/m-1');
    await user.click(await screen.findByRole('button', { name: 'Erase this person' }));
    const dialog = screen.getByRole('dialog');
    expect(await within(dialog).findByText('Forgotten: the name and the e-mail address.')).toBeVisible();
    const confirm = within(dialog).getByRole('button', { name: 'Erase for ever' });
    expect(confirm).toHaveAttribute('aria-disabled', 'true');
    await user.type(within(dialog).getByLabelText(/To confirm, type/u), 'Mira Lindqvist');
    await user.click(confirm);
    expect((await screen.findAllByText(/data (has been|is) erased/u))[0]).toBeInTheDocument();
    expect(server.calls.find(({ name }) => name === 'erase')?.body).toMatchObject({ confirm: 'm-1' });
    expect(screen.queryByRole('button', { name: 'Adjust points' })).not.toBeInTheDocument();
  });
});
