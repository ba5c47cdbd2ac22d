// Sixteen writers on a database that is killed and started again under them. Each goes on asking for its fact until it hears an answer.
import { setTimeout as wait } from 'node:timers/promises';
import { hashOfIntention } from '../../../src/ledger/hash.ts';
import { Contended, type Appended } from '../../../src/ledger/ledger.ts';
import { entryKey, memberId } from '../../../src/loyalty/ids.ts';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import { createIndexes } from '../../../src/storage/mongo/indexes.ts';
import { connectMongo } from '../../../src/storage/mongo/connect.ts';
import { foundByVerify, keepBooks } from '../check/books.ts';
import { DevDbProcess } from '../process/database-process.ts';
import { addProofStore, openCore, PROOF_STORE, type OpenCore, type Place } from '../process/open-core.ts';
import { balanceRow } from '../../../src/projections/show-balance.ts';

export interface StopSize {
  readonly writers: number;
  readonly perWriter: number;
  readonly kills: number;
}

export interface Stopped {
  readonly acknowledged: number;
  /** Tries that ended in an error instead of an answer. */
  readonly unanswered: number;
  /** Of the facts whose try was not answered: those that had been written all the same, and were found again by their key. */
  readonly writtenUnanswered: number;
  readonly kills: number;
  readonly wrong: readonly string[];
}

const NOW = Date.UTC(2026, 10, 21, 20);
const MEMBERS = 8;

class Writers {
  readonly #open: OpenCore;
  readonly acknowledged = new Map<string, string>();
  unanswered = 0;
  writtenUnanswered = 0;

  constructor(open: OpenCore) {
    this.#open = open;
  }

  async write(writer: number, count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const { entry, fresh } = await this.#untilAnswered(writer, n);
      if (!fresh) this.writtenUnanswered += 1;
      this.acknowledged.set(entry.key, entry.hash);
    }
  }

  async #untilAnswered(writer: number, n: number): Promise<Appended> {
    for (;;) {
      try {
        return await this.#append(writer, n);
      } catch (error) {
        // Only the silence of the database is waited out; a refusal or a broken promise ends the proof.
        if (!(error instanceof Contended) && !isSilence(error)) throw error;
        this.unanswered += 1;
        await wait(20);
      }
    }
  }

  async #append(writer: number, n: number): Promise<Appended> {
    const ref = `${writer}-${n}`;
    const command = { kind: 'award', ref, points: 1 + n, availableAt: NOW, expiresAt: null, limit: null, explain: null } as const;
    const intention = { command, key: entryKey(`award:${ref}`), inputHash: hashOfIntention('award', writer, n) };
    const member = memberId(`m-${writer % MEMBERS}`);
    const { ledger, balances } = this.#open.core;
    const answer = await ledger.append({ storeId: PROOF_STORE, memberId: member, cause: 'proof', intend: () => intention });
    if (isRefused(answer)) throw new Error(`${ref}: ${answer.refused}`);
    await balances.show([balanceRow(answer.entry)]);
    return answer;
  }
}

function isSilence(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // An insert that travelled with others tells a cut line as a failed bulk write without a refused document.
  const cut = error.name === 'MongoBulkWriteError' && /ECONN|closed|EPIPE|timed out/.test(error.message);
  return cut || /^Mongo(Network|ServerSelection|PoolCleared|Topology)|PoolClearedError/.test(error.name);
}

/** Kills at equal parts of the way, so that every kill meets writers at work. */
async function killOnTheWay(database: DevDbProcess, writers: Writers, { kills, ...size }: StopSize): Promise<number> {
  const all = size.writers * size.perWriter;
  for (let kill = 1; kill <= kills; kill += 1) {
    while (writers.acknowledged.size < (all * kill) / (kills + 1)) await wait(2);
    await database.kill();
    await database.start();
  }
  return kills;
}

async function compare(open: OpenCore, writers: Writers, size: StopSize): Promise<string[]> {
  const books = await keepBooks(open.core, PROOF_STORE);
  const all = size.writers * size.perWriter;
  const wrong = [...books.wrong, ...(await foundByVerify(open.core, PROOF_STORE))];
  for (const [key, hash] of writers.acknowledged) {
    if (books.byKey.get(entryKey(key))?.hash !== hash) wrong.push(`${key} was acknowledged and is not there`);
  }
  if (books.entries !== all) wrong.push(`${books.entries} entries of ${all} facts`);
  return wrong;
}

export async function stopUnderWriters(size: StopSize): Promise<Stopped> {
  const database = await DevDbProcess.start();
  const place: Place = { uri: database.uri, name: 'stopped' };
  const setup = await connectMongo(place.uri, place.name);
  await createIndexes(setup);
  await setup.close();
  const open = await openCore(place, () => NOW);
  try {
    await addProofStore(open.core, NOW);
    const writers = new Writers(open);
    const written = Promise.all(Array.from({ length: size.writers }, (_, writer) => writers.write(writer, size.perWriter)));
    const [kills] = await Promise.all([killOnTheWay(database, writers, size), written]);
    const { unanswered, writtenUnanswered } = writers;
    return {
      acknowledged: writers.acknowledged.size,
      unanswered,
      writtenUnanswered,
      kills,
      wrong: (await compare(open, writers, size)).slice(0, 20),
    };
  } finally {
    await open.close();
    await database.close();
  }
}
