// The link of a mail to a guest, made when the mail is sent and kept nowhere: what waits to be sent holds nothing by which anybody could claim.
import { createHash } from 'node:crypto';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { ClaimWanted } from '../mail/postman.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { claimToken, claimUrl } from './claim-token.ts';
import { waitingPoints } from './waiting-points.ts';

export interface ClaimLinkNeeds {
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly appUrl: string;
  readonly clock: () => number;
}

/** Null: nothing waits for them any more. */
export async function claimLink(needs: ClaimLinkNeeds, store: StoreRecord, wanted: ClaimWanted): Promise<string | null> {
  const { member, orderId, addressKey, mailId, locale } = wanted;
  const now = needs.clock();
  if ((await waitingPoints(needs.entries, member, now)) === 0) return null;
  // Told from the mail, so that every try of it has one link to use.
  const jti = createHash('sha256').update(`${store.storeId}/${mailId}`).digest('base64url');
  const token = await claimToken(store, { guest: member.memberId, orderId, addressKey, jti, locale }, now);
  return claimUrl(needs.appUrl, token);
}
