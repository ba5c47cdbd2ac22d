// Spreads random lives over the machine's cores; every worker has a seed of its own.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Outcome } from './run.ts';

export interface Share {
  readonly sequences: number;
  readonly seed: number;
}

export function runOnAllCores(sequences: number, seed: number, cores: number = availableParallelism()): Promise<Outcome[]> {
  const share = Math.ceil(sequences / cores);
  return Promise.all(Array.from({ length: cores }, (_, n) => runShare({ sequences: share, seed: (seed + n) % 0x7fff_ffff })));
}

async function runShare(share: Share): Promise<Outcome> {
  const worker = new Worker(new URL('share-worker.ts', import.meta.url), { workerData: share });
  const [outcome] = (await once(worker, 'message')) as [Outcome];
  await worker.terminate();
  return outcome;
}
