// Reads a store's books. Reading costs a look at every entry, so people who ask at the same time share one reading, and one that was just
// made serves again for a moment. Closed months are not kept: what one reading needs is flat memory, and a kept sum would have to be proved.
import { Books } from '../loyalty/liability/books.ts';
import type { Range } from '../loyalty/liability/roll-forward.ts';
import type { BookReader } from './book-reader.ts';
import { statementOf, type Statement, type StatementOf } from './statement.ts';

export interface BooksDeskOptions {
  readonly reader: BookReader;
  readonly clock: () => number;
  /** How long a reading serves again. */
  readonly keepMs?: number;
}

interface Reading {
  readonly startedAt: number;
  readonly books: Promise<Books>;
  done: boolean;
}

const KEEP_MS = 10_000;

export class BooksDesk {
  readonly #options: BooksDeskOptions;
  readonly #readings = new Map<string, Reading>();

  constructor(options: BooksDeskOptions) {
    this.#options = options;
  }

  /** The statement as of now, or of a moment ago: `asOf` says when. @throws RangeError for a time zone that does not exist. */
  async statement(of: StatementOf, range: Range = {}): Promise<Statement> {
    return statementOf(of, await this.#books(of), range);
  }

  #books(of: StatementOf): Promise<Books> {
    const now = this.#options.clock();
    this.#forget(now);
    const name = `${of.storeId}/${of.timeZone}`;
    const known = this.#readings.get(name);
    if (known !== undefined) return known.books;
    const reading: Reading = { startedAt: now, books: this.#read(of, now), done: false };
    this.#readings.set(name, reading);
    const end = (): void => void (reading.done = true);
    reading.books.then(end, () => this.#readings.delete(name));
    return reading.books;
  }

  async #read({ storeId, timeZone }: StatementOf, asOf: number): Promise<Books> {
    const books = new Books(timeZone, asOf);
    for await (const entries of this.#options.reader.entries(storeId)) for (const entry of entries) books.add(entry);
    return books.close();
  }

  #forget(now: number): void {
    const { keepMs = KEEP_MS } = this.#options;
    for (const [name, { done, startedAt }] of this.#readings) if (done && now - startedAt >= keepMs) this.#readings.delete(name);
  }
}
