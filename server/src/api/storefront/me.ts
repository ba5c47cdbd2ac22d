// A member's own view: what they have now, what comes next, and the latest lines of their history.
import type { storefront } from '../../contract/index.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { inSpendOrder } from '../../loyalty/ledger/lots.ts';
import { asOf } from '../../loyalty/ledger/advance.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import { EMPTY_STATE, type Lot, type MemberState } from '../../loyalty/ledger/state.ts';
import type { Standing } from '../../loyalty/tiers/life.ts';
import type { Member } from '../../members/member-store.ts';
import type { Services } from '../services.ts';
import { historyPage, type HistoryPage } from '../statement.ts';
import { instant, instantOrNull } from '../views/instant.ts';
import { worth } from '../views/money.ts';
import { tierStanding } from '../views/tier.ts';
import { isExcludedMember } from './excluded.ts';
import { offersOf, stocksLeft, wayStates } from './offers.ts';

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

const LOTS_MAX = 100;

function lotsView(lots: readonly Lot[], now: number): MemberView['lots'] {
  const ordered = [...inSpendOrder(lots, now), ...lots.filter((lot) => lot.state === 'pending')];
  return ordered.slice(0, LOTS_MAX).map(({ points, state, availableAt, expiresAt }) => {
    return { points, waits: state === 'pending', availableAt: instantOrNull(availableAt), expiresAt: instantOrNull(expiresAt) };
  });
}

/** Where the merchant shows a debt, it is a negative amount; where not, there are simply no points. */
function shownAvailable(state: MemberState, negative: Program['negative']): number {
  return negative === 'allow' ? state.available - state.deficit : state.available;
}

/** A person's part of the answer; `member` null for somebody who never earned anything. */
type Mine = Pick<storefront.StorefrontMe, 'member' | 'ways' | 'offers'>;

export const NOBODY: Mine = { member: null, ways: [], offers: [] };

interface Chain {
  readonly program: Program;
  readonly state: MemberState;
  readonly standing: Standing | null;
  readonly history: HistoryPage;
  readonly excluded: boolean;
  readonly now: number;
}

function memberView({ program, state, standing, history, excluded, now }: Chain): MemberView {
  const pending = state.lots.filter((lot) => lot.state === 'pending');
  const available = shownAvailable(state, program.negative);
  return {
    available,
    pending: state.pending,
    worth: worth(Math.max(0, available), program),
    nextPendingAt: instantOrNull(earliest(pending.map((lot) => lot.availableAt))),
    nextExpiry: nextExpiry(state.lots),
    lots: lotsView(state.lots, now),
    excluded,
    tier: tierStanding(standing, program),
    history: history.items,
    next: history.next,
  };
}

/** Everything that is kept of a member, asked for at once: one after the other would be what a page waits for. */
async function read(services: Services, member: Member, program: Program, now: number): Promise<Omit<Chain, 'program' | 'now'>> {
  const { storeId, memberId } = member;
  const [head, standing, history, excluded] = await Promise.all([
    services.ledger.head(storeId, memberId),
    services.statuses.standing(storeId, memberId, now),
    historyPage(services, storeId, memberId, { limit: HISTORY_LINES }),
    isExcludedMember(services, member, program),
  ]);
  return { state: asOf(head?.after ?? EMPTY_STATE, now), standing, history, excluded };
}

/** Of somebody who is signed in. */
export async function mine(services: Services, storeId: StoreId, member: Member | null, program: Program): Promise<Mine> {
  const now = services.clock();
  const [known, stocks] = await Promise.all([
    member === null ? null : read(services, member, program, now),
    stocksLeft(services, storeId, program, now),
  ]);
  const state = known?.state ?? asOf(EMPTY_STATE, now);
  const asking = { program, state, tierId: known?.standing?.status.tierId ?? null, now };
  const view = known === null ? null : memberView({ ...known, program, now });
  return { member: view, ways: wayStates(asking), offers: offersOf(stocks, asking) };
}
