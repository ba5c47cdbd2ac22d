// What shoppers ask through the shop's own address: their balance at a steady rate, and a reward from the tap to its code.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { STOREFRONT_ENDPOINTS } from '../../src/contract/index.ts';
import { createIndexes } from '../../src/storage/mongo/indexes.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { concurrently, percentile } from '../load/concurrently.ts';
import { HttpLoad } from '../load/http-load.ts';
import { getOf, signedQuery } from '../load/proxy-requests.ts';
import { fillProxyShop, OLD_FRIENDS, PROXY_DOMAIN } from '../load/proxy-shop.ts';
import { aRedeemShop } from '../load/redeem-shop.ts';
import { steadily } from '../load/steadily.ts';
import { Child } from '../process/child.ts';
import type { BenchCase, Context, Sample, Side } from './bench-case.ts';

const shopProcess = (): Child => new Child(new URL('../process/shop-process.ts', import.meta.url), 'the app');
const seconds = z.array(z.number());

async function serverP95Ms(app: Child): Promise<number> {
  return (
    percentile(
      seconds.parse(await app.ask('took')).toSorted((a, b) => a - b),
      0.95,
    ) * 1_000
  );
}

const cpuOf = async (app: Child): Promise<number> => z.number().parse(await app.ask('cpu'));

/** Every second one has a history; the others are anybody. Members of the shop are numbered, and so are its customers. */
function customerAt(index: number, members: number): string {
  const spread = (index * 7_919) % members;
  return String(index % 2 === 0 ? spread % Math.min(OLD_FRIENDS, Math.ceil(members / 2)) : spread);
}

async function balanceSide({ uri, database, scale }: Context): Promise<Side> {
  const opened = await openBenchCore(uri, database);
  await createIndexes(opened.connection);
  const app = shopProcess();
  const count = Math.round(scale.proxyRate * scale.steadySeconds);
  let load: HttpLoad | null = null;
  let ready: Buffer[] = [];
  const open = async (): Promise<HttpLoad> =>
    HttpLoad.open(z.number().parse(await app.ask({ uri, database, shop: null })), scale.concurrency);
  const ask = async (index: number): Promise<void> => {
    const request = ready[index];
    const status = request === undefined ? undefined : await load?.send(request);
    if (status !== 200) throw new Error(`a shopper was answered with ${status ?? 'nothing'}`);
  };
  return {
    async prepare(round) {
      if (round === 0) await fillProxyShop(opened, scale.manyMembers);
      load ??= await open();
      // Only now: a signature is old after a minute and a half.
      ready = Array.from({ length: count }, (_, index) =>
        getOf('/proxy/me', PROXY_DOMAIN, customerAt(round * count + index, scale.manyMembers)),
      );
      await app.ask('took');
    },
    run: async () => ({ ...(await steadily(count, scale.proxyRate, ask)), serverP95Ms: await serverP95Ms(app) }),
    cpuMicros: () => cpuOf(app),
    async close() {
      load?.close();
      await app.close();
      await opened.connection.close();
    },
  };
}

async function redeemSide({ uri, database, scale }: Context): Promise<Side> {
  const opened = await openBenchCore(uri, database);
  await createIndexes(opened.connection);
  const shop = await aRedeemShop(opened, scale.redemptions * (scale.rounds + 1));
  const app = shopProcess();
  const port = z.number().parse(await app.ask({ uri, database, shop: shop.access }));
  const redeem = async (customerId: string | undefined): Promise<void> => {
    if (customerId === undefined) throw new Error('nobody is left who has points');
    const body = JSON.stringify({ requestId: randomUUID(), rewardId: shop.rewardId, steps: 1, cart: null });
    const headers = { 'content-type': 'application/json' };
    const path = `/proxy/redeem?${signedQuery(shop.domain, customerId)}`;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`redeeming was answered with ${answer.status}: ${text}`);
    const { reward } = STOREFRONT_ENDPOINTS.redeem.answer.parse(JSON.parse(text));
    if (reward.state !== 'ready') throw new Error(`a reward is ${reward.state} and not ready`);
  };
  let first = 0;
  const run = async (): Promise<Sample> => {
    const sample = await concurrently(scale.redemptions, REDEEMING_AT_ONCE, (index) => redeem(shop.customers[first + index]));
    return { ...sample, serverP95Ms: await serverP95Ms(app) };
  };
  return {
    async prepare(round) {
      first = round * scale.redemptions;
      await app.ask('took');
    },
    run,
    cpuMicros: () => cpuOf(app),
    async close() {
      await app.close();
      await shop.close();
      await opened.connection.close();
    },
  };
}

const REDEEMING_AT_ONCE = 4;

export const proxyBalance: BenchCase = {
  name: 'proxy-balance',
  subjectIs: "a shopper's own page through the app proxy at a steady rate among many members, timed from when it was due",
  baselineIs: null,
  aims: [{ of: 'server-p95', value: 25 }],
  subject: balanceSide,
  baseline: null,
};

export const redeemCase: BenchCase = {
  name: 'redeem',
  subjectIs: `a reward through the app proxy, from the tap to a code that the sandbox shop has, ${REDEEMING_AT_ONCE} at once`,
  baselineIs: null,
  aims: [],
  subject: redeemSide,
  baseline: null,
};
