// The HTTP server that shoppers' pages meet: the real app behind the real check of a proxy's signature. Says how long each answer took here.
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { z } from 'zod';
import { coreServices } from '../../src/build-services.ts';
import { createApp } from '../../src/api/app.ts';
import type { Services } from '../../src/api/services.ts';
import { readEnv } from '../../src/env.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics, type Metrics } from '../../src/metrics.ts';
import { ShopifyDoors } from '../../src/shopify-doors.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { shopLine, type ShopAccess } from '../load/shop-line.ts';
import { answerParent, ownCpuMicros } from './child.ts';

/** `shop` null: nothing is asked of a shop. */
const startSchema = z.object({ uri: z.string(), database: z.string(), shop: z.custom<ShopAccess>().nullable() });
const closing: (() => Promise<unknown>)[] = [];
let seconds: number[] = [];

/** As an operator sees it, and every single time. */
function watched(): Metrics {
  const metrics = createMetrics();
  return {
    ...metrics,
    request(...what) {
      metrics.request(...what);
      seconds.push(what[3]);
    },
  };
}

async function servicesOf({ uri, database, shop }: z.infer<typeof startSchema>): Promise<Services> {
  const shopify = shop === null ? undefined : shopLine(shop);
  const { core, connection, platforms } = await openBenchCore(uri, database, shopify);
  closing.push(() => connection.close());
  const doors = new ShopifyDoors({ ...core, shopify: platforms.shopify, clock: Date.now, cameBack: () => undefined, historyCounts: false });
  return {
    ...coreServices(core, Date.now),
    env: readEnv({ NODE_ENV: 'test' }),
    log: createLog({ logLevel: 'info' }),
    metrics: watched(),
    platforms,
    adminIdentity: () => Promise.resolve(null),
    storefrontIdentity: (query) => doors.storefrontIdentity(query),
    extensionIdentity: (bearer) => doors.extensionIdentity(bearer),
    ready: () => Promise.resolve(true),
  };
}

async function start(message: unknown): Promise<number> {
  const server = createApp(await servicesOf(startSchema.parse(message))).listen(0, '127.0.0.1');
  // Connections rest between rounds; one that is closed meanwhile would be counted as a failure of the door.
  server.keepAliveTimeout = 600_000;
  await once(server, 'listening');
  closing.unshift(async () => server.closeAllConnections());
  return (server.address() as AddressInfo).port;
}

/** Those since the last question. */
function took(): number[] {
  const told = seconds;
  seconds = [];
  return told;
}

async function answer(message: unknown): Promise<unknown> {
  if (message === 'cpu') return ownCpuMicros();
  return message === 'took' ? took() : start(message);
}

answerParent(answer, async () => {
  for (const close of closing) await close();
});
