import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { notFound } from '../http-problem.ts';
import { effectView, outboxSummaryView } from '../views/outbox.ts';
import { audited } from './audited.ts';
import { atPosition, type AdminCall } from './call.ts';

export async function outboxSummary({ services, who }: AdminCall): Promise<admin.OutboxSummary> {
  return outboxSummaryView(await services.outbox.counts(who.storeId, services.clock()));
}

export async function outbox(call: AdminCall): Promise<{ items: admin.OutboxEffectView[]; next: string | null }> {
  const { services, who } = call;
  const { cursor, limit, state } = call.query(ADMIN_ENDPOINTS.outbox.query);
  const page = await atPosition(cursor, (position) => services.outbox.list(who.storeId, state, position, limit));
  const canBeSettled = (kind: string): boolean => services.effects.canBeSettled(kind);
  return { items: page.effects.map((effect) => effectView(effect, canBeSettled)), next: page.next };
}

async function mustBeKnown({ services, who }: AdminCall, effectId: string): Promise<void> {
  if ((await services.outbox.read(who.storeId, effectId)) === null) throw notFound();
}

/** Nothing is tried again unless every named effect is this store's. */
export async function replayOutbox(call: AdminCall): Promise<{ replayed: number }> {
  const { services, who } = call;
  const { ids } = call.body(ADMIN_ENDPOINTS.replayOutbox.body);
  const unique = [...new Set(ids ?? [])];
  await Promise.all(unique.map((effectId) => mustBeKnown(call, effectId)));
  const replayed = await services.effects.replay(who.storeId, ids === null ? 'all-dead' : unique);
  const changes = [{ field: 'replayed', before: 0, after: replayed }];
  if (replayed > 0) await audited(call, { action: 'outbox-replayed', subjects: unique, changes });
  return { replayed };
}

/** Somebody looked in the store and says that it was done there. */
export async function settleEffect(call: AdminCall): Promise<{ settled: boolean }> {
  const { services, who } = call;
  const { id } = call.body(ADMIN_ENDPOINTS.settleEffect.body);
  await mustBeKnown(call, id);
  const settled = await services.effects.settle(who.storeId, id);
  const changes = [{ field: 'state', before: 'dead', after: 'done' }];
  if (settled) await audited(call, { action: 'effect-settled', subjects: [id], changes });
  return { settled };
}
