// One process dies before each of its writes in turn, and another does the rest: the shape of every test of deaths over the inbox.
import { INBOX } from '../../../src/limits.ts';
import type { TestCore } from '../../builders/core.ts';
import { Life, mortal } from './mortal.ts';

/** More writes than any of these stories has. */
const WRITES_MAX = 80;
/** What one item leaves to another, and that to a third, each after its own wait. */
const ROUNDS = 4;

/** A process works on what waits in the inbox and dies before its n-th write. False: it did not live to die. */
export async function diesBefore(core: TestCore, n: number): Promise<boolean> {
  const life = new Life(n);
  const { drain } = mortal(core.anotherProcess(), life);
  try {
    while ((await drain.once()) > 0);
  } catch (error) {
    if (!life.isDead) throw error;
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    core.time.now += INBOX.leaseMs + INBOX.longestRetryMs;
    await core.drainAll();
  }
  return life.isDead;
}

/** Tells the story again with a later death, until one is told without; says how many there were. */
export async function everyDeath(story: (n: number) => Promise<boolean>): Promise<number> {
  for (let deaths = 0; deaths < WRITES_MAX; deaths += 1) {
    if (!(await story(deaths + 1))) return deaths;
  }
  throw new Error(`after ${WRITES_MAX} deaths there is still a write before which nobody died`);
}
