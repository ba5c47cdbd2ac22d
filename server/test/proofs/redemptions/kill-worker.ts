// A worker for which members redeem and give back, and that works on everything else there is, until it is killed.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { cancelReward, redeem } from '../../../src/answer-requests.ts';
import { createCore } from '../../../src/core.ts';
import { releaseRewards } from '../../../src/jobs/release-rewards.ts';
import { memberId, storeId } from '../../../src/loyalty/ids.ts';
import { shopifyPlatform } from '../../../src/platforms/shopify/index.ts';
import { woocommercePlatform } from '../../../src/platforms/woocommerce/index.ts';
import { Keyring } from '../../../src/secrets/keyring.ts';
import { connectMongo } from '../../../src/storage/mongo/connect.ts';
import { TEST_APP } from '../../builders/platforms.ts';
import { accessTo } from '../../builders/sandbox-line.ts';
import { memoryVault } from '../../platforms/shopify-vault.ts';
import { workForParent } from '../process/parent.ts';
import type { Place } from '../process/open-core.ts';

export interface RewardTask extends Place {
  readonly shopUrl: string;
  readonly key: Uint8Array;
  readonly store: string;
  readonly members: readonly string[];
  readonly rewards: readonly string[];
  /** How far the clock of the proof is ahead of the machine's. */
  readonly ahead: number;
}

const oneOf = <T>(all: readonly T[]): T => {
  const one = all[Math.floor(Math.random() * all.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
};

async function opened({ uri, name, shopUrl, key, store, ahead }: RewardTask) {
  const connection = await connectMongo(uri, name);
  const clock = (): number => Date.now() + ahead;
  const sleep = (ms: number) => wait(ms);
  const vault = memoryVault([[storeId(store), await accessTo(shopUrl)]]);
  const shopify = shopifyPlatform({ ...TEST_APP, scopes: [], simulatorUrl: shopUrl, vault, clock: { now: clock, sleep } });
  const keys = new Keyring([{ id: 'proof', key: Buffer.from(key) }]);
  const log = pino({ level: 'silent' });
  return { core: createCore({ connection, keys, clock, log, platforms: { shopify, woocommerce: woocommercePlatform() } }), clock, log };
}

workForParent(async (given) => {
  const task = given as RewardTask;
  const { core, clock, log } = await opened(task);
  const shop = storeId(task.store);
  core.drain.start();
  core.performer.start();
  const visit = async (): Promise<never> => {
    for (;;) {
      const member = memberId(oneOf(task.members));
      const cart = Math.random() < 0.5 ? null : { token: randomUUID(), amountMinor: 5_000 };
      const wish = { storeId: shop, memberId: member, rewardId: oneOf(task.rewards), reservationId: randomUUID(), steps: 1, cart };
      // A shop that is asked too much says so, and then it is the queue's work.
      await redeem(core, wish, clock()).catch(() => null);
      const theirs = await core.redemptions.ofMembers(shop, [member], 20);
      const open = theirs.filter(({ stage }) => stage === 'ready' || stage === 'preparing');
      if (open.length > 0 && Math.random() < 0.3) await cancelReward(core, oneOf(open), clock()).catch(() => null);
      await releaseRewards({ ...core, clock, log });
    }
  };
  return Promise.all([visit(), visit(), visit()]);
});
