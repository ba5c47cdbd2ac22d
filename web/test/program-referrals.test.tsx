import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { admin } from '#contract/index.ts';
import { promiseWords } from '../src/screens/program/referrals/referral-words.ts';
import { fakeServer, type FakeServer } from './fake-server.ts';
import { openAt, wordsIn, type Opened } from './render-app.tsx';
import { fromServer } from './server-source.ts';
import { draftOf, sampleReferrals, sampleTerms } from './sample-program.ts';

/** What the server suggests to who wants to be recommended. */
const { usualReferrals } = await fromServer(
  import.meta.glob<{ usualReferrals: (friend?: object) => object }>('../../server/src/loyalty/referrals/usual-terms.ts'),
);

const TAB = '/program?tab=referrals';

function withReferrals(change: (terms: admin.Terms) => admin.Terms = (terms) => terms): FakeServer {
  const server = fakeServer();
  server.state.program.state.terms = change({ ...sampleTerms(), referrals: sampleReferrals() });
  return server;
}

function savedReferrals({ server }: Pick<Opened, 'server'>): unknown {
  const body = server.calls.findLast(({ name }) => name === 'saveDraft')?.body as { terms: admin.Terms } | undefined;
  return body?.terms['referrals'];
}

async function save({ user }: Pick<Opened, 'user'>): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('The draft is saved.');
}

const promised = (): HTMLElement => screen.getByRole('region', { name: 'What you promise' });
const stepCard = (nth: number): HTMLElement => {
  const card = screen.getAllByLabelText('Which friend')[nth - 1]?.closest<HTMLElement>('.lk-card');
  if (!card) throw new Error(`there is no step ${nth}`);
  return card;
};

describe('referrals of a program', () => {
  it('are switched on complete, with a reward for the friend and points for each friend', async () => {
    const opened = await openAt(TAB);
    await opened.user.click(await screen.findByRole('checkbox', { name: /^Members can bring friends/u }));
    expect(promised()).toHaveTextContent('A friend who comes by Ada’s link gets: Five euro off.');
    expect(promised()).toHaveTextContent('Ada gets for each friend: 100 points.');
    await save(opened);
    expect(savedReferrals(opened)).toEqual(usualReferrals({ kind: 'reward', rewardId: 'five' }));
  });

  it('are switched off, and on again with everything that was typed', async () => {
    const opened = await openAt(TAB, { server: withReferrals() });
    const { user } = opened;
    const on = { name: /^Members can bring friends/u };
    await user.click(await screen.findByRole('checkbox', on));
    expect(screen.queryByRole('region', { name: 'For the friend' })).not.toBeInTheDocument();
    await save(opened);
    expect(savedReferrals(opened)).toBeNull();
    await user.click(screen.getByRole('checkbox', on));
    await save(opened);
    expect(savedReferrals(opened)).toEqual(sampleReferrals());
  });

  it('are told in words that follow what is typed', async () => {
    const { user } = await openAt(TAB, { server: withReferrals() });
    await screen.findByRole('region', { name: 'What you promise' });
    expect([...promised().querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual([
      'A friend who comes by Ada’s link gets: Five euro off.',
      'Ada gets for each friend: 200 points.',
      'For the 3rd friend: 500 points.',
      'The friend’s first order must come to at least €30.',
      'It counts 14 days after the order is delivered.',
      'A link is remembered for 30 days.',
      'The friend’s code can be used for 1 day.',
      'Of one advocate’s friends at most 10 count in a month.',
      'Of all friends together at most 500 count in a year.',
    ]);
    const points = within(stepCard(2)).getByLabelText('How many points');
    await user.clear(points);
    await user.type(points, '۷۵۰');
    expect(promised()).toHaveTextContent('For the 3rd friend: 750 points.');
  });

  it('take a further step, which is put in order when it was typed out of it', async () => {
    const opened = await openAt(TAB, { server: withReferrals() });
    const { user } = opened;
    await user.click(await screen.findByRole('button', { name: 'Add a step' }));
    const from = within(stepCard(3)).getByLabelText('Which friend');
    expect(from).toHaveValue('5');
    await user.clear(from);
    await user.type(from, '2');
    expect(from).toHaveAccessibleDescription(/^Steps go from the first friend upwards/u);
    await user.selectOptions(within(stepCard(3)).getByLabelText('The advocate gets'), 'A reward from the catalogue');
    await user.click(screen.getByRole('button', { name: 'Put in order' }));
    expect(screen.queryByRole('button', { name: 'Put in order' })).not.toBeInTheDocument();
    await save(opened);
    expect(savedReferrals(opened)).toMatchObject({
      advocate: [{ from: 1 }, { from: 2, every: false, gift: { kind: 'reward', rewardId: 'five' } }, { from: 3 }],
    });
  });

  it('lose a step, but never the last one', async () => {
    const { user } = await openAt(TAB, { server: withReferrals() });
    await user.click(await screen.findByRole('button', { name: 'Remove: Step, 2' }));
    expect(screen.getAllByLabelText('Which friend')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /^Remove: Step/u })).not.toBeInTheDocument();
  });

  it('give only rewards that are a code, and say why the others cannot be given', async () => {
    const [five] = sampleTerms()['rewards'] as Record<string, unknown>[];
    const card = { ...five, id: 'card', kind: 'gift-card', name: { en: 'A gift card' } };
    const server = withReferrals((terms) => ({ ...terms, rewards: [five, card] as admin.Terms[string] }));
    await openAt(TAB, { server });
    const choice = await screen.findByLabelText('Which reward');
    expect(within(choice).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Five euro off']); // prettier-ignore
    expect(screen.getByText(/^Not to be given: A gift card\. There is no code/u)).toBeVisible();
  });

  it('say that a reward was switched off since, beside the field', async () => {
    const [five] = sampleTerms()['rewards'] as Record<string, unknown>[];
    const server = withReferrals((terms) => ({ ...terms, rewards: [{ ...five, on: false }] as admin.Terms[string] }));
    await openAt(TAB, { server });
    expect(await screen.findByLabelText('Which reward')).toHaveAccessibleDescription(/Choose a reward that is in the catalogue/u);
    expect(screen.getByText(/The catalogue has no reward that could be given/u)).toBeVisible();
  });

  it('show what the server found missing beside its field, with a way to it', async () => {
    const server = withReferrals();
    const referrals = { ...(sampleReferrals() as object), friend: { kind: 'points', points: null } };
    server.state.program.state.draft = draftOf({ ...sampleTerms(), referrals }, 4, [
      { path: 'referrals.friend.points', code: 'wrong-type' },
    ]);
    const { user } = await openAt('/program?tab=rewards', { server });
    expect(await screen.findByRole('tab', { name: 'Referrals (incomplete)' })).toBeVisible();
    await user.click(screen.getByRole('link', { name: /Referrals.*The friend gets.*Points/u }));
    const friend = within(await screen.findByRole('region', { name: 'For the friend' }));
    expect(friend.getByLabelText('How many points')).toHaveAccessibleDescription('Fill this in.');
  });

  it('say in plain words what the scores do, and when they contradict each other', async () => {
    const { user } = await openAt(TAB, { server: withReferrals() });
    expect(await screen.findByText('From 40 on it waits until one of your staff has decided.')).toBeVisible();
    const refuse = screen.getByLabelText('Refused by itself from a score of');
    await user.clear(refuse);
    await user.type(refuse, '101');
    expect(screen.getByText('Nothing is refused without a person.')).toBeVisible();
    await user.clear(refuse);
    await user.type(refuse, '30');
    expect(refuse).toHaveAccessibleDescription(/cannot begin before a person decides/u);
  });

  it('are looked at, not changed, by a role that may only look', async () => {
    const server = withReferrals();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'analyst' } };
    await openAt(TAB, { server });
    expect(await screen.findByRole('checkbox', { name: /^Members can bring friends/u })).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Add a step' })).not.toBeInTheDocument();
  });

  it('are told apart version by version in the same sentences', async () => {
    const server = fakeServer();
    server.state.program.diff = [
      { path: 'referrals', before: null, after: sampleReferrals() },
      { path: 'referrals.advocate.1', before: null, after: { from: 3, every: false, gift: { kind: 'points', points: 500 } } },
      { path: 'referrals.friend.rewardId', before: 'gone', after: 'five' },
      { path: 'referrals.friend.kind', before: 'points', after: 'reward' },
      { path: 'referrals.caps.month', before: null, after: 10 },
    ];
    await openAt('/program?tab=versions&version=3', { server });
    const diff = await screen.findByRole('table', { name: 'Against version 2' });
    const rows = within(diff).getAllByRole('row').slice(1).map(({ textContent }) => textContent); // prettier-ignore
    expect(rows[0]).toMatch(/^Referralsnone.*Five euro off.*For the 3rd friend: 500 points\./u);
    expect(rows[1]).toBe('Referrals, What the advocate gets, number 2noneFor the 3rd friend: 500 points.');
    expect(rows[2]).toBe('Referrals, The friend gets, RewardgoneFive euro off');
    expect(rows[3]).toContain('PointsA reward from the catalogue');
    expect(rows[4]).toContain('At most in a monthnone10');
  });

  it('are promised in Persian and Hebrew by their own numbers', () => {
    const terms = sampleTerms();
    const said = (locale: 'fa' | 'he'): string[] => promiseWords(wordsIn(locale), sampleReferrals(), { currency: 'EUR', terms }).map(bare);
    expect(said('fa')).toContain('۱۴ روز پس از تحویل سفارش به حساب می‌آید.');
    expect(said('fa')).toContain('برای دوست شمارهٔ ۳: ۵۰۰ امتیاز.');
    expect(said('he')).toContain('זה נחשב 14 ימים אחרי מסירת ההזמנה.');
    expect(said('he')).toContain('אפשר להשתמש בקוד של החבר או החברה יום אחד.');
  });
});

const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, '');

describe('a suggested program', () => {
  it('says what it promises for friends', async () => {
    const server = fakeServer();
    server.state.settings.suggested = { ...sampleTerms(), referrals: sampleReferrals() };
    const { user } = await openAt('/setup?step=goal', { server });
    await user.click(await screen.findByRole('radio', { name: /^Let customers bring friends/u }));
    await user.click(screen.getByRole('button', { name: 'Suggest a program' }));
    await waitFor(() => expect(screen.getByText('For the 3rd friend: 500 points.')).toBeVisible());
  });
});
