// A draft tried on real orders, and who would move between levels: what a change would do, before it does it.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import type { StoredRun } from '../../programs/dry-runs/run-store.ts';
import { standingPrograms } from '../../programs/version-state.ts';
import { HttpProblem, notFound, savedFirst } from '../http-problem.ts';
import { instant, instantOrNull } from '../views/instant.ts';
import { money } from '../views/money.ts';
import { audited } from './audited.ts';
import type { AdminCall } from './call.ts';
import { wholeProgram } from './program-preview.ts';
import { ownStore } from './store.ts';

interface Answer {
  run: admin.DryRun | null;
}
type Cost = NonNullable<StoredRun['result']>['live'];

const given = ({ points, amountMinor }: Cost, currency: string): admin.DryRunResult['live'] => ({
  points,
  cost: amountMinor === null ? null : money(amountMinor, currency),
});

function resultOf({ result, from, until, currency }: StoredRun): admin.DryRunResult | null {
  if (result === null) return null;
  const rules = result.parts.map(({ part, name, live, draft }) => ({
    ruleId: part.slice(part.lastIndexOf('/') + 1),
    name: name.en ?? name.fa ?? name.he ?? null,
    live: given(live, currency),
    draft: given(draft, currency),
  }));
  const span = { from: instant(from), until: instant(until) };
  return { orders: result.orders, ...span, live: given(result.live, currency), draft: given(result.draft, currency), rules };
}

function view(run: StoredRun | null): Answer {
  if (run === null) return { run: null };
  const { state, startedAt, endedAt, draftRevision, liveVersion, done, of } = run;
  const times = { startedAt: instant(startedAt), endedAt: instantOrNull(endedAt) };
  return { run: { state, ...times, draftRevision, liveVersion, done, of: Math.max(of, done), result: resultOf(run) } };
}

/** Answers at once. Only one runs at a time, and it is not begun a second time while it does. */
export async function startDryRun(call: AdminCall): Promise<Answer> {
  const { services, who } = call;
  const { expectedRevision } = call.body(ADMIN_ENDPOINTS.startDryRun.body);
  const store = await ownStore(call);
  const { draft, live, versions } = await services.programs.standing(who.storeId);
  if (draft?.revision !== expectedRevision) throw savedFirst('expectedRevision');
  const trial = { storeId: who.storeId, startsAt: store.startsAt, versions: standingPrograms(versions), live: live.program };
  const tried = wholeProgram(draft.terms, store, services.clock());
  const started = await services.dryRuns.start({ ...trial, draft: tried, draftRevision: draft.revision });
  if (!started) throw new HttpProblem(409, 'cap-reached', 'a dry run is under way: wait for it, or cancel it');
  await audited(call, { action: 'dry-run-started', subjects: [String(draft.revision)] });
  return view(await services.dryRuns.of(who.storeId));
}

export async function dryRun({ services, who }: AdminCall): Promise<Answer> {
  return view(await services.dryRuns.of(who.storeId));
}

/** It stops within a moment; what it had counted is not shown. */
export async function cancelDryRun(call: AdminCall): Promise<Answer> {
  const { services, who } = call;
  call.body(ADMIN_ENDPOINTS.cancelDryRun.body);
  const run = await services.dryRuns.of(who.storeId);
  if (run === null) throw notFound();
  if (await services.dryRuns.cancel(who.storeId))
    await audited(call, { action: 'dry-run-cancelled', subjects: [String(run.draftRevision)] });
  return view(await services.dryRuns.of(who.storeId));
}

export async function previewTiers(call: AdminCall): Promise<admin.TiersPreview> {
  const { services, who } = call;
  const { terms } = call.body(ADMIN_ENDPOINTS.previewTiers.body);
  const store = await ownStore(call);
  const now = services.clock();
  const after = wholeProgram(terms, store, now);
  const [{ live }, members] = await Promise.all([services.programs.standing(who.storeId), services.members.count(who.storeId)]);
  const moves = await services.levelPreview.moves(who.storeId, live.program, after, members.total);
  return { asOf: instant(now), members: members.total, moves: moves.map(({ from, to, members: count }) => ({ from, to, members: count })) };
}
