// What is asked from inside: a merchant's click, a tick of the clock. They go through the same door as a store's deliveries.
import { z } from 'zod';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { hashOfIntention } from '../ledger/hash.ts';
import { entryKey, memberId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { isRefused, type Refused } from '../loyalty/refusal.ts';
import type { InboxItem } from './inbox-store.ts';

export const ADJUST = 'request/adjust';
export const EXPIRE = 'clock/expire';

const adjustBody = z.object({ memberId: z.string(), points: z.int(), requestId: z.string(), by: z.string() });
const expireBody = z.object({ memberId: z.string(), dueAt: z.number() });
export type AdjustBody = z.infer<typeof adjustBody>;
export type ExpireBody = z.infer<typeof expireBody>;

export const adjustKey = (requestId: string) => entryKey(`adjust:${requestId}`);

export interface RequestOptions {
  readonly ledger: Ledger;
  readonly entries: LedgerStore;
  readonly appended: (entry: Entry) => Promise<void>;
}

/** Carries out one request; the answer is what the asker is told. */
export class Requests {
  readonly #options: RequestOptions;

  constructor(options: RequestOptions) {
    this.#options = options;
  }

  async carryOut(item: InboxItem): Promise<Entry | Refused> {
    const body: unknown = JSON.parse(item.body.toString('utf8'));
    switch (item.topic) {
      case ADJUST:
        return this.#adjust(item, adjustBody.parse(body));
      case EXPIRE:
        return this.#expire(item, expireBody.parse(body));
      default:
        throw new Error(`nobody here understands "${item.topic}"`);
    }
  }

  async #adjust(item: InboxItem, body: AdjustBody): Promise<Entry | Refused> {
    const { storeId } = item;
    const explain = JSON.stringify({ rule: 'adjustment', noteId: body.requestId, by: body.by });
    const intention = {
      command: { kind: 'adjust', ref: body.requestId, points: body.points, expiresAt: null, approvedBy: body.by, explain } as const,
      key: adjustKey(body.requestId),
      inputHash: hashOfIntention('adjust', storeId, body.memberId, body.points),
    };
    return this.#append(item, body.memberId, () => intention);
  }

  async #expire(item: InboxItem, body: ExpireBody): Promise<Entry | Refused> {
    const intention = {
      command: { kind: 'expire' } as const,
      key: entryKey(`expire:${body.memberId}:${body.dueAt}`),
      inputHash: hashOfIntention('expire', item.storeId, body.memberId, body.dueAt),
    };
    return this.#append(item, body.memberId, () => intention);
  }

  async #append(item: InboxItem, member: string, intend: Parameters<Ledger['append']>[0]['intend']): Promise<Entry | Refused> {
    const answer = await this.#options.ledger.append({ storeId: item.storeId, memberId: memberId(member), cause: item.itemId, intend });
    if (isRefused(answer)) return answer;
    await this.#options.appended(answer.entry);
    return answer.entry;
  }
}
