import type { PlacedBy } from '../../loyalty/referrals/attribution.ts';

/** Typed in by somebody of the shop, or written by another program through the store's doors (tills do that too). */
const STAFF = new Set(['admin', 'rest-api', 'bulk_action']);

export function placedBy(channel: string | null): PlacedBy {
  return channel !== null && STAFF.has(channel) ? 'staff' : 'customer';
}
