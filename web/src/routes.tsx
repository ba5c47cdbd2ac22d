// Which address shows which screen. Each screen is a chunk of its own, loaded when it is first visited.
import type { RouteObject } from 'react-router';
import { RouteProblem } from './shell/route-problem.tsx';
import { Shell } from './shell/shell.tsx';

export const routes: RouteObject[] = [
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: RouteProblem,
    HydrateFallback: () => null,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./screens/overview/overview-page.tsx')).default }) },
      { path: 'members', lazy: async () => ({ Component: (await import('./screens/members/members-page.tsx')).default }) },
      { path: 'members/:memberId', lazy: async () => ({ Component: (await import('./screens/member/member-page.tsx')).default }) },
      { path: 'program', lazy: async () => ({ Component: (await import('./screens/program/program-page.tsx')).default }) },
      { path: 'redemptions', lazy: async () => ({ Component: (await import('./screens/redemptions/redemptions-page.tsx')).default }) },
      { path: 'setup', lazy: async () => ({ Component: (await import('./screens/setup/setup-page.tsx')).default }) },
      { path: 'settings', lazy: async () => ({ Component: (await import('./screens/settings/settings-page.tsx')).default }) },
      { path: 'referrals', lazy: async () => ({ Component: (await import('./screens/referrals/referrals-page.tsx')).default }) },
      { path: 'referrals/:referralId', lazy: async () => ({ Component: (await import('./screens/referral/referral-page.tsx')).default }) },
      { path: 'accounts', lazy: async () => ({ Component: (await import('./screens/accounts/accounts-page.tsx')).default }) },
      { path: 'activity', lazy: async () => ({ Component: (await import('./screens/activity/activity-page.tsx')).default }) },
      { path: 'ledger', lazy: async () => ({ Component: (await import('./screens/ledger/ledger-page.tsx')).default }) },
      { path: 'inbox', lazy: async () => ({ Component: (await import('./screens/inbox/inbox-page.tsx')).default }) },
      { path: '*', lazy: async () => ({ Component: (await import('./screens/not-found/not-found-page.tsx')).default }) },
    ],
  },
];
