import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { contrastOf, readableOn } from '../src/fields/contrast.ts';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

describe('branding', () => {
  it('shows the panel in the colours while one chooses, and says when text can hardly be read', async () => {
    const { user } = await openAt('/settings');
    expect(await screen.findByText(/^Easy to read/u)).toBeVisible();
    const preview = screen.getByRole('img', { name: 'The panel in your colours' });
    expect(preview).toHaveTextContent('1,240 leaves');
    fireEvent.change(screen.getByLabelText('Main colour'), { target: { value: '#ffe08a' } });
    expect(preview.style.getPropertyValue('--lk-brand')).toBe('#ffe08a');
    expect(await screen.findByText(/^Hard to read/u)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Mend it' }));
    expect(screen.getByText(/^Easy to read/u)).toBeVisible();
    expect(screen.getByLabelText('Text on it')).toHaveValue('#000000');
  });

  it('saves both tabs as one document against the revision it saw', async () => {
    const { user, server } = await openAt('/settings?tab=languages');
    await user.click(await screen.findByRole('checkbox', { name: 'Hebrew' }));
    await user.click(screen.getByRole('tab', { name: 'Branding' }));
    await user.click(screen.getByRole('radio', { name: 'At the beginning of the line' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The settings are saved.')).toBeInTheDocument();
    const body = server.calls.find(({ name }) => name === 'saveSettings')?.body;
    expect(body).toMatchObject({ expectedRevision: 2, values: { languages: ['en', 'fa', 'he'], branding: { side: 'start' } } });
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
  });

  it('wants both words for points or none, and says so beside the field', async () => {
    const { user } = await openAt('/settings?tab=languages');
    const persian = within(await screen.findByRole('group', { name: 'Persian' }));
    await user.type(persian.getByLabelText('For many'), 'برگ');
    expect(persian.getByLabelText('For one')).toHaveAccessibleDescription('This word is missing.');
    expect(screen.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
    await user.clear(persian.getByLabelText('For many'));
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
  });

  it('does not overwrite what somebody else saved', async () => {
    const { user, server } = await openAt('/settings');
    await user.click(await screen.findByRole('radio', { name: 'At the beginning of the line' }));
    server.state.settings.settings = { ...server.state.settings.settings, revision: 9 };
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Somebody else saved settings in the meantime')).toBeVisible();
    expect(server.state.settings.settings.values.branding.side).toBe('end');
  });

  it('counts contrast as WCAG does', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect([readableOn('#ffe08a'), readableOn('#0f4c46')]).toEqual(['#000000', '#ffffff']);
  });
});

describe('words of shared links', () => {
  const english = { selector: 'textarea' } as const;

  it('are ours until somebody writes their own, language by language, and ours again on request', async () => {
    const { user, server } = await openAt('/settings?tab=referrals');
    const message = await screen.findByLabelText('Message in English', english);
    expect(message).toHaveValue('Come by my link and you get {gift}:\n{url}');
    await user.clear(message);
    await user.type(message, 'Tea for you, {{gift}');
    expect(screen.getByText(/^The link is not in the message/u)).toBeVisible();
    expect(screen.getByRole('tab', { name: 'English, your words' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'As a message' })).toHaveTextContent('Tea for you, €5 https://birch.example/ref/ADA-7KQ2');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The settings are saved.')).toBeInTheDocument();
    const saved = (): unknown => server.calls.findLast(({ name }) => name === 'saveSettings')?.body;
    expect(saved()).toMatchObject({
      values: {
        referrals: { texts: { en: { title: 'A gift for you at {store}', message: 'Tea for you, {gift}', subject: '{gift} for you' } } },
      },
    });
    await user.click(screen.getByRole('button', { name: 'Back to our words in English' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved()).toMatchObject({ values: { referrals: { texts: {}, image: null } } }));
  });

  it('are shown in the language they are for, with numbers as it writes them', async () => {
    const { user } = await openAt('/settings?tab=referrals');
    await user.click(await screen.findByRole('tab', { name: 'Persian' }));
    const preview = screen.getByRole('region', { name: 'As a message' });
    expect(preview).toHaveAttribute('lang', 'fa');
    expect(preview).toHaveTextContent(/‎?€۵|۵ €/u);
  });

  it('are not saved empty, nor with a picture that has no address', async () => {
    const { user } = await openAt('/settings?tab=referrals');
    const title = await screen.findByLabelText('Title in English');
    await user.clear(title);
    expect(title).toHaveAccessibleDescription(/Nothing is written here yet/u);
    expect(screen.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
    await user.type(title, 'Tea');
    const picture = screen.getByLabelText('Address of the picture');
    await user.type(picture, 'birch.example/tea.png');
    expect(picture).toHaveAccessibleDescription(/begins with https/u);
    expect(screen.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('accounts', () => {
  it('offers them or not, and asks what is wished, in the same document', async () => {
    const { user, server } = await openAt('/settings?tab=accounts');
    await user.click(await screen.findByRole('checkbox', { name: /^Their birthday/u }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The settings are saved.')).toBeInTheDocument();
    const body = server.calls.find(({ name }) => name === 'saveSettings')?.body;
    expect(body).toMatchObject({ expectedRevision: 2, values: { accounts: { offer: true, asks: { newsletter: true, birthday: true } } } });
    await user.click(screen.getByRole('checkbox', { name: /^Offer an account/u }));
    expect(screen.queryByRole('checkbox', { name: /^Their birthday/u })).not.toBeInTheDocument();
  });

  it('says what leaving some guests without an offer costs and shows', async () => {
    const { user } = await openAt('/settings?tab=accounts');
    const field = await screen.findByLabelText('Guests without an offer');
    expect(screen.getByText(/^Everybody is offered an account/u)).toBeVisible();
    await user.clear(field);
    await user.type(field, '10');
    expect(screen.getByText(/^Of every hundred guests 10 see no offer/u)).toBeVisible();
    expect(screen.getByRole('link', { name: 'See both groups side by side' })).toHaveAttribute('href', '/accounts');
    await user.clear(field);
    await user.type(field, '80');
    expect(field).toHaveAccessibleDescription('At most 50.');
    expect(screen.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('wants a version and an address of the terms, and says so beside the field', async () => {
    const { user, server } = await openAt('/settings?tab=accounts');
    await user.click(await screen.findByRole('checkbox', { name: 'The program has terms of its own' }));
    expect(screen.getByLabelText('Version')).toHaveAccessibleDescription(/This is missing/u);
    await user.type(screen.getByLabelText('Version'), '2026-11');
    const address = screen.getByLabelText('Address of the whole text');
    await user.type(address, 'birch.example/terms');
    expect(address).toHaveAccessibleDescription(/begins with https/u);
    await user.clear(address);
    await user.type(address, 'https://birch.example/terms');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The settings are saved.')).toBeInTheDocument();
    const terms = { version: '2026-11', url: 'https://birch.example/terms' };
    expect(server.calls.find(({ name }) => name === 'saveSettings')?.body).toMatchObject({ values: { accounts: { terms } } });
  });

  it('asks before a tab of another form would lose what is typed', async () => {
    const { user } = await openAt('/settings?tab=accounts');
    await user.click(await screen.findByRole('checkbox', { name: /^Their birthday/u }));
    await user.click(screen.getByRole('tab', { name: 'Branding' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await user.click(screen.getByRole('tab', { name: 'Staff' }));
    expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  });
});

describe('staff', () => {
  it('gives a role to who waits for one; the last owner stays', async () => {
    const { user, server } = await openAt('/settings?tab=staff');
    expect(await screen.findByLabelText('Role of Dana')).toBeDisabled();
    await user.selectOptions(screen.getByLabelText(/^Role of .*نیما/u), 'Support');
    await waitFor(() =>
      expect(server.calls.find(({ name }) => name === 'changeRole')).toMatchObject({ path: { userId: 'u-2' }, body: { role: 'support' } }),
    );
  });

  it('is not shown to a role that may not see it', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'support' } };
    await openAt('/settings?tab=staff', { server });
    expect(await screen.findByRole('tab', { name: 'Branding', selected: true })).toBeVisible();
    expect(screen.queryByRole('tab', { name: 'Staff' })).not.toBeInTheDocument();
  });
});

describe('who asked what is known of them', () => {
  it('has a file for each, which is fetched and then known to be', async () => {
    URL.createObjectURL = () => 'blob:a-file';
    URL.revokeObjectURL = () => undefined;
    const { user, server } = await openAt('/settings?tab=privacy');
    const table = await screen.findByRole('table', { name: 'Who asked what is known of them' });
    expect(within(table).getByRole('link', { name: 'One member' })).toHaveAttribute('href', '/members/m-1');
    expect(table).toHaveTextContent('Nothing is kept of this person');
    await user.click(within(table).getByRole('button', { name: 'Download the file for request 9001' }));
    await waitFor(() => expect(server.calls.find(({ name }) => name === 'dataFile')).toMatchObject({ path: { fileId: '9001' } }));
    await waitFor(() => expect(screen.queryByText('Not fetched yet')).not.toBeInTheDocument());
  });

  it('is nobody’s business without the role for it', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'support' } };
    await openAt('/settings?tab=privacy', { server });
    expect(await screen.findByRole('tab', { name: 'Branding', selected: true })).toBeVisible();
    expect(screen.queryByRole('tab', { name: 'Privacy' })).not.toBeInTheDocument();
  });
});

describe('the audit log', () => {
  it('says who did what, and what it was before', async () => {
    const { user, router } = await openAt('/settings?tab=audit');
    await user.click(await screen.findByRole('button', { name: /^What changed: Settings saved/u }));
    expect(screen.getByRole('table', { name: 'Changes' })).toHaveTextContent(/Branding.*Main colour.*#000000.*#1f6f66/u);
    await user.selectOptions(screen.getByLabelText('Show'), 'Points changed by hand');
    await waitFor(() => expect(router.state.location.search).toBe('?tab=audit&action=points-adjusted'));
    const table = await screen.findByRole('table', { name: 'Audit log' });
    await waitFor(() => expect(within(table).queryByText('Settings saved')).not.toBeInTheDocument());
    expect(within(table).getByRole('link', { name: 'Member' })).toHaveAttribute('href', '/members/m-1');
  });
});
