// axe-core on every screen, in a left-to-right and a right-to-left language. Colours need a real browser and are checked there.
import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { Locale } from '#contract/index.ts';
import { fakeServer } from './fake-server.ts';
import { openAt } from './render-app.tsx';

const RULES = { 'color-contrast': { enabled: false } };
const PATHS = [
  '/',
  '/members',
  '/members/m-1',
  ...[
    'earning&open=earning.rules.1',
    'rewards&open=rewards.0',
    'tiers&open=tiers.levels.0',
    'campaigns&open=campaigns.0',
    'referrals',
    'policies',
    'dry-run',
    'versions&version=3',
  ].map((tab) => `/program?tab=${tab}`),
  '/referrals',
  '/referrals?tab=all&state=refused&advocate=m-1',
  '/referrals?tab=review',
  '/referrals/f-2',
  '/accounts',
  '/activity',
  '/setup',
  '/setup?step=goal',
  '/setup?step=program',
  '/setup?step=storefront',
  '/settings',
  '/settings?tab=languages',
  '/settings?tab=accounts',
  '/settings?tab=referrals',
  '/settings?tab=mail',
  '/settings?tab=staff',
  '/settings?tab=privacy',
  '/settings?tab=audit',
  '/ledger',
  '/inbox',
  '/nowhere',
];
const CASES = (['en', 'fa'] satisfies Locale[]).flatMap((locale) => PATHS.map((path) => ({ path, locale })));

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document, { rules: RULES });
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

describe('accessibility', () => {
  it.each(CASES)('finds nothing wrong at $path in $locale', async ({ path, locale }) => {
    const { words } = await openAt(path, { locale });
    await waitFor(() => expect(screen.queryByRole('status', { name: words.say('kit.loading') })).not.toBeInTheDocument());
    expect(await violations()).toEqual([]);
  });

  it('finds nothing wrong in a form with mistakes', async () => {
    const { user } = await openAt('/members/m-1');
    await user.click(await screen.findByRole('button', { name: 'Adjust points' }));
    await user.click(screen.getByRole('button', { name: 'Give the points' }));
    expect(await violations()).toEqual([]);
  });

  it('finds nothing wrong on a screen that failed', async () => {
    const server = fakeServer();
    server.refuse('overview', { status: 500, code: 'unexpected' });
    await openAt('/', { server });
    await screen.findByRole('alert');
    expect(await violations()).toEqual([]);
  });
});
