// Once for all files: the plugin is built, the shop and our server are started, and ended by their ids, also when something failed.
import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPlugin, pluginFolder } from '../../../extensions/woocommerce/build.ts';
import { makeHousehold, type Household } from '../../e2e/harness/household.ts';
import { makeCertificate } from './certificate.ts';
import { openLine, type Line } from './line.ts';
import { endStore, startStore } from './store-process.ts';
import type { Running } from './store-facts.ts';

type Ending = () => Promise<void>;

/** All of it, the last begun first; one that fails does not keep the others. */
async function endAll(endings: Ending[]): Promise<void> {
  const failed: unknown[] = [];
  for (const end of endings.toReversed()) await end().catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, 'not everything could be ended');
}

/** It is told nothing: it hears when this process is gone. */
function guard(run: string): void {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'guard.ts'), run], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
}

async function startServer(line: Line, certificate: string, endings: Ending[]): Promise<Household> {
  const household = await makeHousehold('woo', { APP_URL: line.url, NODE_EXTRA_CA_CERTS: certificate });
  endings.push(() => household.end());
  line.leadTo(Number(new URL(household.admin).port));
  await household.start();
  return household;
}

async function begin(endings: Ending[]): Promise<Running> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'lasting-woo-')));
  // Shop and database run as users of their own; what is ours in it stays ours.
  await chmod(folder, 0o711);
  endings.push(() => rm(folder, { recursive: true, force: true }));
  const own = join(folder, 'own');
  const run = join(folder, 'run');
  await mkdir(own, { mode: 0o700 });
  await buildPlugin();
  const certificate = await makeCertificate(own);
  const line = await openLine(certificate);
  endings.push(() => line.close());
  endings.push(() => endStore(run));
  guard(run);
  const [store, { shop, admin, dataDir, env }] = await Promise.all([
    startStore(run, pluginFolder),
    startServer(line, certificate.file, endings),
  ]);
  await cp(join(import.meta.dirname, 'probe.php'), join(run, 'site/wp-content/mu-plugins/lasting-probe.php'));
  return { store, server: line.url, control: line.control, household: { shop, admin, dataDir, env } };
}

const endings: Ending[] = [];

/** Without prepared sources nothing is started: every scenario is then skipped by name. */
export async function setup(project: TestProject): Promise<void> {
  if (!process.env['WOO_SRC']) return;
  // Whoever stops Vitest stops the shop with it.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void teardown().finally(() => process.exit(1)));
  try {
    project.provide('woo', await begin(endings));
  } catch (error) {
    await teardown();
    throw error;
  }
}

/** Once, whoever asks. */
export async function teardown(): Promise<void> {
  await endAll(endings.splice(0));
}
