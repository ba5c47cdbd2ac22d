import { screen, waitFor, within } from '@testing-library/react';
import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { openAt, type Opened } from './render-app.tsx';
import { draftOf, sampleDryRun, sampleTerms } from './sample-program.ts';

function bodies({ server }: Opened, name: string): readonly unknown[] {
  return server.calls.filter((call) => call.name === name).map(({ body }) => body);
}

describe('the program', () => {
  it('reads as sentences, with conditions, in the reader’s language', async () => {
    await openAt('/program');
    expect(await screen.findByText(/^Customers earn/u)).toHaveTextContent('Customers earn 2 points for every €1 they spend');
    expect(screen.getByText(/^If:/u)).toHaveTextContent('And: Except: The order goes to Germany or Austria');
    expect(await screen.findByRole('table', { name: 'What typical orders earn' })).toHaveTextContent('€25.00');
  });

  it('opens by a deep link, changes what the sentence says while one types, and saves a draft against the revision it saw', async () => {
    const opened = await openAt('/program?tab=earning&open=earning.rules.0');
    const { user } = opened;
    const points = await screen.findByLabelText('Points');
    await user.clear(points);
    await user.type(points, '۳');
    expect(screen.getByText(/^Customers earn/u)).toHaveTextContent('Customers earn 3 points for every €1');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The draft is saved.')).toBeInTheDocument();
    expect(bodies(opened, 'saveDraft')).toMatchObject([
      { expectedRevision: 0, terms: { earning: { rules: [{ params: { rates: [{ points: 3 }] } }, {}] } } },
    ]);
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
    expect(screen.getByText('Draft, ready to publish')).toBeVisible();
  });

  it('lists what is missing with a way to each, and shows it beside the field', async () => {
    const server = fakeServer();
    server.state.program.state.draft = draftOf(sampleTerms(), 4, [{ path: 'earning.actions.0.params.points', code: 'wrong-type' }]);
    const { user } = await openAt('/program?tab=rewards', { server });
    expect(await screen.findByRole('tab', { name: 'Earning (incomplete)' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Publish' })).toHaveAttribute('aria-disabled', 'true');
    await user.click(screen.getByRole('link', { name: /Birthday.*Points/u }));
    const points = await screen.findByLabelText('Points');
    expect(points).toHaveAccessibleDescription('Fill this in.');
    await user.type(points, '5');
    expect(points).not.toHaveAccessibleDescription('Fill this in.');
    await user.keyboard('{Control>}s{/Control}');
    expect(await screen.findByText('The draft is saved.')).toBeInTheDocument();
  });

  it('promises guests so many days for their points, or as long as everybody', async () => {
    const opened = await openAt('/program?tab=policies');
    const { user } = opened;
    const limited = { name: 'Points of guests wait only so long for an account' };
    await user.click(await screen.findByRole('checkbox', limited));
    await user.type(screen.getByLabelText('They wait for'), '30');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('The draft is saved.');
    await user.click(screen.getByRole('checkbox', limited));
    expect(screen.queryByLabelText('They wait for')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(bodies(opened, 'saveDraft')).toHaveLength(2));
    expect(bodies(opened, 'saveDraft')).toMatchObject([{ terms: { guests: { keepDays: 30 } } }, { terms: { guests: null } }]);
  });

  it('says why gift cards and store credit are not offered in a shop of WooCommerce', async () => {
    const words = 'Gift cards and store credit are not offered: WooCommerce itself has neither.';
    const server = fakeServer();
    server.state.session = { ...server.state.session, store: { ...server.state.session.store, platform: 'woocommerce' } };
    server.state.program.state.draft = draftOf(sampleTerms(), 4, [{ path: 'rewards.0.kind', code: 'not-on-this-platform' }]);
    const { user } = await openAt('/program?tab=rewards', { server });
    expect(await screen.findByText('This platform has no such reward. Remove it or switch it off.')).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Add a reward' }));
    expect(screen.getByText(words)).toBeVisible();
  });

  it('says nothing of that in a shop of Shopify', async () => {
    const { user } = await openAt('/program?tab=rewards');
    await user.click(await screen.findByRole('button', { name: 'Add a reward' }));
    expect(screen.getByRole('dialog')).toBeVisible();
    expect(screen.queryByText(/^Gift cards and store credit are not offered/u)).toBeNull();
  });

  it('offers points for telling a birthday, by a name of its own', async () => {
    const { user } = await openAt('/program');
    await user.click(await screen.findByRole('button', { name: 'Add an action' }));
    expect(screen.getByRole('radio', { name: /^Telling one’s birthday/u })).toBeInTheDocument();
  });

  it('adds a rule of a chosen kind, with a name and an id of its own', async () => {
    const opened = await openAt('/program');
    const { user } = opened;
    await user.click(await screen.findByRole('button', { name: 'Add a rule for orders' }));
    await user.click(screen.getByRole('radio', { name: /Extra points for an order/u }));
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await user.type(await screen.findByLabelText('Points'), '25');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('The draft is saved.');
    expect(bodies(opened, 'saveDraft')).toMatchObject([
      {
        terms: {
          earning: {
            rules: [
              {},
              {},
              {
                id: 'bonus-per-order',
                on: true,
                kind: 'bonus-per-order',
                params: { points: 25 },
                name: { en: 'Extra points for an order' },
              },
            ],
          },
        },
      },
    ]);
  });

  it('offers and draws a rule that only the server knows: nothing here was written for it', async () => {
    const server = fakeServer();
    const { kinds } = server.state.program.catalog;
    const schema = z.object({
      id: z.string(),
      name: z.object({ en: z.string() }).meta({ field: 'text' }),
      on: z.boolean(),
      when: z.array(z.unknown()),
      kind: z.literal('moonlight'),
      params: z.object({ points: z.int().meta({ field: 'points' }), moonPhase: z.enum(['new', 'full']) }),
    });
    const sentence = { en: '{points} points at a {moonPhase} moon', fa: '{points} امتیاز', he: '{points} נקודות' };
    kinds.push({
      group: 'rule',
      kind: 'moonlight',
      sentence,
      schema: z.toJSONSchema(schema) as (typeof kinds)[number]['schema'],
      example: null,
    });
    const opened = await openAt('/program', { server });
    const { user } = opened;
    await user.click(await screen.findByRole('button', { name: 'Add a rule for orders' }));
    await user.click(screen.getByRole('radio', { name: /… points at a … moon/u }));
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await user.type(await screen.findByLabelText('Points'), '7');
    await user.selectOptions(screen.getByLabelText('moon phase'), 'full');
    expect(screen.getByText(/points at a/u, { selector: '.lk-size-large' })).toHaveTextContent('7 points at a full moon');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('The draft is saved.');
    expect(bodies(opened, 'saveDraft')).toMatchObject([
      {
        terms: {
          earning: {
            rules: [{}, {}, { id: 'moonlight', on: true, when: [], kind: 'moonlight', params: { points: 7, moonPhase: 'full' } }],
          },
        },
      },
    ]);
  });

  it('does not overwrite what somebody else saved before a person has decided', async () => {
    const opened = await openAt('/program?tab=policies');
    const { user, server } = opened;
    await user.click(await screen.findByLabelText('The program is on'));
    server.state.program.state = { ...server.state.program.state, draft: draftOf(sampleTerms(), 7) };
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Somebody else saved this draft in the meantime')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Keep mine, replace theirs' }));
    await waitFor(() => expect(bodies(opened, 'saveDraft').at(-1)).toMatchObject({ expectedRevision: 7, terms: { active: false } }));
  });

  it('publishes now, saying what that does, and then has no draft', async () => {
    const server = fakeServer();
    server.state.program.state.draft = draftOf(sampleTerms(), 2);
    const opened = await openAt('/program', { server });
    const { user } = opened;
    await user.click(await screen.findByRole('button', { name: 'Publish' }));
    expect(screen.getByRole('dialog')).toHaveTextContent(/Orders placed before keep what they were promised/u);
    await user.click(screen.getByRole('button', { name: 'Publish now' }));
    expect(await screen.findByText(/^Version 4 is published/u)).toBeInTheDocument();
    expect(bodies(opened, 'publishProgram')).toEqual([{ expectedRevision: 2, expectedVersion: 3, at: null }]);
    expect(await screen.findByText(/^No draft/u)).toBeVisible();
  });

  it('throws a draft away and brings it back', async () => {
    const server = fakeServer();
    server.state.program.state.draft = draftOf({ ...sampleTerms(), active: false }, 6);
    const opened = await openAt('/program', { server });
    const { user } = opened;
    await user.click(await screen.findByRole('button', { name: 'Discard draft' }));
    expect(await screen.findByText(/^No draft/u)).toBeVisible();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Draft, ready to publish')).toBeVisible();
    expect(bodies(opened, 'saveDraft')).toMatchObject([{ expectedRevision: 0, terms: { active: false } }]);
  });

  it('asks before leaving with something unsaved, and throws it away on request', async () => {
    const { user, router } = await openAt('/program?tab=policies');
    await user.click(await screen.findByLabelText('The program is on'));
    await user.click(screen.getByRole('link', { name: 'Members' }));
    expect(await screen.findByRole('dialog')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Stay here' }));
    expect(router.state.location.pathname).toBe('/program');
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(screen.getByLabelText('The program is on')).toBeChecked();
  });

  it('keeps what was typed when another tab is looked at', async () => {
    const { user } = await openAt('/program?tab=policies');
    await user.click(await screen.findByLabelText('The program is on'));
    await user.click(screen.getByRole('tab', { name: 'Rewards' }));
    await user.click(screen.getByRole('tab', { name: 'Policies' }));
    expect(screen.getByLabelText('The program is on')).not.toBeChecked();
  });

  it('offers nothing to a role that may only look', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'analyst' } };
    await openAt('/program?tab=policies', { server });
    expect(await screen.findByLabelText('The program is on')).toBeDisabled();
    expect(screen.getByText(/Your role can look/u)).toBeVisible();
  });
});

describe('a dry run', () => {
  it('shows how far it is, then what the draft would have cost, rule by rule', async () => {
    const server = fakeServer();
    server.state.program.state.draft = draftOf(sampleTerms(), 1);
    const { user } = await openAt('/program?tab=dry-run', { server });
    await user.click(await screen.findByRole('button', { name: 'Start the dry run' }));
    expect(await screen.findByRole('progressbar', { name: 'Trying the draft' })).toHaveAttribute('value', '1200');
    server.state.program.dryRun = sampleDryRun();
    const table = await screen.findByRole('table', { name: 'Points by rule, live and draft' }, { timeout: 3000 });
    expect(within(table).getByRole('row', { name: /Coffee lovers/u })).toHaveTextContent('+32,500');
    expect(screen.getByText('worth +€325.00')).toBeVisible();
  });
});

describe('versions', () => {
  it('says what a version changed in words, and asks before its terms replace a draft', async () => {
    const server = fakeServer();
    server.state.program.state.draft = draftOf(sampleTerms(), 5);
    const opened = await openAt('/program?tab=versions&version=3', { server });
    const { user } = opened;
    const diff = await screen.findByRole('table', { name: 'Against version 2' });
    expect(within(diff).getByRole('row', { name: /Five euro off/u })).toHaveTextContent('none');
    expect(within(diff).getByRole('row', { name: /more is taken back/u })).toHaveTextContent(/taken from later points.*goes below zero/u);
    await user.click(screen.getByRole('button', { name: 'Restore as draft' }));
    await user.click(await screen.findByRole('button', { name: 'Replace the draft' }));
    expect(await screen.findByText('Version 3 is the draft now.')).toBeInTheDocument();
    expect(bodies(opened, 'restoreDraft')).toEqual([{ version: 3, expectedRevision: 5 }]);
  });
});

describe('tiers', () => {
  it('take prices of their own for members, also where none were thought of before', async () => {
    const opened = await openAt('/program?tab=tiers&open=tiers.levels.0');
    const { user } = opened;
    const discount = await screen.findByLabelText('Members’ discount');
    await user.clear(discount);
    await user.type(discount, '12.5');
    expect(screen.getByText('Members pay 12.5% less.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /Add.*Members’ prices/u }));
    await user.type(screen.getByLabelText('Price of one piece'), '9.90');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('The draft is saved.');
    const price = { goods: { kind: 'products', ids: [] }, amountMinor: 990, tierIds: [] };
    expect(bodies(opened, 'saveDraft')).toMatchObject([
      { terms: { tiers: { levels: [{ membersDiscountBasisPoints: 1_250 }, {}], memberPrices: [price] } } },
    ]);
  });

  it('says who would move', async () => {
    const { user } = await openAt('/program?tab=tiers');
    expect(await screen.findByText('Reached by a member who spends €600')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Look' }));
    expect(await screen.findByText('49 of 1,284 members move.')).toBeVisible();
  });
});
