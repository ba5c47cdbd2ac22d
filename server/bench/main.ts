/**
 * `npm run bench`: how fast the product is, as ratios to the database driver's own rate on the same database in the same run. Only loopback;
 * everything it starts is ended and everything it makes in the database is dropped.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BenchCase } from './cases/bench-case.ts';
import { CASES } from './cases/index.ts';
import { dropDatabases, makeDatabase, openEngine, type Engine } from './database.ts';
import { load, machine } from './machine.ts';
import { HELP, readOptions, type BenchOptions } from './options.ts';
import type { CaseResult } from './result.ts';
import { runCase } from './run-case.ts';
import { misses, table } from './table.ts';

type Closable = { close(): Promise<void> };

/** Not the system's temporary folder: that may be memory, and the disk is part of what is measured. */
function makeFolder(): string {
  const parent = resolve(import.meta.dirname, '../../.cache/bench');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'run-'));
}

function chosen({ only }: BenchOptions, engine: Engine): readonly BenchCase[] {
  const unknown = only.filter((name) => !CASES.some((each) => each.name.startsWith(name)));
  if (unknown.length > 0)
    throw new RangeError(`no case is named ${unknown.join(', ')}; there are ${CASES.map(({ name }) => name).join(', ')}`);
  const wanted = CASES.filter(({ name }) => only.length === 0 || only.some((each) => name.startsWith(each)));
  return wanted.filter((each) => (engine.isDevDb ? each.notDevDb : each.onlyDevDb) !== true);
}

interface Bench {
  readonly options: BenchOptions;
  readonly engine: Engine;
  readonly folder: string;
  readonly open: Set<Closable>;
}

/** Results are added as they come, so that a case that fails does not take the others' numbers with it. */
async function runAll({ options, engine, folder, open }: Bench, results: CaseResult[]): Promise<void> {
  const run = `bench_${process.pid}_${randomBytes(3).toString('hex')}`;
  open.add({ close: () => dropDatabases(engine.uri, run) });
  for (const bench of chosen(options, engine)) {
    const startedAt = Date.now();
    const database = `${run}_${bench.name.replaceAll('-', '_')}`;
    await makeDatabase(engine.uri, database);
    results.push(await runCase(bench, engine, { uri: engine.uri, database, folder, scale: options.scale }, open));
    await dropDatabases(engine.uri, database);
    process.stderr.write(`${bench.name}: ${Math.round((Date.now() - startedAt) / 1_000)} s\n`);
  }
}

function report({ options, engine }: Bench, results: readonly CaseResult[], startedAt: number, loadBefore: readonly number[]): void {
  const where = machine();
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  const missed = misses(results);
  const facts = `${engine.name}; ${where.cores} cores (${where.cpu}), node ${where.node}, load ${loadBefore[0]} before and ${load()[0]} after`;
  const how = `median of ${options.scale.rounds} interleaved rounds, ${options.scale.concurrency} concurrent, ${seconds} s in all`;
  console.log(`\n${table(results)}\n\n${facts}; ${how}.`);
  console.log(missed.length === 0 ? '\nEvery aim was reached.' : `\nMissed:\n${missed.map((each) => `- ${each}`).join('\n')}`);
  if (options.json === null) return;
  const numbers = {
    startedAt: new Date(startedAt).toISOString(),
    seconds,
    engine: engine.name,
    machine: where,
    loadBefore,
    loadAfter: load(),
  };
  writeFileSync(options.json, `${JSON.stringify({ ...numbers, scale: options.scale, missed, cases: results }, null, 2)}\n`);
}

/** Ends what was opened, newest first: children before the databases they use, those before their server. */
async function closeAll(open: Set<Closable>): Promise<void> {
  for (const each of [...open].toReversed()) {
    open.delete(each);
    await each.close().catch((error: unknown) => process.stderr.write(`while ending: ${String(error)}\n`));
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env['MONGODB_URI']);
  if (options === null) return console.log(HELP);
  if (options.profileFolder !== null) process.execArgv.push('--cpu-prof', '--cpu-prof-dir', resolve(options.profileFolder));
  const [startedAt, loadBefore, folder] = [Date.now(), load(), makeFolder()];
  const open = new Set<Closable>([{ close: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })) }]);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void closeAll(open).finally(() => process.exit(130)));
  try {
    const engine = await openEngine(options.uri, folder);
    open.add(engine);
    const results: CaseResult[] = [];
    const bench = { options, engine, folder, open };
    await runAll(bench, results).finally(() => report(bench, results, startedAt, loadBefore));
  } finally {
    await closeAll(open);
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
