import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { openAt, type Opened } from './render-app.tsx';

const AT = '/settings?tab=mail';
const card = (name: string) => within(screen.getByRole('region', { name }));

async function opened(server = fakeServer()): Promise<Opened> {
  const page = await openAt(AT, { server });
  await screen.findByLabelText('Name of the sender');
  return page;
}

async function wordsOpened(server = fakeServer()): Promise<Opened> {
  const page = await opened(server);
  await page.user.click(screen.getByRole('button', { name: 'Words and preview: Points will expire' }));
  return page;
}

function savedBody({ server }: Opened): unknown {
  return server.calls.findLast(({ name }) => name === 'saveMail')?.body;
}

describe('by whose server mail goes', () => {
  it('says plainly that nothing is sent without a server, and that nothing is lost', async () => {
    const server = fakeServer();
    server.state.mail.mail = { ...server.state.mail.mail, by: 'none' };
    await opened(server);
    expect(screen.getByText('Nothing is sent')).toBeVisible();
    expect(screen.getByText(/What waits goes on waiting until there is one/u)).toBeVisible();
  });

  it('takes a server of one’s own, whose password is typed and never shown again', async () => {
    const page = await opened();
    const { user } = page;
    await user.click(screen.getByRole('radio', { name: /^Your own/u }));
    await user.type(screen.getByLabelText('Host'), 'smtp.birch.example');
    await user.click(screen.getByRole('radio', { name: /^TLS from the beginning/u }));
    expect(screen.getByLabelText('Port')).toHaveValue('465');
    await user.type(screen.getByLabelText('User'), 'birch');
    await user.type(screen.getByLabelText('Password'), 'a secret');
    expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password');
    await user.type(screen.getByLabelText('Address of the sender'), 'hello@birch.example');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/Mail goes from hello@birch.example by your own server, smtp.birch.example/u)).toBeVisible();
    const own = { host: 'smtp.birch.example', port: 465, secure: true, user: 'birch', password: 'a secret', from: 'hello@birch.example' };
    expect(savedBody(page)).toMatchObject({ expectedRevision: 3, values: { own } });
    expect(screen.getByLabelText('Password')).toHaveValue('');
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/^One is kept/u);
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
  });

  it('keeps the password that is there, and wants another for another host', async () => {
    const server = fakeServer();
    const own = { host: 'a.example', port: 587, secure: false, user: 'birch', from: 'hello@birch.example', hasPassword: true };
    server.state.mail.mail = { ...server.state.mail.mail, by: 'own', values: { ...server.state.mail.mail.values, own } };
    const page = await opened(server);
    await page.user.type(screen.getByLabelText('Name of the sender'), ' teas');
    await page.user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The settings are saved.')).toBeInTheDocument();
    expect(savedBody(page)).toMatchObject({
      values: { sender: { name: 'Birch & Bean teas' }, own: { host: 'a.example', password: null } },
    });
    await page.user.type(screen.getByLabelText('Host'), '.org');
    await page.user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(/Enter the password of this host and user/u);
    await waitFor(() => expect(screen.getByLabelText('Password')).toHaveFocus());
    expect(page.server.calls.filter(({ name }) => name === 'saveMail')).toHaveLength(1);
  });

  it('says beside each field what is missing once somebody tries to save, and goes to the first', async () => {
    const { user, server } = await opened();
    await user.click(screen.getByRole('radio', { name: /^Your own/u }));
    expect(screen.getByLabelText('Host')).not.toHaveAccessibleDescription(/missing/u);
    await user.type(screen.getByLabelText('Address of the sender'), 'no address');
    expect(screen.getByLabelText('Address of the sender')).toHaveAccessibleDescription(/not written as it should be/u);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByLabelText('Host')).toHaveAccessibleDescription(/missing/u);
    await waitFor(() => expect(screen.getByLabelText('Host')).toHaveFocus());
    expect(server.calls.some(({ name }) => name === 'saveMail')).toBe(false);
  });
});

describe('which mails there are', () => {
  it('switches a mail off and on, and says when it goes', async () => {
    const page = await opened();
    const days = screen.getByLabelText('How long before');
    await page.user.clear(days);
    await page.user.type(days, '14');
    await page.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(savedBody(page)).toMatchObject({ values: { expiring: { on: true, days: 14 } } }));
    await page.user.click(screen.getByRole('checkbox', { name: 'Points will expire' }));
    expect(screen.queryByLabelText('How long before')).not.toBeInTheDocument();
    await page.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(savedBody(page)).toMatchObject({ values: { expiring: { on: false, days: 14 } } }));
  });

  it('tells guests what waits for them so many hours after their order', async () => {
    const page = await opened();
    const hours = screen.getByLabelText('How many hours after the order');
    await page.user.clear(hours);
    await page.user.type(hours, '200');
    expect(hours).toHaveAccessibleDescription('At most 168.');
    await page.user.clear(hours);
    await page.user.type(hours, '2');
    await page.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(savedBody(page)).toMatchObject({ values: { waiting: { on: true, afterHours: 2 }, reminder: { on: false } } }),
    );
  });

  it('does not overwrite what somebody else saved', async () => {
    const { user, server } = await opened();
    await user.click(screen.getByRole('checkbox', { name: 'Points will expire' }));
    server.state.mail.mail = { ...server.state.mail.mail, revision: 9 };
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Somebody else saved settings in the meantime')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Load the newest' }));
    expect(await screen.findByRole('checkbox', { name: 'Points will expire' })).toBeChecked();
  });

  it('asks before another tab would lose what is typed', async () => {
    const { user, router } = await opened();
    await user.type(screen.getByLabelText('Name of the sender'), ' teas');
    await user.click(screen.getByRole('tab', { name: 'Branding' }));
    expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Stay here' }));
    expect(router.state.location.search).toBe('?tab=mail');
    expect(screen.getByLabelText('Name of the sender')).toHaveValue('Birch & Bean teas');
  });

  it('can only be looked at by a role that may not save it', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'analyst' } };
    await wordsOpened(server);
    expect(screen.getByRole('checkbox', { name: 'Points will expire' })).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Send a test' })).not.toBeInTheDocument();
    expect(await screen.findByTitle('The mail: 120 points at {{ store }}: use by {{ day }}')).toBeInTheDocument();
  });
});

describe('the words of a mail', () => {
  it('shows how it looks while one writes, in a frame that runs nothing', async () => {
    const { user } = await wordsOpened();
    const frame = await screen.findByTitle(/^The mail: 120 points/u);
    expect(frame).toHaveAttribute('sandbox', '');
    const subject = screen.getByLabelText('Subject in English');
    await user.clear(subject);
    await user.click(subject);
    await user.paste('Only {{ points }} left');
    expect(await screen.findByTitle('The mail: Only 120 points left', {}, { timeout: 3000 })).toHaveAttribute(
      'srcdoc',
      expect.stringContaining('You have 120 points.'),
    );
    await user.click(screen.getByRole('tab', { name: 'As plain text' }));
    expect(screen.getByRole('region', { name: 'The mail: Only 120 points left' })).toHaveTextContent('You have 120 points.');
  });

  it('are kept for one language, and are ours again on wish', async () => {
    const page = await wordsOpened();
    const { user } = page;
    await user.click(screen.getByRole('tab', { name: 'Persian' }));
    const subject = screen.getByLabelText('Subject in Persian');
    await user.clear(subject);
    await user.type(subject, 'مهلت امتیاز');
    expect(screen.getByRole('tab', { name: 'Persian, your words' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(savedBody(page)).toMatchObject({ values: { words: { 'points-expiring': { fa: { subject: 'مهلت امتیاز' } } } } }),
    );
    await user.click(await screen.findByRole('button', { name: 'Back to our words in Persian' }));
    expect(screen.getByLabelText('Subject in Persian')).toHaveValue('مهلت {{ points }} شما');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(savedBody(page)).toMatchObject({ expectedRevision: 4, values: { words: {} } }));
  });

  it('are told beside their field when they cannot be used, before and after saving', async () => {
    const { user, server } = await wordsOpened();
    const body = screen.getByLabelText('Text in English');
    await user.clear(body);
    expect(body).toHaveAccessibleDescription(/Nothing is written here yet/u);
    await user.click(body);
    await user.paste('Hello {{ nothing }}');
    await waitFor(() => expect(body).toHaveAccessibleDescription(/This cannot be used: undefined variable/u), { timeout: 3000 });
    await user.click(screen.getByRole('button', { name: 'Words and preview: Points will expire' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByLabelText('Text in English')).toHaveAccessibleDescription(/This cannot be used/u);
    expect(server.state.mail.mail.revision).toBe(3);
  });

  it('list what may stand between the braces', async () => {
    await wordsOpened();
    const table = screen.getByRole('table', { name: 'What may stand between the braces' });
    expect(table).toHaveTextContent('{{ day }}');
    expect(table).toHaveTextContent('the last day on which they can be used');
  });
});

describe('a test', () => {
  it('goes with the words that are typed, and says what became of it', async () => {
    const { user, server } = await wordsOpened();
    await user.click(screen.getByRole('button', { name: 'Send a test' }));
    expect(screen.getByLabelText('Send this mail to')).toHaveAccessibleDescription(/Enter an e-mail address/u);
    await user.type(screen.getByLabelText('Send this mail to'), 'dana@birch.example');
    await user.click(screen.getByRole('button', { name: 'Send a test' }));
    expect(await screen.findByText(/^Sent to dana@birch.example/u)).toBeVisible();
    expect(server.calls.find(({ name }) => name === 'testMail')?.body).toMatchObject({
      to: 'dana@birch.example',
      template: 'points-expiring',
      locale: 'en',
    });
    server.state.mail.tested = { outcome: 'refused', detail: '550 5.7.1 relaying denied' };
    await user.click(screen.getByRole('button', { name: 'Send a test' }));
    expect(await screen.findByText('The server did not take the mail')).toBeVisible();
    expect(screen.getByText('550 5.7.1 relaying denied')).toBeVisible();
    expect(screen.queryByText(/^Sent to dana/u)).not.toBeInTheDocument();
  });
});

describe('what became of mails', () => {
  it('is added up for each, and opens to its days', async () => {
    const { user } = await opened();
    const numbers = card('What became of them');
    expect(numbers.getByRole('row', { name: /^Points will expire/u })).toHaveTextContent(/31.*28.*1.*2/u);
    expect(numbers.getByText('3 people asked for no more of them.')).toBeVisible();
    await user.click(numbers.getByRole('button', { name: 'Day by day: Points will expire' }));
    const days = screen.getByRole('table', { name: 'Day by day: Points will expire' });
    expect(within(days).getAllByRole('row')[1]).toHaveTextContent(/November 20, 2026.*11.*11/u);
  });
});
