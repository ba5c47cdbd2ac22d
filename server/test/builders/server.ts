// The HTTP surface on loopback over a core of its own: what a store's deliveries and a browser meet.
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { coreServices } from '../../src/build-services.ts';
import { createApp } from '../../src/api/app.ts';
import type { Services } from '../../src/api/services.ts';
import { readEnv } from '../../src/env.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { Core } from '../../src/core.ts';
import { aCore, type TestCore } from './core.ts';
import { TEST_APP } from './platforms.ts';

export interface TestServer {
  readonly core: TestCore;
  readonly services: Services;
  readonly url: string;
  close(): Promise<void>;
}

type ServedCore = Core & Pick<TestCore, 'platforms'>;

export function servicesOf(core: TestCore, change: Partial<Services> = {}): Services {
  return servicesAt(core, () => core.time.now, change);
}

/** The same for a core with another clock. */
export function servicesAt(core: ServedCore, clock: () => number, change: Partial<Services> = {}): Services {
  return {
    ...coreServices(core, clock),
    env: readEnv({ SHOPIFY_API_KEY: TEST_APP.clientId, SHOPIFY_API_SECRET: TEST_APP.clientSecret }),
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    platforms: core.platforms,
    devLogin: null,
    adminIdentity: () => Promise.resolve(null),
    storefrontIdentity: () => Promise.resolve(null),
    extensionIdentity: () => Promise.resolve(null),
    ready: () => Promise.resolve(true),
    ...change,
  };
}

export async function aServer(change: Partial<Services> = {}): Promise<TestServer> {
  const core = await aCore();
  const services = servicesOf(core, change);
  const listening = createApp(services).listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    listening.closeAllConnections();
    await new Promise((resolve) => listening.close(resolve));
    await core.database.close();
  };
  return { core, services, url, close };
}
