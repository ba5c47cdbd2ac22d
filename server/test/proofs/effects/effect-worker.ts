// A worker that does what is to be done in a shop and freezes at a chosen step, so that its parent can kill it exactly there.
import { pino } from 'pino';
import { createCore, type Core } from '../../../src/core.ts';
import type { StoreConnection } from '../../../src/platforms/platform.ts';
import { shopifyPlatform, type ShopifyPlatform } from '../../../src/platforms/shopify/index.ts';
import { woocommercePlatform } from '../../../src/platforms/woocommerce/index.ts';
import { connectMongo } from '../../../src/storage/mongo/connect.ts';
import { TEST_APP } from '../../builders/platforms.ts';
import { memoryVault } from '../../platforms/shopify-vault.ts';
import { halting, workForParent } from '../process/parent.ts';
import { proofKeys, type EffectStep, type EffectTask } from './steps.ts';

const DEEDS = ['makeCode', 'removeCode', 'giveGiftCard', 'giveStoreCredit'] as const;

function reportDeeds(connection: StoreConnection | null, reached: (step: EffectStep) => void): StoreConnection | null {
  if (connection === null || connection.rewards === null) return connection;
  const { rewards } = connection;
  const reporting = DEEDS.map((name) => {
    const deed = rewards[name] as (...given: unknown[]) => Promise<unknown>;
    const told = async (...given: unknown[]): Promise<unknown> => {
      const answer = await deed(...given);
      reached('asked');
      return answer;
    };
    return [name, told];
  });
  return { ...connection, rewards: { ...rewards, ...(Object.fromEntries(reporting) as Partial<typeof rewards>) } };
}

function reportSteps({ outbox, inbox }: Core, reached: (step: EffectStep) => void): void {
  const [claim, remember, finish] = [outbox.claim.bind(outbox), outbox.remember.bind(outbox), outbox.finish.bind(outbox)];
  const insert = inbox.insert.bind(inbox);
  const then = <T>(step: EffectStep, answer: T): T => {
    reached(step);
    return answer;
  };
  outbox.claim = async (...task) => then('claimed', await claim(...task));
  outbox.remember = async (...memory) => then('remembered', await remember(...memory));
  outbox.finish = async (...done) => then('finished', await finish(...done));
  inbox.insert = async (item) => then('told', await insert(item));
}

function platformAt({ sandboxUrl, storeId, access }: EffectTask, now: () => number): ShopifyPlatform {
  const vault = memoryVault([[storeId, access]]);
  const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
  return shopifyPlatform({ ...TEST_APP, scopes: [], simulatorUrl: sandboxUrl, vault, clock: { now, sleep } });
}

workForParent(async (given) => {
  const task = given as EffectTask;
  const began = Date.now();
  const clock = (): number => task.now + (Date.now() - began);
  const reached = halting(task.halt);
  const shopify = platformAt(task, Date.now);
  const connect: ShopifyPlatform['connect'] = (store) => reportDeeds(shopify.connect(store), reached);
  const connection = await connectMongo(task.uri, task.name);
  const platforms = { shopify: { ...shopify, connect }, woocommerce: woocommercePlatform() };
  const core = createCore({ connection, keys: proofKeys(), clock, log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }), platforms });
  reportSteps(core, reached);
  let taken = 0;
  for (let batch = await core.performer.once(); batch > 0; batch = await core.performer.once()) taken += batch;
  await connection.close();
  return { taken };
});
