// A process in which many ask for a share at the same time; at a chosen share it freezes between taking it and writing the member's entry.
import { setTimeout as wait } from 'node:timers/promises';
import { chainOf, type Allowance } from '../../../src/allowances/allowance.ts';
import type { Effect } from '../../../src/allowances/effect-grants.ts';
import { Contended } from '../../../src/ledger/ledger.ts';
import { memberId } from '../../../src/loyalty/ids.ts';
import type { Command } from '../../../src/loyalty/ledger/command.ts';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import { openCore, PROOF_STORE, type OpenCore, type Place } from '../process/open-core.ts';
import { halting, workForParent, type Halt } from '../process/parent.ts';
import { sweepAtOnce } from './sweep-at-once.ts';

export interface GrantTask extends Place {
  readonly allowance: Allowance;
  /** Who asks: one effect each. */
  readonly asking: readonly number[];
  readonly halt: Halt | null;
  /** A sweep that never rests, to take away what others are just about to use. */
  readonly sweeping: boolean;
  readonly now: number;
}

export interface Granted {
  readonly granted: number[];
  readonly refused: Record<string, number>;
  readonly swept: number;
}

function effectOf(n: number, now: number): Effect {
  const gift: Command = { kind: 'award', ref: `gift-${n}`, points: 100, availableAt: now, expiresAt: null, limit: null, explain: null };
  return { key: `gift-${n}`, memberId: memberId(`m-${n}`), command: () => gift, amount: 1, cause: 'proof' };
}

async function patiently<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Contended)) throw error;
    await wait(50);
    return patiently(act);
  }
}

function freezeBetween({ core }: OpenCore, halt: Halt | null): void {
  const reached = halting(halt);
  const append = core.entries.append.bind(core.entries);
  core.entries.append = async (entry) => {
    const result = await append(entry);
    if (entry.kind === 'allowance-take' && result === 'appended') reached('taken');
    return result;
  };
}

workForParent(async (task) => {
  const { allowance, asking, halt, sweeping, now, ...place } = task as GrantTask;
  const open = await openCore(place, () => now);
  freezeBetween(open, halt);
  const { effects } = open.core.grants;
  const sweeper = sweepAtOnce(open.core);
  const answer: Granted & { swept: number } = { granted: [], refused: {}, swept: 0 };
  const ask = async (n: number): Promise<void> => {
    const granted = await patiently(() => effects.grant(PROOF_STORE, allowance, effectOf(n, now)));
    if (isRefused(granted)) answer.refused[granted.refused] = (answer.refused[granted.refused] ?? 0) + 1;
    else answer.granted.push(n);
  };
  const asked = new AbortController();
  const sweep = async (): Promise<void> => {
    while (!asked.signal.aborted) answer.swept += (await patiently(() => sweeper.chain(PROOF_STORE, chainOf(allowance)))).ended;
  };
  await Promise.all([Promise.all(asking.map(ask)).finally(() => asked.abort()), sweeping ? sweep() : null]);
  await open.close();
  return answer;
});
