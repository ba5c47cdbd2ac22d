// Starts a process: `all` (default), `server` or `worker`. The only file with a side effect on import.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { createApp } from './api/app.ts';
import { buildServices } from './build-services.ts';
import { EnvProblem, readEnv, type Env } from './env.ts';
import { startAdvancingTiers } from './jobs/advance-tiers.ts';
import { startCelebratingBirthdays } from './jobs/birthdays.ts';
import { startClock } from './jobs/clock.ts';
import { startFoldingDays } from './jobs/fold-days.ts';
import { startImportingHistory } from './jobs/import-history.ts';
import { startAskingForMembersPrices } from './jobs/members-prices.ts';
import { startNightly } from './jobs/nightly.ts';
import { startOfferingAccounts } from './jobs/offer-accounts.ts';
import { startReconciling } from './jobs/reconcile.ts';
import { startReleasingRewards } from './jobs/release-rewards.ts';
import { startSettlingReferrals } from './jobs/settle-referrals.ts';
import { startAllowanceSweep } from './jobs/sweep-allowances.ts';
import { startSweepingOffers } from './jobs/sweep-offers.ts';
import { startSweepingMemberFacts } from './jobs/sweep-member-facts.ts';
import { startWarningOfExpiry } from './jobs/warn-of-expiry.ts';
import { createLog } from './log.ts';
import { installSandboxShop } from './sandbox-shop.ts';
import { buildCore, GuaranteeMissing, type BuiltCore } from './wiring.ts';

/** After this, connections that are still open are cut: a browser's keep-alive must not hold up a restart. */
const CLOSE_WITHIN_MS = 5_000;

/** Whoever sends slower than this holds a connection and gives nothing. */
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;

interface Running {
  readonly server: Server | null;
  readonly core: BuiltCore;
  readonly stopJobs: () => void;
  readonly log: Logger;
}

async function listen(env: Env, core: BuiltCore, log: Logger): Promise<Server> {
  const { services, doors } = buildServices(env, core, log);
  const server = createApp(services).listen(env.port, env.host);
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  if (env.mode === 'sandbox' && env.shopify.simUrl !== null) void installSandboxShop(env.shopify.simUrl, doors, log);
  return server;
}

async function start(env: Env & { readonly mongodbUri: string }, log: Logger): Promise<Running> {
  const core = await buildCore(env, log);
  const server = env.role === 'worker' ? null : await listen(env, core, log);
  const works = env.role !== 'server';
  if (works) {
    core.drain.start();
    core.performer.start();
  }
  core.memberFacts.start();
  core.funnel.start();
  const needs = { ...core, log };
  const jobs = works
    ? [
        startClock(needs),
        startNightly(needs),
        startFoldingDays(needs),
        startAllowanceSweep(needs),
        startAdvancingTiers(needs),
        startReconciling(needs),
        startReleasingRewards(needs),
        startSettlingReferrals(needs),
        startImportingHistory(needs),
        startSweepingMemberFacts(needs),
        startSweepingOffers(needs),
        startWarningOfExpiry(needs),
        startCelebratingBirthdays(needs),
        startOfferingAccounts(needs),
        startAskingForMembersPrices(needs),
      ]
    : [];
  const stopJobs = (): void => jobs.forEach((stopJob) => stopJob());
  const url = server === null ? null : `http://${env.host}:${(server.address() as AddressInfo).port}`;
  log.info({ url, admin: url, role: env.role, mode: env.mode }, 'ready');
  return { server, core, stopJobs, log };
}

/** Stop accepting, finish what is being worked on, close. */
async function stop({ server, core, stopJobs, log }: Running): Promise<void> {
  log.info('stopping');
  stopJobs();
  const closed = server === null ? Promise.resolve() : new Promise((resolve) => server.close(resolve));
  server?.closeIdleConnections();
  const cut = setTimeout(() => server?.closeAllConnections(), CLOSE_WITHIN_MS);
  await closed;
  clearTimeout(cut);
  await core.performer.stop();
  await core.drain.stop();
  // Whom the last work was about.
  await core.memberFacts.stop();
  await core.funnel.stop();
  await core.close();
  log.info('stopped');
}

function stopOnSignals(running: Running): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop(running).then(() => process.exit(0), (error: unknown) => {
        running.log.fatal({ err: error }, 'could not stop cleanly');
        process.exit(1);
      }); // prettier-ignore
    });
  }
}

function environment(): Env & { readonly mongodbUri: string } {
  const env = readEnv();
  if (env.mongodbUri === null)
    throw new EnvProblem(['MONGODB_URI is missing: give one, or use `npm start`, which brings a database for trying.']);
  return { ...env, mongodbUri: env.mongodbUri };
}

try {
  const env = environment();
  stopOnSignals(await start(env, createLog(env)));
} catch (error) {
  const expected = error instanceof EnvProblem || error instanceof GuaranteeMissing;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
