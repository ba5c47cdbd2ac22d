// The port to the durable inbox: everything that may change points waits here until it is done.
import type { StoreId } from '../loyalty/ids.ts';

/** A webhook as it came, or a request made inside (a merchant's click, a tick of the clock); `body` is what will be understood later. */
export interface NewItem {
  readonly itemId: string;
  readonly storeId: StoreId;
  readonly origin: 'webhook' | 'request' | 'clock';
  readonly topic: string;
  /** Names the event where its sender does; null is never a duplicate. */
  readonly dedupe: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Whom it is about, keyed (privacy/subject-key.ts): an erasure finds it. Left out: it is not known, or about nobody. */
  readonly subject?: string;
  readonly body: Buffer;
  readonly receivedAt: number;
  /** When a worker may take it: at once unless given. Whoever works on its own item at once gives itself a head start. */
  readonly dueAt?: number;
}

export interface InboxItem extends NewItem {
  readonly state: 'new' | 'done' | 'ignored' | 'dead';
  readonly attempts: number;
  readonly dueAt: number;
  readonly doneAt: number | null;
  readonly reason: string | null;
}

/** What an erasure empties: `mentions` is asked of those of which nobody knows whom they are about, and of those that were never understood. */
export interface Purge {
  readonly subjects: readonly string[];
  readonly mentions: (body: Buffer) => boolean;
  /** Only what was received until then. */
  readonly before: number;
  /** The item that asks for it. */
  readonly except: string;
}

export type InsertResult = 'stored' | 'known';

export interface InboxStore {
  /** Resolves when the item is durable. Items that arrive together share a round trip; a bad one fails alone. */
  insert(item: NewItem): Promise<InsertResult>;
  /** Up to `limit` due items nobody else holds, held by `lease` until `leaseUntil`. */
  claim(lease: string, now: number, leaseUntil: number, limit: number): Promise<InboxItem[]>;
  /** One named item that nobody holds, due or not: the way of an interactive request. */
  claimOne(itemId: string, lease: string, now: number, leaseUntil: number): Promise<InboxItem | null>;
  finish(itemIds: readonly string[], lease: string, state: 'done' | 'ignored', reason: string | null, now: number): Promise<void>;
  /** Back to the queue at `dueAt`, or to the dead letters when `dueAt` is null. */
  fail(itemId: string, lease: string, reason: string, dueAt: number | null): Promise<void>;
  /** Gives up held items without counting an attempt: graceful shutdown. */
  release(itemIds: readonly string[], lease: string, now: number): Promise<void>;
  /** A dead (or done) item goes back to the queue, unless it was emptied; says how many did. Null means every dead one of the store. */
  replay(storeId: StoreId, itemId: string | null, now: number): Promise<number>;
  /** Which of these items still wait to be done, tried again or for the first time. */
  waitingAmong(storeId: StoreId, itemIds: readonly string[]): Promise<string[]>;
  get(storeId: StoreId, itemId: string): Promise<InboxItem | null>;
  list(
    storeId: StoreId,
    state: InboxItem['state'] | null,
    before: string | null,
    limit: number,
  ): Promise<{ items: InboxItem[]; next: string | null }>;
  summary(
    storeId: StoreId,
    now: number,
  ): Promise<{ waiting: number; failing: number; dead: number; doneLastDay: number; lastReceivedAt: number | null }>;
  prune(before: number): Promise<number>;
  /** Bodies and headers go; that something came, when, and how it ended stays. What still waited is not worked on any more. Says how many. */
  purge(storeId: StoreId, purge: Purge): Promise<number>;
}
