// A reward on its way, in the words of the contract: how far it is, why it came back, and how the merchant sees it.
import type { admin, ReturnReason } from '../../contract/index.ts';
import type { HeldState } from '../../contract/redemption.ts';
import { rewardCode } from '../../redemptions/reward-code.ts';
import { isVirtual, type Redemption } from '../../redemptions/redemption.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { instant, instantOrNull } from './instant.ts';
import { money } from './money.ts';

/** A virtual code is never one to be used: from the beginning it is an order's. */
export function heldState(redemption: Redemption): HeldState {
  const { stage, why, dueAt, terms, orders } = redemption;
  switch (stage) {
    case 'asked':
    case 'preparing':
      return why === null ? 'preparing' : 'returning';
    case 'ready':
      return isVirtual(redemption) || (terms !== null && dueAt === null && orders.length > 0) ? 'on-order' : 'ready';
    case 'given':
      return 'used';
    case 'removing':
      return 'returning';
    case 'returned':
      return why === 'failure' ? 'failed' : 'returned';
    case 'refused':
      return 'failed';
  }
}

/** Null: it does not go back. What nobody gave back while an order had it was let go by that order. */
export function returnReason({ why, orders }: Pick<Redemption, 'why' | 'orders'>): ReturnReason | null {
  return why === 'cancelled' && orders.length > 0 ? 'order' : why;
}

/** So many characters tell codes apart when one is read aloud, and leave 80 bits of it secret. */
const END = 4;

function codeEnd(store: StoreRecord, { codeKey, reservationId }: Redemption): string | null {
  return codeKey === null ? null : rewardCode(store, reservationId).slice(-END);
}

const GOES_BACK: ReadonlySet<HeldState> = new Set(['returning', 'returned', 'failed']);

export interface Around {
  /** Whose it is now. */
  readonly member: admin.RewardRow['member'];
  /** By order id; those that are not known (any more) are missing. */
  readonly orderNames: ReadonlyMap<string, string>;
}

export function rewardRow(store: StoreRecord, redemption: Redemption, { member, orderNames }: Around): admin.RewardRow {
  const { reservationId, rewardId, kind, name, points, amountMinor, currency, detail, orders, askedAt, endsAt, terms } = redemption;
  const state = heldState(redemption);
  const waits = state === 'ready' || state === 'preparing';
  return {
    id: reservationId,
    member,
    rewardId,
    kind,
    name,
    points,
    worth: amountMinor === null ? null : money(amountMinor, currency),
    state,
    why: GOES_BACK.has(state) ? returnReason(redemption) : null,
    detail: state === 'failed' ? detail : null,
    codeEnd: codeEnd(store, redemption),
    orders: orders.map((id) => ({ id, name: orderNames.get(id) ?? null })),
    askedAt: instant(askedAt),
    until: waits ? instantOrNull(endsAt) : null,
    instructions: redemption.instructions,
    cancellable: terms !== null && waits,
  };
}
