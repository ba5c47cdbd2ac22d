// The HTTP server of the ingest cases: the real app and the real storage, without what deliveries do not touch.
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { z } from 'zod';
import { coreServices } from '../../src/build-services.ts';
import { createApp } from '../../src/api/app.ts';
import type { Services } from '../../src/api/services.ts';
import { readEnv } from '../../src/env.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { addBenchStore } from '../load/deliveries.ts';
import { openBenchCore } from '../load/bench-core.ts';
import { answerParent, ownCpuMicros } from './child.ts';

const startSchema = z.object({ uri: z.string(), database: z.string() });
const notHere = (): Promise<never> => Promise.reject(new Error('the bench sends only deliveries'));
const closing: (() => Promise<unknown>)[] = [];

async function servicesOf(uri: string, database: string): Promise<Services> {
  const { core, connection, platforms } = await openBenchCore(uri, database);
  closing.push(() => connection.close());
  await addBenchStore(core.stores);
  return {
    ...coreServices(core, Date.now),
    env: readEnv({ NODE_ENV: 'test' }),
    log: createLog({ logLevel: 'info' }),
    metrics: createMetrics(),
    platforms,
    adminIdentity: notHere,
    storefrontIdentity: notHere,
    extensionIdentity: notHere,
    ready: () => Promise.resolve(true),
  };
}

async function start(message: unknown): Promise<number> {
  const { uri, database } = startSchema.parse(message);
  const server = createApp(await servicesOf(uri, database)).listen(0, '127.0.0.1');
  // Connections rest between rounds; one that is closed meanwhile would be counted as a failure of the door.
  server.keepAliveTimeout = 600_000;
  await once(server, 'listening');
  closing.unshift(async () => server.closeAllConnections());
  return (server.address() as AddressInfo).port;
}

const answer = (message: unknown): Promise<number> => (message === 'cpu' ? Promise.resolve(ownCpuMicros()) : start(message));

answerParent(answer, async () => {
  for (const close of closing) await close();
});
