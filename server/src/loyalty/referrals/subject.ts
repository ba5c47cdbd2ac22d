// The names under which a referral stands in the ledger, where an order's id stands otherwise. Part of stored data; no store gives an order such an id.
import { orderId, type OrderId } from '../ids.ts';

export const SIDES = ['advocate', 'friend'] as const;
export type Side = (typeof SIDES)[number];

export function ledgerName(referralId: string, side: Side): OrderId {
  return orderId(`referral:${referralId}:${side}`);
}

/** Null: an order of the store. */
export function referralNamed(name: string): { readonly referralId: string; readonly side: Side } | null {
  const [, referralId, side] = /^referral:(.+):(advocate|friend)$/u.exec(name) ?? [];
  return referralId === undefined ? null : { referralId, side: side === 'friend' ? 'friend' : 'advocate' };
}
