// Sends a mail: the one effect that is not done in the store. A mail goes out once: that it is being handed over is written down first, and taken back
// only when it certainly was not. Whatever was handed over and never answered is for a person to look at, under the Message-ID that every try carries.
import { z } from 'zod';
import { memberId } from '../../loyalty/ids.ts';
import { MailUnclear } from '../../mail/mailer.ts';
import type { Postman } from '../../mail/postman.ts';
import { effectKind, Unclear, type EffectKind } from '../effect.ts';

/** `to`: an address that somebody typed; left out: the member's own. */
const to = z.object({ email: z.string(), locale: z.enum(['en', 'fa', 'he']) });
const body = z.object({
  memberId: z.string(),
  to: to.optional(),
  template: z.string(),
  values: z.record(z.string(), z.unknown()),
  until: z.number(),
});
export type SendMailBody = z.infer<typeof body>;

const memory = z.object({ handedAt: z.number().nullable() });

export const SEND_MAIL = 'send-mail';

export function sendMail(postman: Pick<Postman, 'deliver' | 'lost'>): EffectKind {
  return effectKind<SendMailBody>({
    kind: SEND_MAIL,
    schema: body,
    // A server that is away, or not there yet, is waited for until the news is old.
    patient: true,

    async perform(wanted, { store, effectId, memory: before, remember, now }) {
      if (before !== null && memory.parse(before).handedAt !== null) {
        await postman.lost(store, effectId);
        throw new Unclear('it was handed over, and whether it was taken is not known');
      }
      const handing = (): Promise<void> => remember({ handedAt: now() });
      const notHanded = (): Promise<void> => remember({ handedAt: null });
      const { template, values, until } = wanted;
      try {
        await postman.deliver({
          store,
          mailId: effectId,
          template,
          memberId: memberId(wanted.memberId),
          ...(wanted.to === undefined ? {} : { to: wanted.to }),
          values,
          until,
          handing,
          notHanded,
        });
      } catch (error) {
        throw error instanceof MailUnclear ? new Unclear(error.message) : error;
      }
      return null;
    },

    refused: () => null,
  });
}
