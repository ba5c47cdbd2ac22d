// A member's own view: what they have now, what comes next, and the latest lines of their history.
import type { storefront } from '../../contract/index.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { asOf } from '../../loyalty/ledger/advance.ts';
import { EMPTY_STATE, type Lot, type MemberState } from '../../loyalty/ledger/state.ts';
import type { Member } from '../../members/member-store.ts';
import type { Services } from '../services.ts';
import { historyPage } from '../statement.ts';
import { instant, instantOrNull } from '../views/instant.ts';

const HISTORY_LINES = 10;

type MemberView = NonNullable<storefront.StorefrontMe['member']>;

const earliest = (times: readonly (number | null)[]): number | null => {
  const known = times.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** Everything that is lost at the next instant at which anything is. */
function nextExpiry(lots: readonly Lot[]): MemberView['nextExpiry'] {
  const at = earliest(lots.map((lot) => lot.expiresAt));
  if (at === null) return null;
  const points = lots.filter((lot) => lot.expiresAt === at).reduce((sum, lot) => sum + lot.points, 0);
  return { points, at: instant(at) };
}

/** Where the merchant shows a debt, it is a negative amount; where not, there are simply no points. */
function shownAvailable(state: MemberState, negative: Program['negative']): number {
  return negative === 'allow' ? state.available - state.deficit : state.available;
}

export async function memberView(services: Services, { storeId, memberId }: Member, program: Program): Promise<MemberView> {
  const [head, history] = await Promise.all([
    services.ledger.head(storeId, memberId),
    historyPage(services, storeId, memberId, { limit: HISTORY_LINES }),
  ]);
  const state = asOf(head?.after ?? EMPTY_STATE, services.clock());
  const pending = state.lots.filter((lot) => lot.state === 'pending');
  return {
    available: shownAvailable(state, program.negative),
    pending: state.pending,
    nextPendingAt: instantOrNull(earliest(pending.map((lot) => lot.availableAt))),
    nextExpiry: nextExpiry(state.lots),
    history: history.items,
    next: history.next,
  };
}
