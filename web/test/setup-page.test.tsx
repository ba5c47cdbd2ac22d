import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';
import { draftOf, sampleTerms } from './sample-program.ts';

describe('setting up', () => {
  it('leads from the store’s facts over a goal to a live program, and looks whether shoppers see it', async () => {
    const { user, server, router } = await openAt('/setup');
    expect(await screen.findByText('€43.50')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('radio', { name: /^Make orders larger/u }));
    await user.click(screen.getByRole('button', { name: 'Suggest a program' }));
    expect(await screen.findByText(/^Customers earn/u)).toHaveTextContent('Customers earn 2 points for every €1 they spend');
    expect(screen.getByText('Points come to about 2% of these orders.')).toBeVisible();
    expect(server.calls.find(({ name }) => name === 'suggestProgram')?.body).toEqual({ goal: 'bigger-orders' });
    await user.click(screen.getByRole('button', { name: 'Publish this program' }));
    await waitFor(() => expect(router.state.location.search).toBe('?step=storefront'));
    expect(server.calls.find(({ name }) => name === 'publishProgram')?.body).toEqual({ expectedRevision: 1, expectedVersion: 3, at: null });
    expect(await screen.findByText('Shoppers do not see the program yet')).toBeVisible();
    server.state.settings.check = { ...server.state.settings.check, state: 'on' };
    await user.click(screen.getByRole('button', { name: 'Look again' }));
    expect(await screen.findByText('Shoppers see the program')).toBeVisible();
  });

  it('speaks of the plugin, and of no theme, to a shop of WooCommerce', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, store: { ...server.state.session.store, platform: 'woocommerce' }, sandbox: null };
    await openAt('/setup?step=storefront', { server });
    expect(await screen.findByText(/^The plugin shows the launcher by itself/u)).toHaveTextContent('WooCommerce > Lasting > Connection');
    expect(screen.queryByText(/theme/iu)).toBeNull();
  });

  it('hands the suggestion to the program screen as a draft, and says when one is there already', async () => {
    const server = fakeServer();
    server.state.program.state.draft = draftOf(sampleTerms(), 3);
    const { user, router } = await openAt('/setup?step=program', { server });
    expect(await screen.findByText(/this would replace it/u)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Change it first' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/program'));
    expect(server.calls.find(({ name }) => name === 'saveDraft')?.body).toMatchObject({ expectedRevision: 3 });
  });
});
