// Where a member stands among the program's levels, as they and the merchant see it.
import type { admin, storefront } from '../../contract/index.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Standing } from '../../loyalty/tiers/life.ts';
import { nextLevel } from '../../loyalty/tiers/level-for.ts';
import { instantOrNull } from './instant.ts';
import { money } from './money.ts';

type Terms = Pick<Program, 'tiers' | 'currency'>;

/** What a level does not ask for is not missing. */
function nextView({ status, figures }: Standing, { tiers, currency }: Terms): storefront.TierStanding['next'] {
  const next = tiers === null ? null : nextLevel(figures, tiers, status.tierId);
  if (next === null) return null;
  const { level, missing } = next;
  const { spendMinor, points, orders } = level.threshold;
  const spend = spendMinor === null ? null : money(missing.spendMinor, currency);
  return {
    id: level.id,
    missing: { spend, points: points === null ? null : missing.points, orders: orders === null ? null : missing.orders },
  };
}

/** Null: the program has no levels. */
export function tierStanding(standing: Standing | null, program: Terms): storefront.TierStanding | null {
  if (standing === null) return null;
  const { tierId: id, losesAt } = standing.status;
  return { id, losesAt: instantOrNull(losesAt), next: nextView(standing, program) };
}

export function memberTier(standing: Standing | null, program: Terms): NonNullable<admin.MemberDetail['tier']> | null {
  const told = tierStanding(standing, program);
  if (standing === null || told === null) return null;
  const { figures, since, status } = standing;
  const measured = { spend: money(figures.spendMinor, program.currency), points: figures.points, orders: figures.orders };
  return { ...told, since: instantOrNull(since), validUntil: instantOrNull(status.validUntil), figures: measured };
}
