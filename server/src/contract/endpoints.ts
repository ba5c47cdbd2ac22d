// Every endpoint once: method, path, who may call it, and its shapes. The routers, the web client and the tests walk this table.
import type { z } from 'zod';
import * as admin from './admin.ts';
import * as storefront from './storefront.ts';
import { pageQuery } from './shapes.ts';
import { z as zod } from 'zod';

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** The least role that may call it; `analyst` may read, `support` may also adjust within limits, `manager` may change the program. */
  readonly role: admin.Role;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
}

const nothing = zod.object({});

export const ADMIN_ENDPOINTS = {
  session: { method: 'GET', path: '/admin/api/session', role: 'analyst', answer: admin.session },
  overview: { method: 'GET', path: '/admin/api/overview', role: 'analyst', answer: admin.overview },
  members: { method: 'GET', path: '/admin/api/members', role: 'analyst', query: admin.memberQuery, answer: admin.memberPage },
  member: { method: 'GET', path: '/admin/api/members/:memberId', role: 'analyst', answer: admin.memberDetail },
  memberHistory: {
    method: 'GET',
    path: '/admin/api/members/:memberId/history',
    role: 'analyst',
    query: pageQuery,
    answer: admin.historyPage,
  },
  adjust: {
    method: 'POST',
    path: '/admin/api/members/:memberId/adjust',
    role: 'support',
    body: admin.adjustRequest,
    answer: admin.adjustAnswer,
  },
  undoAdjust: {
    method: 'POST',
    path: '/admin/api/members/:memberId/undo-adjust',
    role: 'manager',
    body: admin.undoAdjustRequest,
    answer: admin.adjustAnswer,
  },
  activity: { method: 'GET', path: '/admin/api/activity', role: 'analyst', query: pageQuery, answer: admin.activityPage },
  program: { method: 'GET', path: '/admin/api/program', role: 'analyst', answer: admin.program },
  changeProgram: { method: 'PUT', path: '/admin/api/program', role: 'manager', body: admin.programChange, answer: admin.program },
  inboxSummary: { method: 'GET', path: '/admin/api/inbox/summary', role: 'analyst', answer: admin.inboxSummary },
  inbox: { method: 'GET', path: '/admin/api/inbox', role: 'analyst', query: admin.inboxQuery, answer: admin.inboxPage },
  rollForward: {
    method: 'GET',
    path: '/admin/api/ledger/roll-forward',
    role: 'analyst',
    query: admin.rollForwardQuery,
    answer: admin.rollForward,
  },
  ledgerHealth: { method: 'GET', path: '/admin/api/ledger/health', role: 'analyst', answer: admin.ledgerHealth },
  startVerification: { method: 'POST', path: '/admin/api/ledger/verify', role: 'manager', body: nothing, answer: admin.verificationAnswer },
  verification: { method: 'GET', path: '/admin/api/ledger/verify', role: 'analyst', answer: admin.verificationAnswer },
  replayInboxItem: { method: 'POST', path: '/admin/api/inbox/:itemId/replay', role: 'manager', body: nothing, answer: admin.replayAnswer },
} as const satisfies Record<string, Endpoint>;

export const STOREFRONT_ENDPOINTS = {
  me: { method: 'GET', path: '/proxy/me', answer: storefront.storefrontMe },
  history: { method: 'GET', path: '/proxy/history', query: pageQuery, answer: storefront.historyPage },
  program: { method: 'GET', path: '/proxy/program', answer: storefront.storefrontProgram },
} as const satisfies Record<string, Omit<Endpoint, 'role'>>;
