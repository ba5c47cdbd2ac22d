// What the merchant promises now, next, and perhaps; changing it is program-draft.ts and program-versions.ts.
import type { admin } from '../../contract/index.ts';
import { asTyped } from '../../programs/program-desk.ts';
import { draftView, programView, versionSummary } from '../views/program.ts';
import { catalogView } from '../views/catalog.ts';
import type { AdminCall } from './call.ts';
import { ownPlace } from './store.ts';

/** The newest version, which may come into force only in a moment. */
export async function program({ services, who }: AdminCall): Promise<admin.ProgramView> {
  return programView((await services.programs.standing(who.storeId)).newest.program);
}

export async function programState(call: AdminCall): Promise<admin.ProgramState> {
  const { services, who } = call;
  const now = services.clock();
  const [place, { versions, live, newest, draft }] = await Promise.all([ownPlace(call), services.programs.standing(who.storeId)]);
  const summaries = versions.map((version) => versionSummary(version, live, now));
  return {
    live: versionSummary(live, live, now),
    terms: asTyped(live.program),
    newest: versionSummary(newest, live, now),
    scheduled: summaries.filter(({ state }) => state === 'scheduled'),
    draft: draft === null ? null : draftView(draft, place),
  };
}

export async function programCatalog(call: AdminCall): Promise<admin.Catalog> {
  const { currency, cannotGive } = await ownPlace(call);
  return catalogView(currency, cannotGive);
}
