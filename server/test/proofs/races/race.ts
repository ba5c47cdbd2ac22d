// Starts the racing processes, waits for them, and compares what they were told with what is stored.
import type { Core } from '../../../src/core.ts';
import { entryKey } from '../../../src/loyalty/ids.ts';
import { foundByVerify, keepBooks, rowsBehind, type Books } from '../check/books.ts';
import { ProofChild } from '../process/child.ts';
import type { ProofDatabase } from '../process/database-process.ts';
import { addProofStore, openCore, PROOF_STORE } from '../process/open-core.ts';
import type { Acknowledged, RaceAnswer, RaceTask } from './race-worker.ts';
import { reservedPoints } from './plan.ts';

/** Commands are given to the ledger itself, so the orders they name have no document. */
const NO_ORDER_DESK = ['order-is-known'];

export interface RaceSize {
  readonly processes: number;
  readonly commands: number;
  readonly members: number;
  /** Commands that each process has under way at the same time. */
  readonly lanes: number;
  readonly seed: number;
}

export interface RaceResult {
  readonly entries: number;
  readonly acknowledged: number;
  readonly repeated: number;
  readonly refused: Record<string, number>;
  readonly lost: number;
  readonly contended: number;
  readonly entriesPerSecond: number;
  /** Every way in which the stored entries and the answers disagree. */
  readonly wrong: readonly string[];
}

const NOW = Date.UTC(2026, 10, 21, 20);

async function runAll(database: ProofDatabase, size: RaceSize): Promise<RaceAnswer[]> {
  const children = Array.from({ length: size.processes }, () => new ProofChild(new URL('race-worker.ts', import.meta.url)));
  try {
    await Promise.all(children.map((child) => child.ready()));
    const shared = Math.max(12, Math.round((size.processes * size.commands) / 100));
    const { uri, name } = database;
    const answers = children.map(async (child, process) => {
      const task: RaceTask = { uri, name, process, shared, now: NOW, ...size };
      await child.tell(task);
      const answer = (await child.answer()) as RaceAnswer | null;
      if (answer === null) throw new Error(`process ${process} ended without an answer`);
      return answer;
    });
    return await Promise.all(answers);
  } finally {
    await Promise.all(children.map((child) => child.kill()));
  }
}

/** Every acknowledgement is a stored entry, every stored entry was acknowledged as new exactly once. */
export function comparedWithAnswers(books: Books, acknowledged: readonly Acknowledged[]): string[] {
  const wrong: string[] = [];
  const firsts = new Map<string, number>();
  for (const { key, memberId, seq, hash, fresh } of acknowledged) {
    const stored = books.byKey.get(entryKey(key));
    const same = stored?.memberId === memberId && stored.seq === seq && stored.hash === hash;
    if (!same) wrong.push(`${key} was acknowledged as ${memberId} ${seq} and is ${JSON.stringify(stored ?? 'lost')}`);
    if (fresh) firsts.set(key, (firsts.get(key) ?? 0) + 1);
  }
  for (const key of books.byKey.keys()) {
    if (firsts.get(key) !== 1) wrong.push(`${key} is stored and was acknowledged as new ${firsts.get(key) ?? 0} times`);
  }
  return wrong;
}

/** Each order's entries count 0, 1, 2, ... and sum to what the last of them said it deserves; each reservation was spent whole or not at all. */
function wrongSums(books: Books): string[] {
  const orders = new Map<string, { n: number; sum: number; deserved: number }>();
  const spent = new Map<string, number>();
  const wrong: string[] = [];
  for (const { entry } of books.byKey.values()) {
    if (entry.order !== null) {
      const { orderId, n, delta, deserved } = entry.order;
      const known = orders.get(orderId) ?? { n: 0, sum: 0, deserved: 0 };
      if (known.n !== n) wrong.push(`order ${orderId}: entry ${n} where ${known.n} belongs`);
      orders.set(orderId, { n: known.n + 1, sum: known.sum + delta, deserved });
    }
    if (entry.redemption !== null) {
      const { reservationId, delta } = entry.redemption;
      spent.set(reservationId, (spent.get(reservationId) ?? 0) + delta);
    }
  }
  for (const [id, { sum, deserved }] of orders) if (sum !== deserved) wrong.push(`order ${id} was given ${sum}, not ${deserved}`);
  for (const [id, points] of spent) {
    if (points !== reservedPoints(Number(id.slice(2)))) wrong.push(`reservation ${id} was spent as ${points}`);
  }
  return wrong;
}

function totals(answers: readonly RaceAnswer[], entries: number): Omit<RaceResult, 'wrong'> {
  const acknowledged = answers.flatMap((answer) => answer.acknowledged);
  const refused: Record<string, number> = {};
  for (const answer of answers) for (const [why, n] of Object.entries(answer.refused)) refused[why] = (refused[why] ?? 0) + n;
  const sum = (of: (answer: RaceAnswer) => number): number => answers.reduce((all, answer) => all + of(answer), 0);
  const seconds = Math.max(...answers.map(({ ms }) => ms)) / 1_000;
  return {
    entries,
    acknowledged: acknowledged.length,
    repeated: acknowledged.filter(({ fresh }) => !fresh).length,
    refused,
    lost: sum(({ lost }) => lost),
    contended: sum(({ contended }) => contended),
    entriesPerSecond: Math.round(entries / seconds),
  };
}

async function allWrong(core: Core, books: Books, answers: readonly RaceAnswer[]): Promise<string[]> {
  const compared = comparedWithAnswers(books, answers.flatMap(({ acknowledged }) => acknowledged)); // prettier-ignore
  const rows = await rowsBehind(core, PROOF_STORE, books.heads);
  return [...books.wrong, ...compared, ...wrongSums(books), ...rows, ...(await foundByVerify(core, PROOF_STORE, NO_ORDER_DESK))];
}

export async function race(database: ProofDatabase, size: RaceSize): Promise<RaceResult> {
  const { core, close } = await openCore(database, () => NOW);
  try {
    await addProofStore(core, NOW);
    const answers = await runAll(database, size);
    const books = await keepBooks(core, PROOF_STORE);
    return { ...totals(answers, books.entries), wrong: await allWrong(core, books, answers) };
  } finally {
    await close();
  }
}
