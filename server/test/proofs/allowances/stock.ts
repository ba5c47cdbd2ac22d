// Two hundred ask for ten pieces, some of the processes die with a share in their hands, and everybody who got no answer asks again.
import { chainOf, type Allowance } from '../../../src/allowances/allowance.ts';
import type { Core } from '../../../src/core.ts';
import { memberId } from '../../../src/loyalty/ids.ts';
import { keepBooks, rowsBehind } from '../check/books.ts';
import { ProofChild } from '../process/child.ts';
import { addProofStore, openCore, PROOF_STORE, type Place } from '../process/open-core.ts';
import type { Granted, GrantTask } from './grant-worker.ts';
import { sweepAtOnce } from './sweep-at-once.ts';

export interface StockSize {
  readonly asking: number;
  readonly stock: number;
  /** Of these, so many freeze with a share in their hands and are killed. */
  readonly processes: number;
  readonly killed: number;
  /** In the process that stays, a sweep runs all the time, also against those who are only slow. */
  readonly sweeping: boolean;
}

export interface Stock {
  readonly granted: number;
  readonly kills: number;
  readonly sweptWhileAsking: number;
  readonly sweptAfter: number;
  readonly wrong: readonly string[];
}

const NOW = Date.UTC(2026, 10, 21, 20);
const WORKER = new URL('grant-worker.ts', import.meta.url);
const ALLOWANCE = { name: 'stock/teapot', of: 'cap' } as const;

class Crowd {
  readonly #place: Place;
  readonly #allowance: Allowance;

  constructor(place: Place, allowance: Allowance) {
    this.#place = place;
    this.#allowance = allowance;
  }

  /** Its answer; null when it was killed. */
  async ask(asking: readonly number[], killAfter: number | null, sweeping: boolean): Promise<Granted | null> {
    const child = new ProofChild(WORKER);
    try {
      const halt = killAfter === null ? null : { step: 'taken', after: killAfter };
      const { uri, name } = this.#place;
      await child.tell({ uri, name, allowance: this.#allowance, asking, halt, sweeping, now: NOW } satisfies GrantTask);
      const answer = child.answer();
      const stands = killAfter === null ? null : await Promise.race([child.step(), answer.then(() => null)]);
      return stands === null ? ((await answer) as Granted | null) : null;
    } finally {
      await child.kill();
    }
  }
}

/** Counted from the stored entries alone: shares out, member entries, and that each share has its one fate. */
async function wrongStock(core: Core, size: StockSize, granted: ReadonlySet<number>): Promise<string[]> {
  const books = await keepBooks(core, PROOF_STORE);
  const chain = chainOf(ALLOWANCE);
  const written = [...books.byKey].filter(([key, { memberId: whose }]) => key.startsWith('grant:') && whose !== chain);
  const kinds = [...books.byKey.values()].map(({ entry }) => entry.kind);
  const takes = kinds.filter((kind) => kind === 'allowance-take').length;
  const gives = kinds.filter((kind) => kind === 'allowance-give').length;
  const wrong = [...books.wrong, ...(await rowsBehind(core, PROOF_STORE, books.heads))];
  if (written.length !== size.stock) wrong.push(`${written.length} of ${size.stock} were granted`);
  if (takes - gives !== written.length) wrong.push(`${takes} taken, ${gives} given back, ${written.length} granted`);
  if ((books.heads.get(chain)?.after.taken ?? 0) !== size.stock)
    wrong.push(`the chain says ${books.heads.get(chain)?.after.taken ?? 0} are taken`);
  const owners = new Set(written.map(([, { memberId: whose }]) => whose));
  if (owners.size !== written.length) wrong.push('somebody has two');
  for (const n of granted) if (!owners.has(memberId(`m-${n}`))) wrong.push(`${n} was told yes and has nothing`);
  return wrong;
}

/** Whoever is to be killed must have a share to hold, so they go first; what they hold is missing to the others. */
async function rush(crowd: Crowd, size: StockSize): Promise<{ answers: Granted[]; again: number[]; kills: number }> {
  const share = size.asking / size.processes;
  const groups = Array.from({ length: size.processes }, (_, at) => Array.from({ length: share }, (_unused, n) => at * share + n));
  const ask = async (group: readonly number[], at: number): Promise<Granted | readonly number[]> =>
    (await crowd.ask(group, at < size.killed ? 1 : null, size.sweeping && at >= size.killed)) ?? group;
  const dying = await Promise.all(groups.slice(0, size.killed).map(ask));
  const living = await Promise.all(groups.slice(size.killed).map((group, at) => ask(group, size.killed + at)));
  const results = [...dying, ...living];
  const answers = results.filter((result): result is Granted => 'granted' in result);
  const again = results.flatMap((result) => ('granted' in result ? [] : [...result]));
  return { answers, again, kills: results.length - answers.length };
}

export async function sellOut(place: Place, size: StockSize): Promise<Stock> {
  const { core, close } = await openCore(place, () => NOW);
  try {
    await addProofStore(core, NOW);
    const allowance = { ...ALLOWANCE, limit: size.stock };
    const crowd = new Crowd(place, allowance);
    const { answers, again, kills } = await rush(crowd, size);
    const sweptAfter = (await sweepAtOnce(core).chain(PROOF_STORE, chainOf(allowance))).ended;
    const redelivered = again.length === 0 ? null : await crowd.ask(again, null, false);
    const all = redelivered === null ? answers : [...answers, redelivered];
    const granted = new Set(all.flatMap((answer) => answer.granted));
    const wrong = await wrongStock(core, size, granted);
    return { granted: granted.size, kills, sweptWhileAsking: all.reduce((sum, { swept }) => sum + swept, 0), sweptAfter, wrong };
  } finally {
    await close();
  }
}
