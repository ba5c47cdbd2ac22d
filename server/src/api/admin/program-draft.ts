// The draft: kept as typed, with what is still wrong beside it. It counts for nothing until it is published.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import type { StoredDraft } from '../../programs/draft-store.ts';
import { asTyped } from '../../programs/program-desk.ts';
import { notFound, savedFirst } from '../http-problem.ts';
import { draftView } from '../views/program.ts';
import { audited, changed } from './audited.ts';
import type { AdminCall } from './call.ts';
import { versionNamed } from './program-versions.ts';
import { ownPlace } from './store.ts';

interface Answer {
  draft: admin.Draft | null;
}

async function told(call: AdminCall, draft: StoredDraft | null): Promise<Answer> {
  if (draft === null) throw savedFirst('expectedRevision');
  return { draft: draftView(draft, await ownPlace(call)) };
}

export async function saveDraft(call: AdminCall): Promise<Answer> {
  const { services, who } = call;
  const { terms, expectedRevision } = call.body(ADMIN_ENDPOINTS.saveDraft.body);
  const before = await services.programs.standing(who.storeId);
  const by = { userId: who.userId, name: who.name };
  const saved = await services.programs.save(who.storeId, terms, expectedRevision, by);
  const answer = await told(call, saved);
  const changes = changed(before.draft?.terms ?? asTyped(before.newest.program), terms);
  await audited(call, { action: 'program-draft-saved', subjects: [String(saved?.revision)], changes });
  return answer;
}

export async function discardDraft(call: AdminCall): Promise<Answer> {
  const { services, who } = call;
  const { expectedRevision } = call.body(ADMIN_ENDPOINTS.discardDraft.body);
  if (!(await services.programs.discard(who.storeId, expectedRevision))) throw savedFirst('expectedRevision');
  const changes = [{ field: 'draft', before: expectedRevision, after: null }];
  await audited(call, { action: 'program-draft-discarded', subjects: [String(expectedRevision)], changes });
  return { draft: null };
}

export async function restoreDraft(call: AdminCall): Promise<Answer> {
  const { services, who } = call;
  const { version, expectedRevision } = call.body(ADMIN_ENDPOINTS.restoreDraft.body);
  const restored = await versionNamed(call, version);
  if (restored === null) throw notFound();
  const by = { userId: who.userId, name: who.name };
  const terms = asTyped(restored.program);
  const saved = await services.programs.save(who.storeId, terms, expectedRevision, by, version);
  const answer = await told(call, saved);
  const changes = [{ field: 'draft', before: expectedRevision, after: version }];
  await audited(call, { action: 'program-draft-restored', subjects: [String(version)], changes });
  return answer;
}
