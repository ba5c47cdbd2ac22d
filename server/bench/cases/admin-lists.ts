// Every list and page of the admin over HTTP, in a shop of a hundred thousand members: one question after the other, as a person asks them.
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { pino } from 'pino';
import { createDevLogin } from '../../src/api/admin/dev-login.ts';
import { createApp } from '../../src/api/app.ts';
import type { Services } from '../../src/api/services.ts';
import { coreServices } from '../../src/build-services.ts';
import { readEnv } from '../../src/env.ts';
import { foldDays } from '../../src/jobs/fold-days.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createIndexes } from '../../src/storage/mongo/indexes.ts';
import { fillShop, MEMBER_IN_THE_MIDDLE, OFFICE_SHOP } from '../load/office-shop.ts';
import { openBenchCore, type BenchCore } from '../load/bench-core.ts';
import { concurrently } from '../load/concurrently.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

const DAY_MS = 86_400_000;

/** Each filter alone, some together, rare and common ones. */
function questions(members: number, now: number): string[] {
  const day = (ago: number): string => encodeURIComponent(new Date(now - ago * DAY_MS).toISOString());
  const one = `/members/${MEMBER_IN_THE_MIDDLE(members)}`;
  const filters = [
    '', 'limit=100', 'search=first12', 'search=f', 'search=p17@', 'search=nobody', 'kind=guest', 'hasDebt=true', 'balanceFrom=4000', 'balanceFrom=4999&kind=guest',
    'balanceTo=5', 'balanceFrom=4999&sort=joined', `joinedFrom=${day(40)}&joinedTo=${day(30)}`, `activeSince=${day(1)}`, `quietSince=${day(10)}&kind=account`,
    'search=first12&balanceFrom=4000',
  ]; // prettier-ignore
  const others = ['/overview', one, `${one}/history`, '/activity', '/audit', '/program/state', '/program/versions', '/inbox', '/inbox/summary', '/staff', '/settings']; // prettier-ignore
  return [...filters.map((filter) => `/members?${filter}`), ...others].map((path) => `/admin/api${path}`);
}

function servicesOf({ core, platforms }: BenchCore): Services & { readonly devLogin: NonNullable<Services['devLogin']> } {
  const devLogin = createDevLogin('the bench logs in as the sandbox does');
  return {
    ...coreServices(core, Date.now),
    env: readEnv({ NODE_ENV: 'test' }),
    log: pino({ level: 'warn' }, pino.destination(2)),
    metrics: createMetrics(),
    platforms,
    devLogin,
    adminIdentity: (bearer) => devLogin.verify(bearer, Date.now()),
    storefrontIdentity: () => Promise.resolve(null),
    extensionIdentity: () => Promise.resolve(null),
    ready: () => Promise.resolve(true),
  };
}

async function listsSide({ uri, database, scale }: Context): Promise<Side> {
  const opened = await openBenchCore(uri, database);
  await createIndexes(opened.connection);
  const services = servicesOf(opened);
  const server = createApp(services).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const who = { storeId: OFFICE_SHOP, userId: 'bench', name: 'Bench', role: 'owner', locale: 'en' } as const;
  const { token } = await services.devLogin.sign(who, Date.now());
  const ask = async (path: string): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
  };
  const paths = questions(scale.manyMembers, Date.now());
  return {
    async prepare(round) {
      if (round > 0) return;
      await fillShop(opened, scale.manyMembers);
      await foldDays({ ...opened.core, clock: Date.now, log: services.log });
    },
    run: () =>
      concurrently(paths.length * Math.max(1, Math.round(scale.reads / 300)), 1, (index) => ask(paths[index % paths.length] ?? '')),
    async close() {
      server.closeAllConnections();
      server.close();
      await opened.connection.close();
    },
  };
}

export const adminLists: BenchCase = {
  name: 'admin-lists',
  subjectIs: 'pages of the admin over HTTP among many members, one after the other',
  baselineIs: null,
  aims: [{ of: 'p99', value: 100 }],
  subject: listsSide,
  baseline: null,
};
