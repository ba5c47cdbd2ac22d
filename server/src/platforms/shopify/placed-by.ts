import type { PlacedBy } from '../../loyalty/referrals/attribution.ts';

/** `iphone` and `android` are older tills. Other apps are named by their number: shops of their own, where people buy by themselves. */
const TILLS = new Set(['pos', 'iphone', 'android']);
const STAFF = new Set(['shopify_draft_order']);

export function placedBy(channel: string | null): PlacedBy {
  if (channel === null) return 'customer';
  if (TILLS.has(channel)) return 'till';
  return STAFF.has(channel) ? 'staff' : 'customer';
}
