// What two deliveries may say about one order: where points go up, go down, end, move to somebody else, or stay.
import { orderId, type MemberId } from '../../../src/loyalty/ids.ts';
import type { OrderState } from '../../../src/loyalty/orders/order-state.ts';
import { aLine, anOrder, aRefund, PLACED } from '../../builders/orders.ts';
import type { Sight } from './desks.ts';

export interface Story {
  readonly what: string;
  /** Seen and settled before the two meet. */
  readonly before: Telling | null;
  readonly sights: readonly [Telling, Telling];
  /** By the newest of them: whose points, and how many. */
  readonly ends: { readonly whose: 'one' | 'other'; readonly points: number };
}

interface Telling {
  readonly version: number;
  readonly change: Partial<OrderState>;
  readonly whose: 'one' | 'other';
}

const tell = (version: number, change: Partial<OrderState> = {}, whose: Telling['whose'] = 'one'): Telling => ({ version, change, whose });

export const STORIES: readonly Story[] = [
  {
    what: 'it is paid and cancelled',
    before: null,
    sights: [tell(1), tell(2, { standing: 'cancelled' })],
    ends: { whose: 'one', points: 0 },
  },
  {
    what: 'it is edited up and partly refunded',
    before: tell(0),
    sights: [tell(1, { lines: [aLine(9_000)] }), tell(2, { lines: [aLine(9_000)], refunds: [aRefund(1_250)] })],
    ends: { whose: 'one', points: 77 },
  },
  {
    what: 'it is paid as a guest and claimed by an account',
    before: null,
    sights: [tell(1), tell(2, {}, 'other')],
    ends: { whose: 'other', points: 45 },
  },
  {
    what: 'it goes to somebody else and comes back for less',
    before: tell(0),
    sights: [tell(1, {}, 'other'), tell(2, { lines: [aLine(2_000)] })],
    ends: { whose: 'one', points: 20 },
  },
  {
    what: 'the same delivery comes twice',
    before: null,
    sights: [tell(1), tell(1)],
    ends: { whose: 'one', points: 45 },
  },
];

export function sightOf({ version, change, whose }: Telling, id: string, members: Record<'one' | 'other', MemberId>): Sight {
  return { order: anOrder({ ...change, orderId: orderId(id), version: PLACED + version }), memberId: members[whose] };
}
