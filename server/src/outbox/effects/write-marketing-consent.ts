// Tells a store that somebody joined or left its newsletter. The store may have heard a later word itself (a link in its own mail, a box at its checkout):
// it is looked up before it is written, and the last word by time holds. A store that cannot be told leaves the consent with us.
import { z } from 'zod';
import { StoreRefused } from '../../platforms/platform.ts';
import { Declined, effectKind } from '../effect.ts';

const body = z.object({ memberId: z.string(), customerId: z.string(), subscribed: z.boolean(), at: z.number() });
export type MarketingConsentBody = z.infer<typeof body>;

export const WRITE_MARKETING_CONSENT = 'write-marketing-consent';

export const writeMarketingConsent = effectKind<MarketingConsentBody>({
  kind: WRITE_MARKETING_CONSENT,
  schema: body,
  lane: ({ memberId }) => `marketing/${memberId}`,

  async perform({ customerId, subscribed, at }, { connection }) {
    const line = connection?.newsletter ?? null;
    try {
      const known = line === null ? null : await line.read(customerId);
      // Seconds are the finest that a store may count in: a word of the same second is ours, and an equal one need not be written.
      const isLater = known?.at != null && known.at >= at + 1_000;
      if (line !== null && known !== null && !isLater && known.subscribed !== subscribed) await line.write(customerId, subscribed, at);
    } catch (error) {
      throw error instanceof StoreRefused ? new Declined(error.message) : error;
    }
    return null;
  },

  // Somebody without an address, or whom the store does not have any more: it stays known to us.
  refused: () => null,
});
