// Whom the shop may send its newsletter to: looked up, and told with the time at which it was said. Asking the same twice is one.
import { z } from 'zod';
import { StoreRefused, type NewsletterLine } from '../../platform.ts';
import { gidOf } from '../gid.ts';
import { instantOf } from '../orders/amount.ts';
import { refuseOn } from '../rewards/said-no.ts';
import { NEWSLETTER_OF, NEWSLETTER_WORD } from './documents.ts';
import type { GraphqlClient } from './client.ts';

const Known = z.object({
  customer: z
    .object({ defaultEmailAddress: z.object({ marketingState: z.string(), marketingUpdatedAt: z.string().nullable() }).nullable() })
    .nullable(),
});
const Told = z.object({
  told: z.object({ userErrors: z.array(z.object({ code: z.string().nullable(), field: z.array(z.string()).nullable() })) }).nullable(),
});

export function newsletterLine(client: GraphqlClient, readable: <Result>(work: () => Promise<Result>) => Promise<Result>): NewsletterLine {
  return {
    read: (customerId) =>
      readable(async () => {
        const { customer } = await client.ask(NEWSLETTER_OF, { id: gidOf('Customer', customerId) }, Known);
        const address = customer?.defaultEmailAddress ?? null;
        if (address === null) return null;
        const { marketingState, marketingUpdatedAt: at } = address;
        return { subscribed: marketingState === 'SUBSCRIBED', at: at === null ? null : instantOf('marketingUpdatedAt', at) };
      }),
    write: (customerId, subscribed, at) =>
      readable(async () => {
        const said = { marketingState: subscribed ? 'SUBSCRIBED' : 'UNSUBSCRIBED', marketingOptInLevel: 'SINGLE_OPT_IN' };
        const input = {
          customerId: gidOf('Customer', customerId),
          emailMarketingConsent: { ...said, consentUpdatedAt: new Date(at).toISOString() },
        };
        const { told } = await client.ask(NEWSLETTER_WORD, { input }, Told);
        if (told === null) throw new StoreRefused(200, 'neither done nor a reason');
        refuseOn(told.userErrors);
      }),
  };
}
