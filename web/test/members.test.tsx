import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

async function shownMembers(): Promise<number> {
  const table = await screen.findByRole('table', { name: 'Members and their points' });
  return within(table).getAllByRole('row').length - 1;
}

describe('members', () => {
  it('searches after a pause and keeps the search in the address', async () => {
    const { user, router, server } = await openAt('/members');
    await user.type(await screen.findByRole('textbox', { name: 'Search by name or e-mail' }), 'jonas');
    await waitFor(() => expect(router.state.location.search).toBe('?search=jonas'));
    expect(await screen.findByText('Jonas Weber')).toBeVisible();
    await waitFor(() => expect(screen.queryByText('Mira Lindqvist')).not.toBeInTheDocument());
    expect(
      server.calls.filter(({ name, query }) => name === 'members' && query.has('search')).map(({ query }) => query.get('search')),
    ).toEqual(['jonas']);
  });

  it('opens a link to a search', async () => {
    await openAt('/members?search=noa');
    expect(await screen.findByRole('textbox', { name: 'Search by name or e-mail' })).toHaveValue('noa');
    expect(await screen.findByText('נועה כהן')).toBeVisible();
  });

  it('pages forward and back, also by the browser’s Back', async () => {
    const { user, router } = await openAt('/members');
    expect(await shownMembers()).toBe(25);
    expect(screen.getByRole('button', { name: 'Previous' })).toHaveAttribute('aria-disabled', 'true');
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await waitFor(async () => expect(await shownMembers()).toBe(15));
    expect(router.state.location.search).toBe('?cursor=25');
    await user.click(screen.getByRole('button', { name: 'Previous' }));
    await waitFor(async () => expect(await shownMembers()).toBe(25));
    await router.navigate(-1);
    await waitFor(async () => expect(await shownMembers()).toBe(15));
  });

  it('says what to search for when nobody is found', async () => {
    await openAt('/members?search=zzz');
    expect(await screen.findByText('No member matches “zzz”')).toBeVisible();
  });

  it('explains where members come from when there are none', async () => {
    const server = fakeServer();
    server.state.members = [];
    await openAt('/members', { server });
    expect(await screen.findByText('Members appear with their first order')).toBeVisible();
  });

  it('opens a member, moves the focus to their name, and goes back', async () => {
    const { user, router } = await openAt('/members');
    await user.click(await screen.findByRole('link', { name: 'Mira Lindqvist' }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Mira Lindqvist'));
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
    await router.navigate(-1);
    expect(await shownMembers()).toBe(25);
  });

  it('keeps its filters in the address, together with the search, and takes them away again', async () => {
    const { user, router, server } = await openAt('/members?search=mira');
    await user.selectOptions(await screen.findByLabelText('Tier'), 'Gold');
    await user.selectOptions(screen.getByLabelText('Last activity'), 'quiet-90');
    await waitFor(() => expect(router.state.location.search).toBe('?search=mira&tier=gold&activity=quiet-90'));
    const asked = server.calls.filter(({ name }) => name === 'members').at(-1)?.query;
    expect(asked?.get('tierId')).toBe('gold');
    expect(asked?.get('quietSince')).toMatch(/T00:00:00.000Z$/u);
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(router.state.location.search).toBe('?search=mira'));
  });
});
