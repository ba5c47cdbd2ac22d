// The order desk that also asks whether an order came too late for an expiry which it would have put off.
import { OrderDesk, type OrderDeskOptions } from '../orders/order-desk.ts';
import type { LateFacts } from './late-facts.ts';

export class TimelyOrderDesk extends OrderDesk {
  readonly #late: Pick<LateFacts, 'afterOrder'>;

  constructor(options: OrderDeskOptions, late: Pick<LateFacts, 'afterOrder'>) {
    super(options);
    this.#late = late;
  }

  /** Also when nothing was left to settle: whoever settled it before may have died before asking. */
  override async settle(...[store, orderId, cause, seen]: Parameters<OrderDesk['settle']>): ReturnType<OrderDesk['settle']> {
    const written = await super.settle(store, orderId, cause, seen);
    await this.#late.afterOrder(store, orderId, cause);
    return written;
  }
}
