// Why a reward's points went back.
import { z } from 'zod';

/**
 * Its time was over; the member or the shop gave it back; its cart was left; the store would not make it; or the order that carried it was
 * refunded, cancelled or changed.
 */
export const returnReason = z.enum(['expired', 'cancelled', 'abandoned', 'failure', 'order']);
export type ReturnReason = z.infer<typeof returnReason>;
