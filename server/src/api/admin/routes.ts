// Walks the contract's table: every endpoint is admitted, read and answered the same way, and a forgotten handler does not compile.
import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import { ADMIN_ENDPOINTS, SMALL_BODY_BYTES, type Endpoint } from '../../contract/index.ts';
import { answer } from '../answer.ts';
import { Download } from '../download.ts';
import { limit } from '../rate-limit.ts';
import { bodyReader, type ReadBody } from '../read-body.ts';
import type { Services } from '../services.ts';
import { jsonOf, queryOf } from '../untrusted-input.ts';
import { accountFunnel } from './account-funnel.ts';
import { activity } from './activity.ts';
import { adjust, undoAdjust } from './adjust.ts';
import { audit } from './audited.ts';
import { cancelHistory, catchingUp, compareStore, countPast, creditPast, importHistory } from './catching-up.ts';
import { identify, requireOwnJson, requireRole } from './admission.ts';
import { AdminCall } from './call.ts';
import { dataFile, dataFiles } from './data-files.ts';
import { addDevLogin } from './dev-login.ts';
import { cancelDryRun, dryRun, previewTiers, startDryRun } from './dry-run.ts';
import { erase, previewErase } from './erase.ts';
import { storeCollections, storeProducts } from './goods.ts';
import { inbox, inboxItem, inboxSummary, replayInbox, replayInboxItem } from './inbox.ts';
import { ledgerHealth, rollForward, startVerification, verification } from './ledger-health.ts';
import { mail, previewMail, saveMail, testMail } from './mail.ts';
import { outbox, outboxSummary, replayOutbox, settleEffect } from './outbox.ts';
import { memberExport } from './member-export.ts';
import { member, memberHistory, members } from './members.ts';
import { merge, previewMerge, undoMerge } from './merge.ts';
import { program, programCatalog, programState } from './program.ts';
import { discardDraft, restoreDraft, saveDraft } from './program-draft.ts';
import { previewProgram } from './program-preview.ts';
import { cancelVersion, programVersion, programVersions, publishProgram } from './program-versions.ts';
import { checkStorefront, onboarding, suggestProgram } from './onboarding.ts';
import { overview } from './overview.ts';
import { referralStats } from './referral-stats.ts';
import { banAdvocate, memberReferrals } from './member-referrals.ts';
import { decideReferrals, referral, referrals } from './referrals.ts';
import { cancelReward, memberRewards, rewards } from './rewards.ts';
import { session } from './session.ts';
import { isFromItsShop } from './shop-admin.ts';
import { saveSettings, settings } from './settings.ts';
import { changeRole, ownLanguage, staff } from './staff.ts';

type Endpoints = typeof ADMIN_ENDPOINTS;
type Handler<Answer> = (call: AdminCall) => Promise<Answer | Download>;
type Handlers = { readonly [Name in keyof Endpoints]: Handler<z.input<Endpoints[Name]['answer']>> };

const HANDLERS: Handlers = {
  session, overview, members, member, memberHistory, adjust, undoAdjust, activity, program, inboxSummary, inbox, replayInboxItem,
  outboxSummary, outbox, replayOutbox, settleEffect, rollForward, ledgerHealth, startVerification, verification, ownLanguage, staff, changeRole, audit, settings, saveSettings, inboxItem, replayInbox,
  memberExport, previewMerge, merge, undoMerge, previewErase, erase,
  programState, programCatalog, saveDraft, discardDraft, restoreDraft, publishProgram, programVersions, programVersion, cancelVersion,
  previewProgram, onboarding, suggestProgram, checkStorefront, startDryRun, dryRun, cancelDryRun, previewTiers,
  storeProducts, storeCollections, catchingUp, compareStore, importHistory, cancelHistory, countPast, creditPast, dataFiles, dataFile,
  mail, saveMail, previewMail, testMail, accountFunnel, referralStats, rewards, memberRewards, cancelReward,
  referrals, decideReferrals, referral, memberReferrals, banAdvocate,
}; // prettier-ignore

interface Route {
  readonly services: Services;
  readonly endpoint: Endpoint;
  readonly handler: Handler<unknown>;
  readonly readBody: ReadBody;
}

/** Path parameters are one segment of text each; lists come from wildcards, which the table has none of. */
function paramsOf(req: Request): Record<string, string> {
  return Object.fromEntries(Object.entries(req.params).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

async function serve({ services, endpoint, handler, readBody }: Route, req: Request, res: Response): Promise<void> {
  const who = await identify(services, req);
  requireRole(who.role, endpoint.role);
  const write = endpoint.method !== 'GET';
  if (write) {
    requireOwnJson(req, services.env, await isFromItsShop(services, req));
    await limit(services, 'write', `${who.storeId}:${who.userId}`);
  }
  const query = queryOf(req);
  const body = write ? jsonOf(await readBody(req, res)) : undefined;
  const call = new AdminCall(services, who, { params: paramsOf(req), query, body });
  const value = await handler(call);
  if (value instanceof Download) value.send(res);
  else answer(services.env, res, endpoint.answer, value);
}

const METHODS = { GET: 'get', POST: 'post', PUT: 'put' } as const;

export function addAdmin(app: Express, services: Services): void {
  addDevLogin(app, services, bodyReader(SMALL_BODY_BYTES));
  const routes: readonly (readonly [Endpoint, Handler<unknown>])[] = Object.entries(HANDLERS).map(([name, handler]) => [
    endpointOf(name),
    handler,
  ]);
  for (const [endpoint, handler] of routes) {
    const readBody = bodyReader(endpoint.maxBodyBytes ?? SMALL_BODY_BYTES);
    app[METHODS[endpoint.method]](endpoint.path, (req, res) => serve({ services, endpoint, handler, readBody }, req, res));
  }
}

const BY_NAME: ReadonlyMap<string, Endpoint> = new Map(Object.entries(ADMIN_ENDPOINTS));

function endpointOf(name: string): Endpoint {
  const endpoint = BY_NAME.get(name);
  if (endpoint === undefined) throw new Error(`the contract has no endpoint ${name}`);
  return endpoint;
}
