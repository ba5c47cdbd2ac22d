// Every case, in the order of the table. A new one is a file beside this one and a line here.
import { adminLists } from './admin-lists.ts';
import { appendCold, appendWarm, hotMember } from './append.ts';
import type { BenchCase } from './bench-case.ts';
import { devDbInsert } from './devdb-insert.ts';
import { drainMemory } from './drain-memory.ts';
import { drain, drainRewards } from './drain.ts';
import { dryRun } from './dry-run.ts';
import { ingestHttp, ingestSteady, ingestStore } from './ingest.ts';
import { medici } from './medici.ts';
import { proxyBalance, redeemCase } from './proxy.ts';
import { balanceRead, verify } from './reading.ts';
import { storedDryRun } from './stored-dry-run.ts';

export const CASES: readonly BenchCase[] = [
  ingestHttp,
  ingestSteady,
  ingestStore,
  drain,
  drainRewards,
  drainMemory,
  appendCold,
  appendWarm,
  hotMember,
  medici,
  devDbInsert,
  verify,
  balanceRead,
  proxyBalance,
  redeemCase,
  dryRun,
  storedDryRun,
  adminLists,
];
