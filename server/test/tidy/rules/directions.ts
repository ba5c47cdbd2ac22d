import { isTest, problemAt, type FileRule, type SourceFile } from '../rule.ts';
import { importsOf, resolveImport, type Import } from '../syntax.ts';

/**
 * Who may import whom inside server/src (a folder may always import itself). Types of a store, of a member or of an
 * effect travel further than code, so a second list is for `import type` only. The files at the top (main.ts, wiring.ts)
 * and cli/ put things together and may import everything.
 */
const core = [
  'secrets',
  'loyalty',
  'leases',
  'ledger',
  'allowances',
  'stores',
  'members',
  'orders',
  'projections',
  'inbox',
  'outbox',
  'liability',
  'late-facts',
  'tiers',
  'reconcile',
  'redemptions',
  'history',
  'accounts',
  'referrals',
];
/** What the merchant works on, around the core. */
const office = ['audit', 'settings', 'programs', 'onboarding', 'exports', 'privacy', 'mail'];
const domain = [...core, ...office];
const values: Record<string, string[]> = {
  loyalty: [],
  contract: ['loyalty'],
  secrets: ['loyalty'],
  leases: [],
  ledger: ['loyalty'],
  allowances: ['loyalty', 'ledger'],
  liability: ['loyalty'],
  stores: ['loyalty', 'secrets'],
  members: ['loyalty', 'secrets', 'stores'],
  orders: ['loyalty', 'leases', 'ledger', 'allowances', 'stores', 'members'],
  'late-facts': ['loyalty', 'ledger', 'stores', 'orders'],
  reconcile: ['loyalty', 'stores', 'members', 'orders', 'inbox', 'privacy'],
  history: ['loyalty', 'leases', 'stores', 'members', 'orders', 'inbox', 'privacy'],
  tiers: ['loyalty', 'ledger', 'allowances', 'stores', 'orders'],
  projections: ['loyalty', 'ledger', 'members', 'orders'],
  outbox: ['loyalty', 'secrets', 'stores', 'members', 'inbox', 'mail'],
  redemptions: ['loyalty', 'secrets', 'ledger', 'allowances', 'orders', 'privacy', 'stores'],
  accounts: [
    'loyalty',
    'secrets',
    'leases',
    'ledger',
    'allowances',
    'stores',
    'members',
    'orders',
    'settings',
    'mail',
    'inbox',
    'tiers',
    'programs',
    'audit',
  ],
  referrals: [
    'loyalty',
    'secrets',
    'leases',
    'ledger',
    'allowances',
    'stores',
    'members',
    'orders',
    'settings',
    'mail',
    'inbox',
    'programs',
    'audit',
    'redemptions',
    'privacy',
    'accounts',
    'tiers',
  ],
  audit: ['loyalty'],
  settings: ['loyalty'],
  programs: ['loyalty', 'leases', 'orders', 'stores', 'audit'],
  onboarding: ['loyalty', 'programs', 'orders', 'stores'],
  mail: ['loyalty', 'secrets', 'stores', 'members', 'onboarding', 'settings'],
  exports: ['loyalty', 'ledger', 'members', 'orders', 'redemptions'],
  privacy: ['loyalty', 'secrets', 'ledger', 'stores', 'members', 'orders', 'inbox', 'outbox', 'exports'],
  inbox: ['loyalty', 'secrets', 'ledger', 'allowances', 'stores', 'members', 'orders', 'projections'],
  jobs: domain,
  platforms: ['loyalty', 'secrets', 'stores', 'outbox'],
  storage: domain,
  api: ['contract', ...domain],
};
const typesToo: Record<string, string[]> = {
  ledger: ['stores', 'members'],
  stores: ['platforms'],
  members: ['ledger', 'projections'],
  projections: ['stores'],
  orders: ['privacy', 'accounts', 'referrals'],
  outbox: ['platforms', 'ledger', 'tiers', 'accounts', 'referrals'],
  privacy: ['contract', 'accounts'],
  reconcile: ['programs'],
  redemptions: ['platforms', 'inbox', 'outbox', 'members'],
  history: ['programs'],
  accounts: ['contract', 'platforms', 'outbox', 'redemptions', 'projections', 'privacy'],
  referrals: ['contract', 'platforms', 'outbox', 'projections'],
  audit: ['contract'],
  settings: ['contract'],
  mail: ['contract'],
  programs: ['contract'],
  onboarding: ['contract', 'platforms'],
  exports: ['contract', 'accounts', 'referrals'],
  inbox: ['platforms', 'tiers', 'privacy', 'redemptions', 'accounts', 'referrals'],
  jobs: ['platforms'],
  storage: ['platforms', 'jobs', 'contract', 'api'],
  platforms: ['inbox', 'members'],
  api: ['platforms', 'jobs', 'storage'],
};
/** Pure and small: bounds and the logger's type are for everybody but the core. */
const forEverybody = /^server\/src\/(limits|log|clock)\.ts$/;

/** The port to the stores, with the errors that say "later" and "never", is for those who ask stores; what stands behind it is not. */
const storePort = 'server/src/platforms/platform.ts';
const askStores = ['inbox', 'orders', 'outbox', 'privacy', 'reconcile', 'history', 'accounts', 'referrals'];

const folderOf = (path: string): string | undefined => /^server\/src\/([^/]+)\//.exec(path)?.[1];

function wrongDirection(file: SourceFile, own: string, { from, typesOnly }: Import): string | undefined {
  const target = resolveImport(file.path, from);
  if (!target.startsWith('server/')) return undefined;
  const other = folderOf(target);
  if (other === own || (target === storePort && askStores.includes(own))) return undefined;
  if (other !== undefined) {
    const allowed = [...(values[own] ?? []), ...(typesOnly ? (typesToo[own] ?? []) : [])];
    return allowed.includes(other) ? undefined : `${own}/ does not import ${typesOnly ? 'even types of ' : ''}${other}/`;
  }
  if (!target.startsWith('server/src/')) return `server/src does not import ${target}`;
  if (own !== 'loyalty' && own !== 'contract' && (forEverybody.test(target) || typesOnly)) return undefined;
  return `${own}/ does not import ${target.slice('server/src/'.length)}: main.ts and wiring.ts hand things in`;
}

export const directions: FileRule = {
  name: 'imports go in one direction',
  check: (file) => {
    const own = folderOf(file.path);
    if (!own || own === 'cli' || !file.path.endsWith('.ts') || isTest(file.path)) return [];
    if (!(own in values)) return [{ path: file.path, line: 1, message: `${own}/ is new: say in directions.ts what it may import` }];
    return importsOf(file).flatMap((one) => {
      const message = wrongDirection(file, own, one);
      return message ? [problemAt(file, one.start, message)] : [];
    });
  },
  samples: {
    bad: [
      { path: 'server/src/loyalty/sample.ts', text: `import { receive } from '../inbox/receive.ts';` },
      { path: 'server/src/inbox/sample.ts', text: `import { verify } from '../platforms/shopify/verify.ts';` },
      { path: 'server/src/orders/sample.ts', text: `import { connect } from '../platforms/shopify/connect.ts';` },
      { path: 'server/src/members/sample.ts', text: `import { Unreadable } from '../platforms/platform.ts';` },
      { path: 'server/src/projections/sample.ts', text: `import type { Route } from '../api/app.ts';` },
      { path: 'server/src/platforms/shopify/sample.ts', text: `export { connect } from '../../storage/mongo/connect.ts';` },
      { path: 'server/src/api/admin/sample.ts', text: `import { env } from '../../env.ts';` },
      { path: 'server/src/inbox/sample.ts', text: `import { shop } from '../../sandbox/shop.ts';` },
      { path: 'server/src/newcomer/sample.ts', text: '' },
    ],
    good: [
      {
        path: 'server/src/inbox/sample.ts',
        text: `import { StoreUnreachable } from '../platforms/platform.ts';\nimport { limits } from '../limits.ts';`,
      },
      { path: 'server/src/wiring.ts', text: `import { connect } from './storage/mongo/connect.ts';` },
      { path: 'server/src/api/admin/sample.ts', text: `import { memberSchema } from '#contract/members.ts';\nimport { z } from 'zod';` },
    ],
  },
};

export const contractIsPure: FileRule = {
  name: 'the contract imports only zod and the core',
  check: (file) => {
    if (!/^server\/src\/contract\/.*\.ts$/.test(file.path) || isTest(file.path)) return [];
    const isFine = ({ from }: Import): boolean =>
      from === 'zod' || /^server\/src\/(contract|loyalty)\//.test(resolveImport(file.path, from));
    return importsOf(file)
      .filter((one) => !isFine(one))
      .map(({ from, start }) => problemAt(file, start, `web and extensions read the contract too, so it cannot import ${from}`));
  },
  samples: {
    bad: [
      { path: 'server/src/contract/sample.ts', text: `import { createHash } from 'node:crypto';` },
      { path: 'server/src/contract/sample.ts', text: `import type { Store } from '../stores/store.ts';` },
    ],
    good: [
      {
        path: 'server/src/contract/sample.ts',
        text: `import { z } from 'zod';\nimport { points } from '../loyalty/points.ts';\nimport './page.ts';`,
      },
    ],
  },
};
