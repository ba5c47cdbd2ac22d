// Every endpoint once: method, path, who may call it, and its shapes. The routers, the web client and the tests walk this table.
import type { z } from 'zod';
import * as accounts from './accounts.ts';
import * as admin from './admin.ts';
import { REFERRAL_ENDPOINTS } from './referral-endpoints.ts';
import { pageQuery } from './shapes.ts';
import { z as zod } from 'zod';

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** The least role that may call it; `analyst` may read, `support` may also adjust within limits, `manager` may change the program. */
  readonly role: admin.Role;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The largest body it takes; left out, {@link SMALL_BODY_BYTES}. */
  readonly maxBodyBytes?: number;
  readonly answer: z.ZodType;
}

const nothing = zod.object({});
/** The largest honest body of most endpoints is a few hundred bytes. */
export const SMALL_BODY_BYTES = 64 * 1024;
/** A whole program, with long lists of products in its conditions. */
const WHOLE_PROGRAM = { maxBodyBytes: 1024 * 1024 } as const;

/** Read from above: of two paths that fit an address, the first counts. */
export const ADMIN_ENDPOINTS = {
  session: { method: 'GET', path: '/admin/api/session', role: 'analyst', answer: admin.session },
  ownLanguage: { method: 'PUT', path: '/admin/api/session/language', role: 'analyst', body: admin.ownLanguage, answer: admin.session },
  overview: { method: 'GET', path: '/admin/api/overview', role: 'analyst', answer: admin.overview },
  activity: { method: 'GET', path: '/admin/api/activity', role: 'analyst', query: pageQuery, answer: admin.activityPage },

  members: { method: 'GET', path: '/admin/api/members', role: 'analyst', query: admin.memberQuery, answer: admin.memberPage },
  member: { method: 'GET', path: '/admin/api/members/:memberId', role: 'analyst', answer: admin.memberDetail },
  memberHistory: {
    method: 'GET',
    path: '/admin/api/members/:memberId/history',
    role: 'analyst',
    query: pageQuery,
    answer: admin.memberHistoryPage,
  },
  memberExport: { method: 'GET', path: '/admin/api/members/:memberId/export', role: 'manager', answer: admin.memberExport },
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
  previewMerge: {
    method: 'POST',
    path: '/admin/api/members/:memberId/merge/preview',
    role: 'support',
    body: admin.mergePreviewRequest,
    answer: admin.mergePreview,
  },
  merge: {
    method: 'POST',
    path: '/admin/api/members/:memberId/merge',
    role: 'manager',
    body: admin.mergeRequest,
    answer: admin.mergeAnswer,
  },
  undoMerge: {
    method: 'POST',
    path: '/admin/api/members/:memberId/merge/undo',
    role: 'manager',
    body: admin.undoMergeRequest,
    answer: admin.mergeAnswer,
  },
  previewErase: { method: 'GET', path: '/admin/api/members/:memberId/erase', role: 'manager', answer: admin.erasePreview },
  erase: {
    method: 'POST',
    path: '/admin/api/members/:memberId/erase',
    role: 'manager',
    body: admin.eraseRequest,
    answer: admin.eraseAnswer,
  },

  memberRewards: { method: 'GET', path: '/admin/api/members/:memberId/rewards', role: 'analyst', answer: admin.memberRewards },
  rewards: { method: 'GET', path: '/admin/api/rewards', role: 'analyst', query: admin.rewardQuery, answer: admin.rewardPage },
  cancelReward: {
    method: 'POST',
    path: '/admin/api/rewards/:reservationId/cancel',
    role: 'support',
    body: nothing,
    answer: admin.rewardAnswer,
  },

  program: { method: 'GET', path: '/admin/api/program', role: 'analyst', answer: admin.program },
  programState: { method: 'GET', path: '/admin/api/program/state', role: 'analyst', answer: admin.programState },
  programCatalog: { method: 'GET', path: '/admin/api/program/catalog', role: 'analyst', answer: admin.catalog },
  saveDraft: {
    method: 'PUT',
    path: '/admin/api/program/draft',
    role: 'manager',
    body: admin.saveDraft,
    ...WHOLE_PROGRAM,
    answer: admin.draftAnswer,
  },
  discardDraft: {
    method: 'POST',
    path: '/admin/api/program/draft/discard',
    role: 'manager',
    body: admin.discardDraft,
    answer: admin.draftAnswer,
  },
  restoreDraft: {
    method: 'POST',
    path: '/admin/api/program/draft/restore',
    role: 'manager',
    body: admin.restoreDraft,
    answer: admin.draftAnswer,
  },
  publishProgram: {
    method: 'POST',
    path: '/admin/api/program/publish',
    role: 'manager',
    body: admin.publishDraft,
    answer: admin.publishAnswer,
  },
  programVersions: {
    method: 'GET',
    path: '/admin/api/program/versions',
    role: 'analyst',
    query: admin.versionsQuery,
    answer: admin.versionsPage,
  },
  programVersion: { method: 'GET', path: '/admin/api/program/versions/:version', role: 'analyst', answer: admin.versionDetail },
  cancelVersion: {
    method: 'POST',
    path: '/admin/api/program/versions/:version/cancel',
    role: 'manager',
    body: nothing,
    answer: admin.publishAnswer,
  },
  previewProgram: {
    method: 'POST',
    path: '/admin/api/program/preview',
    role: 'analyst',
    body: admin.previewRequest,
    ...WHOLE_PROGRAM,
    answer: admin.previewAnswer,
  },
  startDryRun: { method: 'POST', path: '/admin/api/program/dry-run', role: 'manager', body: admin.startDryRun, answer: admin.dryRunAnswer },
  dryRun: { method: 'GET', path: '/admin/api/program/dry-run', role: 'analyst', answer: admin.dryRunAnswer },
  cancelDryRun: { method: 'POST', path: '/admin/api/program/dry-run/cancel', role: 'manager', body: nothing, answer: admin.dryRunAnswer },
  previewTiers: {
    method: 'POST',
    path: '/admin/api/program/tiers/preview',
    role: 'analyst',
    body: admin.tiersPreviewRequest,
    ...WHOLE_PROGRAM,
    answer: admin.tiersPreview,
  },

  onboarding: { method: 'GET', path: '/admin/api/onboarding', role: 'analyst', answer: admin.onboarding },
  suggestProgram: {
    method: 'POST',
    path: '/admin/api/onboarding/suggest',
    role: 'analyst',
    body: admin.suggestRequest,
    answer: admin.suggestion,
  },
  checkStorefront: { method: 'GET', path: '/admin/api/onboarding/storefront', role: 'analyst', answer: admin.storefrontCheck },

  storeProducts: { method: 'GET', path: '/admin/api/store/products', role: 'analyst', query: admin.goodsQuery, answer: admin.goods },
  storeCollections: { method: 'GET', path: '/admin/api/store/collections', role: 'analyst', query: admin.goodsQuery, answer: admin.goods },

  catchingUp: { method: 'GET', path: '/admin/api/store/catching-up', role: 'analyst', answer: admin.catchingUp },
  compareStore: { method: 'POST', path: '/admin/api/store/compare', role: 'manager', body: nothing, answer: admin.catchingUp },
  importHistory: { method: 'POST', path: '/admin/api/store/history', role: 'manager', body: nothing, answer: admin.catchingUp },
  cancelHistory: { method: 'POST', path: '/admin/api/store/history/cancel', role: 'manager', body: nothing, answer: admin.catchingUp },
  countPast: { method: 'POST', path: '/admin/api/store/history/count', role: 'manager', body: admin.pastQuestion, answer: admin.pastCount },
  creditPast: {
    method: 'POST',
    path: '/admin/api/store/history/credit',
    role: 'manager',
    body: admin.pastQuestion,
    answer: admin.catchingUp,
  },

  accountFunnel: {
    method: 'GET',
    path: '/admin/api/accounts/funnel',
    role: 'analyst',
    query: accounts.funnelQuery,
    answer: accounts.funnel,
  },

  ...REFERRAL_ENDPOINTS,

  settings: { method: 'GET', path: '/admin/api/settings', role: 'analyst', answer: admin.settings },
  saveSettings: { method: 'PUT', path: '/admin/api/settings', role: 'manager', body: admin.saveSettings, answer: admin.settings },
  mail: { method: 'GET', path: '/admin/api/mail', role: 'analyst', answer: admin.mail },
  saveMail: { method: 'PUT', path: '/admin/api/mail', role: 'manager', body: admin.saveMail, maxBodyBytes: 256 * 1024, answer: admin.mail },
  previewMail: { method: 'POST', path: '/admin/api/mail/preview', role: 'analyst', body: admin.previewMail, answer: admin.mailPreview },
  testMail: { method: 'POST', path: '/admin/api/mail/test', role: 'manager', body: admin.testMail, answer: admin.mailTested },
  staff: { method: 'GET', path: '/admin/api/staff', role: 'manager', answer: admin.staffList },
  changeRole: { method: 'PUT', path: '/admin/api/staff/:userId', role: 'owner', body: admin.changeRole, answer: admin.staffList },
  dataFiles: { method: 'GET', path: '/admin/api/data-files', role: 'manager', answer: admin.dataFileList },
  dataFile: { method: 'GET', path: '/admin/api/data-files/:fileId', role: 'manager', answer: admin.dataFile },
  audit: { method: 'GET', path: '/admin/api/audit', role: 'manager', query: admin.auditQuery, answer: admin.auditPage },

  inboxSummary: { method: 'GET', path: '/admin/api/inbox/summary', role: 'analyst', answer: admin.inboxSummary },
  inbox: { method: 'GET', path: '/admin/api/inbox', role: 'analyst', query: admin.inboxQuery, answer: admin.inboxPage },
  replayInbox: {
    method: 'POST',
    path: '/admin/api/inbox/replay',
    role: 'manager',
    body: admin.replayManyRequest,
    answer: admin.replayAnswer,
  },
  inboxItem: { method: 'GET', path: '/admin/api/inbox/:itemId', role: 'analyst', answer: admin.inboxItemDetail },
  replayInboxItem: { method: 'POST', path: '/admin/api/inbox/:itemId/replay', role: 'manager', body: nothing, answer: admin.replayAnswer },

  outboxSummary: { method: 'GET', path: '/admin/api/outbox/summary', role: 'analyst', answer: admin.outboxSummary },
  outbox: { method: 'GET', path: '/admin/api/outbox', role: 'analyst', query: admin.outboxQuery, answer: admin.outboxPage },
  replayOutbox: {
    method: 'POST',
    path: '/admin/api/outbox/replay',
    role: 'manager',
    body: admin.replayEffectsRequest,
    answer: admin.replayAnswer,
  },
  settleEffect: {
    method: 'POST',
    path: '/admin/api/outbox/settle',
    role: 'manager',
    body: admin.settleEffectRequest,
    answer: admin.settleEffectAnswer,
  },

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
} as const satisfies Record<string, Endpoint>;
