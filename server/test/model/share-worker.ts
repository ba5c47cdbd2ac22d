// One core's share of the random lives.
import { parentPort, workerData } from 'node:worker_threads';
import type { Share } from './cores.ts';
import { runModel } from './run.ts';

const { sequences, seed } = workerData as Share;
parentPort?.postMessage(runModel(sequences, seed));
