import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

const RATE = 'Points for each unit of money';

describe('program', () => {
  it('reads as a sentence and shows what an example order earns while one types', async () => {
    const { user } = await openAt('/program');
    const rate = await screen.findByLabelText(RATE);
    expect(rate).toHaveValue('2');
    expect(screen.getByText('90 points')).toBeVisible();
    await user.clear(rate);
    await user.type(rate, '0.29');
    expect(screen.getByText('13 points')).toBeVisible();
    await user.clear(screen.getByLabelText('Goods in the order'));
    await user.type(screen.getByLabelText('Goods in the order'), '100');
    expect(screen.getByText('29 points')).toBeVisible();
  });

  it('saves against the version it was shown, and then has nothing unsaved', async () => {
    const { user, server } = await openAt('/program');
    await user.clear(await screen.findByLabelText(RATE));
    await user.type(screen.getByLabelText(RATE), '۲٫۵');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^Saved/u)).toBeInTheDocument();
    expect(server.calls.find(({ name }) => name === 'changeProgram')?.body).toEqual({
      active: true,
      pointsPerUnit: 2.5,
      expectedVersion: 3,
    });
    expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument();
    expect(screen.getByText(/^Version 4/u)).toBeVisible();
  });

  it('does not overwrite what somebody else saved, and loads it on request', async () => {
    const { user, server } = await openAt('/program');
    await user.click(await screen.findByLabelText('The program is on'));
    server.state.program = { ...server.state.program, version: 4, pointsPerUnit: 7 };
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Somebody else changed the program in the meantime')).toBeVisible();
    expect(server.state.program.pointsPerUnit).toBe(7);
    await user.click(screen.getByRole('button', { name: 'Load the newest version' }));
    await waitFor(() => expect(screen.getByLabelText(RATE)).toHaveValue('7'));
  });

  it('keeps a rate that is no rate from being saved', async () => {
    const { user } = await openAt('/program');
    await user.clear(await screen.findByLabelText(RATE));
    await user.type(screen.getByLabelText(RATE), '0');
    expect(screen.getByLabelText(RATE)).toHaveAccessibleDescription('From 0.01 to 1000');
    expect(screen.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('asks before unsaved changes are left, and takes them back on request', async () => {
    const { user, router } = await openAt('/program');
    await user.click(await screen.findByLabelText('The program is on'));
    await user.click(screen.getByRole('link', { name: 'Members' }));
    expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Stay here' }));
    expect(router.state.location.pathname).toBe('/program');
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(screen.getByLabelText('The program is on')).toBeChecked();
    await user.click(screen.getByRole('link', { name: 'Members' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/members'));
  });

  it('lets support look but not change', async () => {
    const server = fakeServer();
    server.state.session = { ...server.state.session, user: { ...server.state.session.user, role: 'support' } };
    await openAt('/program', { server });
    expect(await screen.findByLabelText(RATE)).toBeDisabled();
    expect(screen.getByText(/can look at the program/u)).toBeVisible();
  });
});
