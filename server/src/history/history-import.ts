// A store's past, brought in: its accounts, so that who they are is known, and its orders, each through the inbox and the order desk like any other. Orders
// placed before the store came to us deserve nothing, so an import gives no points by itself.
//
// Where it is stands in one document, written after every page; what was read twice is one item, because items are named by what they tell.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { itemOf, ORDER_DIFFERS, PAST_CUSTOMER, PAST_ORDER, type Finding } from '../inbox/found.ts';
import type { InboxStore } from '../inbox/inbox-store.ts';
import { HISTORY } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { MemberRegistry } from '../members/registry.ts';
import { StoreRefused, StoreUnreachable, Unreadable, type PastPage, type PastThing, type StoreConnection } from '../platforms/platform.ts';
import { subjectKey } from '../privacy/subject-key.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { HistoryImport, ImportProblem, ImportStore } from './import-store.ts';

export interface HistoryImportsOptions {
  readonly imports: ImportStore;
  readonly inbox: Pick<InboxStore, 'insert' | 'waitingAmong'>;
  readonly registry: Pick<MemberRegistry, 'isNews'>;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  readonly clock: () => number;
  readonly log: Logger;
}

export class HistoryImports {
  readonly #options: HistoryImportsOptions;

  constructor(options: HistoryImportsOptions) {
    this.#options = options;
  }

  of(storeId: StoreId): Promise<HistoryImport | null> {
    return this.#options.imports.get(storeId);
  }

  canBeAsked(store: StoreRecord): boolean {
    return this.#options.connect(store) !== null;
  }

  /** False while one runs. A second import finds what is known already, and changes nothing but what is not. */
  async start(storeId: StoreId): Promise<boolean> {
    const { imports, clock } = this.#options;
    const now = clock();
    const nothing = { customers: 0, orders: 0, of: null, page: [], failures: 0, problem: null, position: null };
    const run = { importId: randomUUID(), state: 'running', startedAt: now, endedAt: null, reading: 'customers', nextAt: now } as const;
    return imports.start(storeId, { ...run, ...nothing });
  }

  /** False when none runs. What was read stays. */
  async cancel(storeId: StoreId): Promise<boolean> {
    const { imports, clock } = this.#options;
    const run = await imports.get(storeId);
    if (run?.state !== 'running') return false;
    return imports.goOn(storeId, run.importId, { state: 'cancelled', endedAt: clock() });
  }

  /** What the store prepared is ready: no need to wait longer. */
  async ready(storeId: StoreId): Promise<void> {
    const { imports, clock } = this.#options;
    const run = await imports.get(storeId);
    if (run?.state === 'running' && run.problem === null) await imports.goOn(storeId, run.importId, { nextAt: clock() });
  }

  /** One page. False: there is nothing to be done now. */
  async step(store: StoreRecord): Promise<boolean> {
    const { storeId } = store;
    const run = await this.#options.imports.get(storeId);
    if (run?.state !== 'running' || run.nextAt > this.#options.clock()) return false;
    const waiting = await this.#options.inbox.waitingAmong(storeId, run.page);
    if (waiting.length > HISTORY.waitingMax) return this.#later(storeId, run, HISTORY.waitForInboxMs);
    try {
      return await this.#read(store, run);
    } catch (error) {
      return this.#failed(storeId, run, error);
    }
  }

  async #read(store: StoreRecord, run: HistoryImport): Promise<boolean> {
    const { connect, imports, clock, log } = this.#options;
    const line = connect(store);
    if (line === null) throw new StoreRefused(0, 'this store gave no access');
    const page = await line.history(run.position);
    const { storeId } = store;
    const items = await this.#take(store, run, page);
    const { next, reading, of, waitMs } = page;
    const counted = { [reading]: run[reading] + page.things.length };
    const done = next === null ? ({ state: 'done', endedAt: clock() } as const) : {};
    const told = { position: next, reading, of, page: items, failures: 0, problem: null, nextAt: clock() + waitMs };
    const goesOn = await imports.goOn(storeId, run.importId, { ...told, ...counted, ...done });
    if (next === null) log.info({ storeId, customers: run.customers, orders: run.orders }, 'the past of a store was brought in');
    return goesOn && next !== null && waitMs === 0;
  }

  /** The ids of the items of this page, whoever put them in. */
  async #take(store: StoreRecord, run: HistoryImport, { things, readAt }: PastPage): Promise<string[]> {
    const { inbox, clock, registry } = this.#options;
    const isNews = await Promise.all(things.map(async (thing) => thing.kind !== 'customer' || registry.isNews(store, thing.customer)));
    const findings = things.filter((_, index) => isNews[index]).map((thing) => findingOf(thing, run.importId, readAt));
    const items = findings.map((finding) => itemOf(store.storeId, finding, clock(), subjectKey(store, finding.about)));
    await Promise.all(items.map((item) => inbox.insert(item)));
    return items.map(({ itemId }) => itemId);
  }

  async #later(storeId: StoreId, { importId }: HistoryImport, waitMs: number): Promise<boolean> {
    await this.#options.imports.goOn(storeId, importId, { nextAt: this.#options.clock() + waitMs });
    return false;
  }

  async #failed(storeId: StoreId, run: HistoryImport, error: unknown): Promise<boolean> {
    const { imports, clock, log } = this.#options;
    const problem = problemOf(error);
    if (problem === null) throw error;
    const failures = run.failures + 1;
    const ends = problem.kind === 'refused' || failures >= HISTORY.failuresMax;
    const asked = error instanceof StoreUnreachable ? (error.retryAfterMs ?? 0) : 0;
    const wait = Math.min(Math.max(asked, HISTORY.firstRetryMs * 2 ** run.failures), HISTORY.longestRetryMs);
    const state = ends ? ({ state: 'failed', endedAt: clock() } as const) : {};
    await imports.goOn(storeId, run.importId, { failures, problem, nextAt: clock() + wait, ...state });
    log.warn({ storeId, err: error, failures }, 'the past of a store could not be read further');
    return false;
  }
}

function findingOf(thing: PastThing, importId: string, readAt: number): Finding {
  switch (thing.kind) {
    case 'customer': {
      const { externalId: id } = thing.customer;
      return { topic: PAST_CUSTOMER, name: `${importId}/${id}`, body: thing.customer, about: { kind: 'customer', id } };
    }
    case 'order': {
      const { order, customer } = thing;
      const { orderId: id } = order;
      return { topic: PAST_ORDER, name: `${importId}/${id}`, body: { order, customer, readAt }, about: { kind: 'order', id } };
    }
    case 'named': {
      const { orderId: id } = thing;
      return { topic: ORDER_DIFFERS, name: `${importId}/${id}`, body: { orderId: id }, about: { kind: 'order', id } };
    }
  }
}

/** Null: not the store's failure but ours. */
function problemOf(error: unknown): ImportProblem | null {
  if (error instanceof StoreUnreachable) return { kind: 'unreachable', detail: error.message };
  return error instanceof StoreRefused || error instanceof Unreadable ? { kind: 'refused', detail: error.message } : null;
}
