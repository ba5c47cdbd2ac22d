// A worker that empties the inbox and freezes at a chosen step, so that its parent can kill it exactly there.
import { setTimeout as wait } from 'node:timers/promises';
import { openCore, type OpenCore, type Place } from '../process/open-core.ts';
import { halting, workForParent, type Halt } from '../process/parent.ts';
import type { Step } from './steps.ts';

export interface DrainTask extends Place {
  readonly halt: Halt | null;
  /** Each start is later than the leases of all before it: they have run out, as they would have in production. */
  readonly now: number;
}

export interface Drained {
  readonly taken: number;
}

function reportSteps({ core, woocommerce }: OpenCore, reached: (step: Step) => void): void {
  const { inbox, orders, entries, balances } = core;
  const [claim, finish, show] = [inbox.claim.bind(inbox), inbox.finish.bind(inbox), balances.show.bind(balances)];
  const normalise = woocommerce.normalise.bind(woocommerce);
  const [create, replace, append] = [orders.create.bind(orders), orders.replace.bind(orders), entries.append.bind(entries)];
  const then = <T>(step: Step, answer: T): T => {
    reached(step);
    return answer;
  };
  inbox.claim = async (...task) => then('claimed', await claim(...task));
  woocommerce.normalise = (...delivery) => then('normalised', normalise(...delivery));
  orders.create = async (order) => then('state kept', await create(order));
  orders.replace = async (order) => then('state kept', await replace(order));
  entries.append = async (entry) => then('entry inserted', await append(entry));
  balances.show = async (rows) => then('projection shown', await show(rows));
  inbox.finish = async (...items) => {
    reached('before finish');
    await finish(...items);
  };
}

/** Until nothing is due; a short wait first, because nothing is due while another's items are under way. */
async function empty(open: OpenCore): Promise<number> {
  let taken = 0;
  for (let idle = 0; idle < 2;) {
    const batch = await open.core.drain.once();
    taken += batch;
    idle = batch === 0 ? idle + 1 : 0;
    if (batch === 0) await wait(5);
  }
  return taken;
}

workForParent(async (task) => {
  const { uri, name, halt, now } = task as DrainTask;
  const began = Date.now();
  const open = await openCore({ uri, name }, () => now + (Date.now() - began));
  reportSteps(open, halting(halt));
  const taken = await empty(open);
  await open.close();
  return { taken } satisfies Drained;
});
