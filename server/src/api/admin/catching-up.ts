// How far the store is compared with what is kept, and what was brought in of its past; to ask for both, and for points for what was bought before.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import type { HistoryImport } from '../../history/import-store.ts';
import { HttpProblem } from '../http-problem.ts';
import { instant, instantOrNull } from '../views/instant.ts';
import { audited } from './audited.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

function historyView(run: HistoryImport | null): admin.CatchingUp['history'] {
  if (run === null) return null;
  const { state, reading, customers, orders, of, startedAt, endedAt, problem } = run;
  const times = { startedAt: instant(startedAt), endedAt: instantOrNull(endedAt) };
  return { state, reading, customers, orders, of, ...times, problem: problem?.kind ?? null };
}

export async function catchingUp(call: AdminCall): Promise<admin.CatchingUp> {
  const { services } = call;
  const store = await ownStore(call);
  const { storeId, startsAt } = store;
  const [known, completeTo, run] = await Promise.all([
    services.reconciler.of(storeId),
    services.pendingNews.reconciledTo(storeId),
    services.imports.of(storeId),
  ]);
  const { lastLookAt, found, foundInAll, open, nextAt, problem } = known;
  const comparison = {
    lookedAt: instantOrNull(lastLookAt),
    completeTo: instantOrNull(completeTo),
    found,
    foundInAll,
    waiting: open.length,
    nextAt: nextAt === 0 ? null : instant(nextAt),
    problem: problem === null ? null : { kind: problem.kind, since: instant(problem.since) },
  };
  const canBeAsked = services.connect(store) !== null;
  return { canBeAsked, comparison, history: historyView(run), countsFrom: startsAt === 0 ? null : instant(startsAt) };
}

/** Done by a worker, a moment later. */
export async function compareStore(call: AdminCall): Promise<admin.CatchingUp> {
  call.body(ADMIN_ENDPOINTS.compareStore.body);
  await call.services.reconciler.askNow(call.who.storeId);
  await audited(call, { action: 'store-compared' });
  return catchingUp(call);
}

/** One that runs already goes on, and is not begun a second time. */
export async function importHistory(call: AdminCall): Promise<admin.CatchingUp> {
  call.body(ADMIN_ENDPOINTS.importHistory.body);
  if (await call.services.imports.start(call.who.storeId)) await audited(call, { action: 'history-import-started' });
  return catchingUp(call);
}

export async function cancelHistory(call: AdminCall): Promise<admin.CatchingUp> {
  call.body(ADMIN_ENDPOINTS.cancelHistory.body);
  if (await call.services.imports.cancel(call.who.storeId)) await audited(call, { action: 'history-import-cancelled' });
  return catchingUp(call);
}

export async function countPast(call: AdminCall): Promise<admin.PastCount> {
  const from = Date.parse(call.body(ADMIN_ENDPOINTS.countPast.body).from);
  return call.services.pastCredit.count(await ownStore(call), from);
}

export async function creditPast(call: AdminCall): Promise<admin.CatchingUp> {
  const from = Date.parse(call.body(ADMIN_ENDPOINTS.creditPast.body).from);
  const store = await ownStore(call);
  if (from >= store.startsAt) throw new HttpProblem(400, 'invalid-input', 'orders since then count already', { field: 'from' });
  await call.services.pastCredit.ask(store, from, call.who.userId);
  const changes = [{ field: 'startsAt', before: instant(store.startsAt), after: instant(from) }];
  await audited(call, { action: 'past-credited', changes });
  return catchingUp(call);
}
