// Does a piece of work while holding its lease; waits a little for whoever holds it, then gives up with an error that means "later".
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Leases } from './leases.ts';

export class LeaseHeld extends Error {
  constructor(name: string) {
    super(`${name} is being worked on elsewhere`);
    this.name = 'LeaseHeld';
  }
}

export interface LeaseTimes {
  readonly leaseMs: number;
  readonly waitMs: number;
}

export async function withLease<T>(
  leases: Leases,
  clock: () => number,
  name: string,
  times: LeaseTimes,
  work: () => Promise<T>,
): Promise<T> {
  const holder = randomUUID();
  const giveUpAt = performance.now() + times.waitMs;
  while (!(await leases.acquire(name, holder, clock(), clock() + times.leaseMs))) {
    if (performance.now() > giveUpAt) throw new LeaseHeld(name);
    await wait(20 + Math.random() * 80);
  }
  try {
    return await work();
  } finally {
    await leases.release(name, holder);
  }
}
