import type { admin } from '../../contract/index.ts';
import type { EffectView, OutboxCounts } from '../../outbox/outbox-store.ts';
import { instant, instantOrNull } from './instant.ts';

/** Never the body: it may name a person. */
export function effectView(effect: EffectView, canBeSettled: (kind: string) => boolean): admin.OutboxEffectView {
  const { effectId, kind, state, attempts, reason, unclear } = effect;
  return {
    id: effectId,
    kind,
    state,
    attempts,
    createdAt: instant(effect.createdAt),
    dueAt: state === 'new' ? instant(effect.dueAt) : null,
    doneAt: instantOrNull(effect.doneAt),
    reason,
    unclear,
    canBeSettled: state === 'dead' && canBeSettled(kind),
  };
}

export function outboxSummaryView({ waiting, failing, dead, unclear, oldestDueAt }: OutboxCounts): admin.OutboxSummary {
  return { waiting, failing, dead, unclear, oldestDueAt: instantOrNull(oldestDueAt) };
}
