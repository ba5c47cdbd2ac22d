// The port to lists of members: filters that hold together, in an order that an index serves.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { BalanceRow } from '../projections/balance-store.ts';
import type { Member } from './member-store.ts';

/** Null or false: does not matter. Instants are half-open: from, until. */
export interface MemberFilter {
  readonly search: string | null;
  readonly kind: Member['kind'] | null;
  readonly joinedFrom: number | null;
  readonly joinedTo: number | null;
  readonly balanceFrom: number | null;
  readonly balanceTo: number | null;
  /** The last change of their points is not before, is before. */
  readonly activeSince: number | null;
  readonly quietSince: number | null;
  readonly hasDebt: boolean;
  readonly level: LevelFilter | null;
}

/** Those in one level of the program. */
export interface LevelFilter {
  readonly fits: (memberIds: readonly MemberId[]) => Promise<ReadonlySet<MemberId>>;
  /** In the order of their ids; null: everybody has to be looked at. */
  readonly next: ((after: MemberId | null, limit: number) => Promise<MemberId[]>) | null;
}

/** By points, activity or debt only members are listed whose points ever changed; by `level` only those of the wanted one. */
export type MemberSort = 'joined' | 'balance' | 'activity' | 'debt' | 'level';

export interface ListedMember {
  readonly member: Member;
  /** Null: nothing ever happened to this member's points. */
  readonly row: BalanceRow | null;
}

export interface MemberList {
  /**
   * Largest or newest first. How much is looked at for one page is bounded, so a page of rare members may be short and still have a next one.
   * Who was merged away or erased is not listed. @throws RangeError for a position that was never given out.
   */
  page(
    storeId: StoreId,
    filter: MemberFilter,
    sort: MemberSort,
    position: string | null,
    limit: number,
  ): Promise<{ members: ListedMember[]; next: string | null }>;
  /** Takes somebody off the lists, or back on them. */
  hide(storeId: StoreId, memberId: MemberId, gone: 'merged' | null): Promise<void>;
}

/** What of a filter a member alone decides. */
export function memberFits({ kind, joinedFrom, joinedTo }: MemberFilter, member: Member): boolean {
  if (kind !== null && member.kind !== kind) return false;
  return (joinedFrom === null || member.joinedAt >= joinedFrom) && (joinedTo === null || member.joinedAt < joinedTo);
}

/** What of a filter the balance decides. Somebody without one has no points and was never active. */
export function balanceFits(filter: MemberFilter, row: Pick<BalanceRow, 'available' | 'deficit' | 'at'> | null): boolean {
  const { available, deficit, at } = row ?? { available: 0, deficit: 0, at: -Infinity };
  const { balanceFrom, balanceTo, activeSince, quietSince, hasDebt } = filter;
  if (hasDebt && deficit === 0) return false;
  if ((balanceFrom !== null && available < balanceFrom) || (balanceTo !== null && available > balanceTo)) return false;
  return (activeSince === null || at >= activeSince) && (quietSince === null || at < quietSince);
}

/** The order that finds a filter's members fastest, where nobody wishes for another. */
export function usualSort(filter: Omit<MemberFilter, 'level'>): MemberSort {
  const { search, hasDebt, balanceFrom, balanceTo, activeSince, quietSince } = filter;
  if (search !== null) return 'joined';
  if (hasDebt) return 'debt';
  if (balanceFrom !== null || balanceTo !== null) return 'balance';
  return activeSince === null && quietSince === null ? 'joined' : 'activity';
}
