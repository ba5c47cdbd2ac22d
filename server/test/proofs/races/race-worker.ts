// One of the racing processes: appends as fast as it can and remembers every acknowledgement it got.
import { setTimeout as wait } from 'node:timers/promises';
import { Contended, type Appended } from '../../../src/ledger/ledger.ts';
import { isRefused, type Refused } from '../../../src/loyalty/refusal.ts';
import { balanceRow } from '../../../src/projections/show-balance.ts';
import { openCore, PROOF_STORE, type OpenCore, type Place } from '../process/open-core.ts';
import { workForParent } from '../process/parent.ts';
import { seeded } from '../process/seeded.ts';
import { Plan, type Wish } from './plan.ts';

export interface RaceTask extends Place {
  readonly process: number;
  readonly commands: number;
  readonly members: number;
  readonly shared: number;
  /** Commands that are under way at the same time in this process. */
  readonly lanes: number;
  readonly now: number;
  readonly seed: number;
}

export interface Acknowledged {
  readonly key: string;
  readonly memberId: string;
  readonly seq: number;
  readonly hash: string;
  readonly fresh: boolean;
}

export interface RaceAnswer {
  readonly acknowledged: Acknowledged[];
  readonly refused: Record<string, number>;
  /** Inserts that another writer's insert had overtaken. */
  readonly lost: number;
  /** Times that a whole append gave up and was asked for again. */
  readonly contended: number;
  readonly ms: number;
}

class Racer {
  readonly #open: OpenCore;
  readonly #plan: Plan;
  readonly #answer = { acknowledged: [] as Acknowledged[], refused: {} as Record<string, number>, lost: 0, contended: 0 };
  #left: number;

  constructor(open: OpenCore, task: RaceTask) {
    this.#open = open;
    const { members, shared, now } = task;
    this.#plan = new Plan({ store: PROOF_STORE, entries: open.core.entries, members, shared, now }, task.process, seeded(task.seed + task.process)); // prettier-ignore
    this.#left = task.commands;
    this.#countLostRaces();
  }

  async run(lanes: number): Promise<RaceAnswer> {
    const began = performance.now();
    await Promise.all(Array.from({ length: lanes }, () => this.#lane()));
    return { ...this.#answer, ms: performance.now() - began };
  }

  #countLostRaces(): void {
    const { entries } = this.#open.core;
    const append = entries.append.bind(entries);
    entries.append = async (entry) => {
      const result = await append(entry);
      if (result !== 'appended') this.#answer.lost += 1;
      return result;
    };
  }

  async #lane(): Promise<void> {
    while (this.#left > 0) {
      this.#left -= 1;
      const wish = this.#plan.next();
      // One in eight is asked twice at the same moment, as a store does that did not hear our first answer.
      const twice = this.#left % 8 === 0;
      await Promise.all(twice ? [this.#carryOut(wish), this.#carryOut(wish)] : [this.#carryOut(wish)]);
    }
  }

  async #carryOut(wish: Wish): Promise<void> {
    const answer = await this.#append(wish);
    if (isRefused(answer)) {
      this.#answer.refused[answer.refused] = (this.#answer.refused[answer.refused] ?? 0) + 1;
      return;
    }
    const { entry, fresh } = answer;
    await this.#open.core.balances.show([balanceRow(entry)]);
    const { key, memberId, seq, hash } = entry;
    this.#answer.acknowledged.push({ key, memberId, seq, hash, fresh });
    if (wish.restated && !fresh) await this.#carryOut(wish);
  }

  async #append(wish: Wish): Promise<Appended | Refused> {
    const { memberId, intend } = wish;
    try {
      return await this.#open.core.ledger.append({ storeId: PROOF_STORE, memberId, cause: 'race', intend });
    } catch (error) {
      if (!(error instanceof Contended)) throw error;
      this.#answer.contended += 1;
      await wait(50);
      return this.#append(wish);
    }
  }
}

workForParent(async (told) => {
  const task = told as RaceTask;
  const open = await openCore(task, () => task.now);
  const answer = await new Racer(open, task).run(task.lanes);
  await open.close();
  return answer;
});
