// A shop over HTTP, an outbox on a database, and workers between them that can die at any step. Nothing here is in place of anything of ours.
import { pino } from 'pino';
import { storeId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Effect } from '../../src/outbox/outbox-store.ts';
import { Performer } from '../../src/outbox/performer.ts';
import { tellInside } from '../../src/outbox/tell.ts';
import type { RewardLine, StoreConnection } from '../../src/platforms/platform.ts';
import { aCore, type CoreChoices, type TestCore } from '../builders/core.ts';
import { aSandboxLine, type SandboxLine } from '../builders/sandbox-line.ts';

/** Where a worker dies: right after this, before anything else. */
export type Step = 'claimed' | 'remembered' | 'asked' | 'told' | 'finished';
export const STEPS: readonly Step[] = ['claimed', 'remembered', 'asked', 'told', 'finished'];

interface Told {
  readonly topic: string;
  readonly body: unknown;
}

export interface OutboxWorld {
  readonly core: TestCore;
  readonly shop: SandboxLine;
  readonly store: StoreId;
  /** A worker of its own, as another process would have it. */
  worker(diesAfter?: Step, connection?: StoreConnection | null): Performer;
  /** Works until nothing is due. */
  performAll(worker?: Performer): Promise<void>;
  /** Time passes, and what became due in it is worked on. */
  later(ms: number): Promise<void>;
  /** Of an effect that is asked for now: whose it is and when it is due. */
  asked(): { storeId: StoreId; createdAt: number; dueAt: number };
  effect(effectId: string): Promise<Effect>;
  /** What was told inside: topic and body, oldest first. */
  told(): Promise<Told[]>;
  /** What was told of one reward. */
  toldOf(reservationId: string): Promise<Told[]>;
  close(): Promise<void>;
}

const never = new Promise<never>(() => undefined);

/** A process that is gone says nothing more, to nobody. */
async function goneAfter<T>(dies: boolean, work: Promise<T>): Promise<T> {
  const value = await work;
  return dies ? never : value;
}

async function toldTo(inbox: TestCore['inbox'], store: StoreId): Promise<Told[]> {
  const { items } = await inbox.list(store, null, null, 100);
  return items.toReversed().map(({ topic, body }) => ({ topic, body: JSON.parse(body.toString('utf8')) as unknown }));
}

export async function anOutboxWorld({ mail }: { readonly mail?: CoreChoices['mail'] } = {}): Promise<OutboxWorld> {
  const shop = await aSandboxLine(storeId('tea'));
  const core = await aCore({ shopify: shop.platform, ...(mail ? { mail } : {}) });
  const { storeId: id, domain, url } = shop.store;
  const store = await core.addStore({ storeId: id, platform: 'shopify', credentials: {}, domain, url });
  core.time.now = Date.now();
  const { inbox, outbox, directory } = core;
  const clock = (): number => core.time.now;

  function worker(diesAfter?: Step, connection: StoreConnection | null = shop.connection): Performer {
    const dies = <T>(step: Step, work: Promise<T>): Promise<T> => goneAfter(step === diesAfter, work);
    const rewards = connection?.rewards ?? null;
    const dyingLine = rewards === null ? null : new Proxy(rewards, { get: (line, name: keyof RewardLine) => asking(line, name) });
    const asking = (line: RewardLine, name: keyof RewardLine) => {
      const method = line[name] as (...given: unknown[]) => Promise<unknown>;
      const deed = name === 'makeCode' || name === 'removeCode' || name === 'giveGiftCard' || name === 'giveStoreCredit';
      return deed ? (...given: unknown[]) => dies('asked', method(...given)) : method;
    };
    const dyingOutbox = new Proxy(outbox, {
      get(kept, name: keyof typeof outbox) {
        const method = (kept[name] as (...given: unknown[]) => Promise<unknown>).bind(kept);
        const step = ({ claim: 'claimed', remember: 'remembered', finish: 'finished' } as Record<string, Step>)[name];
        return step === undefined ? method : (...given: unknown[]) => dies(step, method(...given));
      },
    });
    return new Performer({
      outbox: dyingOutbox,
      kinds: core.kinds,
      directory,
      connect: () => (connection === null ? null : { ...connection, rewards: dyingLine }),
      tell: (...given) => dies('told', tellInside({ inbox, clock }, ...given)),
      hear: () => Promise.resolve(),
      wakeInbox: () => undefined,
      clock,
      log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    });
  }

  const performAll = async (performer = worker()): Promise<void> => {
    while ((await performer.once()) > 0);
  };
  return {
    core,
    shop,
    store,
    worker,
    performAll,
    async later(ms) {
      core.time.now += ms;
      await performAll();
    },
    asked: () => ({ storeId: store, createdAt: core.time.now, dueAt: core.time.now }),
    async effect(effectId) {
      const effect = await outbox.read(store, effectId);
      if (effect === null) throw new Error(`no effect ${effectId}`);
      return effect;
    },
    told: () => toldTo(inbox, store),
    toldOf: async (reservationId) =>
      (await toldTo(inbox, store)).filter(({ body }) => (body as { reservationId?: string }).reservationId === reservationId),
    async close() {
      await shop.close();
      await core.database.close();
    },
  };
}
