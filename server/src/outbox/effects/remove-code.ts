// Takes a code away and asks which orders carry it. Points go back on what this tells, so nothing is told before the store has confirmed both: a
// store that cannot be asked keeps it waiting, for as long as that lasts.
import { z } from 'zod';
import { CODE_REMOVED, type CodeRemovedBody } from '../../inbox/request-bodies.ts';
import { effectKind } from '../effect.ts';
import { codesOf } from '../rewards-of.ts';

const body = z.object({ reservationId: z.string(), code: z.string() });
export type RemoveCodeBody = z.infer<typeof body>;

export const removeCode = effectKind<RemoveCodeBody>({
  kind: 'remove-code',
  schema: body,
  lane: ({ reservationId }) => `code/${reservationId}`,
  patient: true,
  outlivesErasure: true,

  async perform({ reservationId, code }, performing) {
    const codes = codesOf(performing);
    await codes.removeCode(code);
    // Only now: whoever used it before it was gone is among them.
    const orderIds = [...(await codes.ordersWithCode(code))];
    return { topic: CODE_REMOVED, body: { reservationId, orderIds } satisfies CodeRemovedBody };
  },

  refused: () => 'dead',
});
