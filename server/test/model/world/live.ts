// A random life of the whole world: after every step the ledger and the accountant must agree about everybody it touched.
import { isDeepStrictEqual } from 'node:util';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import { Unspecified } from '../accountant/points.ts';
import type { Action, Step } from './action.ts';
import { mustBe } from './compare.ts';
import type { Subject } from './desk.ts';
import { adjust, award, erase, expire, expireUndo, importLots, undoAdjust } from './perform-gifts.ts';
import { merge, resume, undoMerge } from './perform-merges.ts';
import { restate } from './perform-orders.ts';
import { give, release, reserve, spendBudget, spendOrReturn, sweep } from './perform-rewards.ts';
import type { Score } from './score.ts';
import { BUDGET, MEMBERS, World } from './world.ts';

/** The same key again is the same entry, whatever happened since; with another intention it is a bug of the caller, and is told so. */
function again(world: World, which: number, otherInput: boolean): void {
  const known = world.sent.at(-1 - which);
  if (known === undefined) return;
  const { request, entry } = known;
  const answer = world.desk.send(otherInput ? { ...request, intention: [...request.intention, 'other'] } : request);
  if (otherInput) mustBe('key-reused', isRefused(answer) ? answer.refused : 'written', `${request.key} with another intention`);
  else mustBe(true, isDeepStrictEqual(entry, answer), `${request.key} sent twice is one entry`);
}

function perform(world: World, action: Action): void {
  switch (action.do) {
    case 'wait':
      return world.setClock(world.now + action.by);
    case 'lag':
      world.lag = action.by;
      return world.setRules({});
    case 'policy':
      return world.setRules({ negative: action.negative, graceMs: action.graceMs, approvalAbove: action.approvalAbove });
    case 'order':
      return restate(world, action);
    case 'award':
      return award(world, action);
    case 'adjust':
      return adjust(world, action);
    case 'undo-adjust':
      return undoAdjust(world, action);
    case 'reserve':
      return reserve(world, action);
    case 'settle':
    case 'return-spent':
      return spendOrReturn(world, action);
    case 'release':
      return release(world, action);
    case 'expire':
      return expire(world, action);
    case 'expire-undo':
      return expireUndo(world, action);
    case 'import':
      return importLots(world, action);
    case 'merge':
      return merge(world, action);
    case 'resume':
      return resume(world, action);
    case 'undo-merge':
      return undoMerge(world, action);
    case 'spend':
      return spendBudget(world, action);
    case 'sweep':
      return sweep(world, null);
    case 'give':
      return give(world, action);
    case 'erase':
      return erase(world, action);
    case 'again':
      return again(world, action.which, action.otherInput);
  }
}

/** A life; it ends early where the rules leave open what happens. */
export function live(steps: readonly Step[], subject: Subject, score: Score): void {
  try {
    follow(steps, subject, score);
  } catch (error) {
    if (!(error instanceof Unspecified)) throw error;
    score.endedEarly += 1;
  }
}

function follow(steps: readonly Step[], subject: Subject, score: Score): void {
  const world = new World(subject, score);
  for (const { action, passes, readAfter, jobAfter } of steps) {
    world.touched.clear();
    world.setClock(world.now + passes);
    perform(world, action);
    for (const chain of world.touched) {
      const at = Math.max(world.now, world.desk.ledger.head(chain)?.at ?? 0);
      world.desk.compareAt(chain, at, at);
      world.desk.compareAt(chain, at + readAfter, at + jobAfter);
    }
  }
  for (const chain of [...MEMBERS, BUDGET]) {
    const at = Math.max(world.latest, world.desk.ledger.head(chain)?.at ?? 0);
    world.desk.compareAt(chain, at, at);
    world.desk.compareAt(chain, at + 60, at + 30);
  }
}
