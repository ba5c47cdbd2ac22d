// One core's share of the random lives.
import { parentPort, workerData } from 'node:worker_threads';
import type { Share } from './cores.ts';
import { runModel } from './run.ts';

const { sequences, seed } = workerData as Share;
// A thread's port has no origin; the rule is about windows.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(runModel(sequences, seed));
