// What the merchant promises. A change is a new version; nobody overwrites what somebody else has just saved.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { rateOfBasisPoints, withMainRate } from '../../loyalty/program/main-rate.ts';
import { asTyped } from '../../programs/program-desk.ts';
import { termsOf } from '../../programs/program-terms.ts';
import { savedFirst } from '../http-problem.ts';
import { basisPoints, draftView, programView, versionSummary } from '../views/program.ts';
import { catalogView } from '../views/catalog.ts';
import { audited, changed } from './audited.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

/** The newest version, which may come into force only in a moment: who edits continues from there. */
export async function program({ services, who }: AdminCall): Promise<admin.ProgramView> {
  return programView((await services.programs.standing(who.storeId)).newest.program);
}

export async function changeProgram(call: AdminCall): Promise<admin.ProgramView> {
  const { active, pointsPerUnit, expectedVersion } = call.body(ADMIN_ENDPOINTS.changeProgram.body);
  const { services, who } = call;
  const place = await ownStore(call);
  const newest = (await services.programs.standing(who.storeId)).newest.program;
  const { earning } = withMainRate(newest, rateOfBasisPoints(basisPoints(pointsPerUnit), newest.currency));
  const by = { userId: who.userId, name: who.name };
  const answer = await services.programs.change(place, expectedVersion, { ...termsOf(newest), active, earning }, by);
  if (answer.kind !== 'published') throw savedFirst('expectedVersion');
  const { program: saved } = answer.version;
  const changes = changed(termsOf(newest), termsOf(saved));
  await audited(call, { action: 'program-published', subjects: [String(saved.version)], changes });
  return programView(saved);
}

export async function programState(call: AdminCall): Promise<admin.ProgramState> {
  const { services, who } = call;
  const now = services.clock();
  const [{ currency }, { versions, live, newest, draft }] = await Promise.all([ownStore(call), services.programs.standing(who.storeId)]);
  const summaries = versions.map((version) => versionSummary(version, live, now));
  return {
    live: versionSummary(live, live, now),
    terms: asTyped(live.program),
    newest: versionSummary(newest, live, now),
    scheduled: summaries.filter(({ state }) => state === 'scheduled'),
    draft: draft === null ? null : draftView(draft, currency),
  };
}

export async function programCatalog(call: AdminCall): Promise<admin.Catalog> {
  return catalogView((await ownStore(call)).currency);
}
