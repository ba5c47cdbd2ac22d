// Points for what was bought before the store came to us: only when the merchant says so, and after it was counted what that gives.
import { itemOf, ORDER_TO_SETTLE } from '../inbox/found.ts';
import type { InboxStore, NewItem } from '../inbox/inbox-store.ts';
import { CREDIT_PAST, type CreditPastBody } from '../inbox/request-bodies.ts';
import { HISTORY } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { OrderDesk } from '../orders/order-desk.ts';
import type { StoredOrder } from '../orders/order-store.ts';
import { subjectKey } from '../privacy/subject-key.ts';
import type { OrderHistory } from '../programs/order-history.ts';
import { PROGRAM_LEAD_MS, type StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';

export interface PastCreditOptions {
  readonly history: Pick<OrderHistory, 'between'>;
  readonly desk: Pick<OrderDesk, 'wouldDeserve'>;
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly stores: Pick<StoreRecords, 'update'>;
  readonly directory: Pick<StoreDirectory, 'forget'>;
  readonly clock: () => number;
}

export interface PastCount {
  /** Orders that would give something. */
  readonly orders: number;
  readonly members: number;
  readonly points: number;
  /** False: there are more orders than are counted, so these are the least. */
  readonly whole: boolean;
}

export class PastCredit {
  readonly #options: PastCreditOptions;

  constructor(options: PastCreditOptions) {
    this.#options = options;
  }

  /** What orders placed from an instant on would give if they counted, as if no budget ever ran out. Changes nothing. */
  async count(store: StoreRecord, from: number): Promise<PastCount> {
    const { history, desk } = this.#options;
    const members = new Set<string>();
    let [looked, orders, points] = [0, 0, 0];
    for await (const batch of history.between(store.storeId, from, store.startsAt)) {
      const given = await Promise.all(batch.map((order) => desk.wouldDeserve({ ...store, startsAt: from }, order)));
      batch.forEach(({ memberId }, index) => {
        if (memberId === null || (given[index] ?? 0) === 0) return;
        members.add(memberId);
        orders += 1;
        points += given[index] ?? 0;
      });
      looked += batch.length;
      if (looked >= HISTORY.countedMax) return { orders, members: members.size, points, whole: false };
    }
    return { orders, members: members.size, points, whole: true };
  }

  /** Asks for it; the same wish twice is one. Done by the inbox, in pieces, from wherever it stopped. */
  async ask({ storeId, startsAt }: StoreRecord, from: number, by: string): Promise<void> {
    await this.#options.inbox.insert(creditItem(storeId, { from, until: startsAt, after: null, by }, this.#options.clock()));
  }

  /** One piece of work: the cut-over goes back, and the next orders are to be settled again. */
  async carryOut(store: StoreRecord, body: CreditPastBody): Promise<void> {
    const { inbox, stores, directory, history, clock } = this.#options;
    const { storeId } = store;
    if (body.from < store.startsAt) {
      await stores.update(storeId, { startsAt: body.from });
      directory.forget(storeId);
    }
    // Whoever remembers the old cut-over has forgotten it by then.
    const dueAt = clock() + PROGRAM_LEAD_MS;
    let [taken, last] = [0, body.after ?? body.from];
    for await (const batch of history.between(storeId, last, body.until)) {
      await Promise.all(batch.map((order) => inbox.insert({ ...this.#settle(store, order, body.from), dueAt })));
      taken += batch.length;
      last = batch.at(-1)?.order.placedAt ?? last;
      // Never stops among orders of one instant: the next piece would begin with them for ever.
      if (taken < HISTORY.creditedAtOnce || last === (body.after ?? body.from)) continue;
      await inbox.insert(creditItem(storeId, { ...body, after: last }, clock()));
      return;
    }
  }

  #settle(store: StoreRecord, { orderId }: StoredOrder, from: number): NewItem {
    const about = { kind: 'order', id: orderId } as const;
    const finding = { topic: ORDER_TO_SETTLE, name: `${from}/${orderId}`, body: { orderId }, about };
    return itemOf(store.storeId, finding, this.#options.clock(), subjectKey(store, about));
  }
}

function creditItem(storeId: StoreId, body: CreditPastBody, now: number): NewItem {
  const name = `${body.from}/${body.until}/${body.after ?? 'start'}`;
  const item = { itemId: `credit-${storeId}-${name}`, storeId, origin: 'request', topic: CREDIT_PAST, dedupe: name } as const;
  return { ...item, headers: {}, receivedAt: now, body: Buffer.from(JSON.stringify(body)) };
}
