// The command line, checked: what to run, where, and how much of it.
import { parseArgs } from 'node:util';
import type { Scale } from './cases/bench-case.ts';

const FULL: Scale = {
  rounds: 5,
  concurrency: 64,
  deliveries: 3_000,
  steadyRate: 300,
  steadySeconds: 5,
  proxyRate: 200,
  redemptions: 40,
  backlog: 3_000,
  longBacklog: 100_000,
  appends: 3_000,
  members: 10_000,
  hotAppends: 400,
  mediciAwards: 1_000,
  verifyEntries: 50_000,
  fewMembers: 10_000,
  manyMembers: 100_000,
  reads: 1_500,
};

const QUICK: Scale = {
  ...FULL,
  rounds: 3,
  deliveries: 400,
  steadySeconds: 2,
  redemptions: 12,
  backlog: 200,
  longBacklog: 2_000,
  appends: 400,
  members: 500,
  hotAppends: 60,
  mediciAwards: 200,
  verifyEntries: 5_000,
  fewMembers: 500,
  manyMembers: 5_000,
  reads: 300,
};

/** Small enough to show that every case runs, and to say nothing about speed. */
const TINY: Scale = {
  ...QUICK,
  rounds: 1,
  concurrency: 8,
  deliveries: 20,
  steadySeconds: 0.2,
  redemptions: 2,
  backlog: 20,
  longBacklog: 40,
  appends: 20,
  members: 20,
  hotAppends: 6,
  mediciAwards: 10,
  verifyEntries: 100,
  fewMembers: 10,
  manyMembers: 50,
  reads: 10,
};

export interface BenchOptions {
  readonly json: string | null;
  readonly only: readonly string[];
  readonly uri: string | null;
  readonly scale: Scale;
  readonly profileFolder: string | null;
}

export const HELP = `Usage: npm run bench -- [options]

  --json FILE      write every number to FILE
  --only NAME      run this case (or all whose name begins so); may be repeated
  --uri URI        measure this MongoDB instead of the embedded one (also MONGODB_URI); databases named bench_... are made and dropped
  --quick          smaller rounds: a smoke test, less exact
  --tiny           the smallest rounds: shows that it runs, measures nothing
  --profile DIR    write a CPU profile of every process to DIR
  --members N      members of the larger side of balance-read, and of the shop of proxy-balance (${FULL.manyMembers})
  --backlog N      deliveries in the backlog of drain (${FULL.backlog})
  --long-backlog N deliveries in the backlog of drain-memory (${FULL.longBacklog})
  --rounds N       measured rounds of each case (${FULL.rounds})
  --help           this text`;

function count(text: string | undefined, otherwise: number, name: string): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,7}$/.test(text)) throw new RangeError(`--${name} wants a whole number above 0, not "${text}"`);
  return Number(text);
}

/** Null: only the help was asked for. Throws with what to do about a wrong argument. */
export function readOptions(args: readonly string[], environmentUri: string | undefined): BenchOptions | null {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    json: text,
    uri: text,
    profile: text,
    members: text,
    backlog: text,
    'long-backlog': text,
    rounds: text,
    quick: flag,
    tiny: flag,
    help: flag,
  };
  const { values } = parseArgs({ args: [...args], options: { ...options, only: { type: 'string', multiple: true, default: [] } } });
  if (values.help) return null;
  const base = values.tiny ? TINY : values.quick ? QUICK : FULL;
  const scale = {
    ...base,
    manyMembers: count(values.members, base.manyMembers, 'members'),
    backlog: count(values.backlog, base.backlog, 'backlog'),
    longBacklog: count(values['long-backlog'], base.longBacklog, 'long-backlog'),
    rounds: count(values.rounds, base.rounds, 'rounds'),
  };
  return {
    json: values.json ?? null,
    only: values.only,
    uri: values.uri ?? environmentUri ?? null,
    scale,
    profileFolder: values.profile ?? null,
  };
}
