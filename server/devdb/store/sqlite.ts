/**
 * The file. One process holds it (SQLite's own exclusive lock, which a killed process cannot leave behind), and commands that
 * arrive in one turn of the event loop share a transaction: their answers leave only after its commit is on the disk.
 */
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export type Row = readonly unknown[];
type Settled = (error?: Error) => void;

const BUSY = [5, 6];
const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && BUSY.includes(Number(error.errcode) & 0xff);

/** A statement whose rows are arrays, which is much cheaper than objects. */
function prepareRows(database: DatabaseSync, sql: string): StatementSync {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}

export class Sqlite {
  private readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private waiting: Settled[] = [];
  private open = false;
  private lost = false;
  /** Called after a lost transaction, so that what is kept in memory is read again. */
  onLost: () => void = () => undefined;

  constructor(folder: string, durable: boolean) {
    if (folder !== ':memory:') mkdirSync(folder, { recursive: true });
    this.database = new DatabaseSync(folder === ':memory:' ? folder : join(folder, 'devdb.sqlite'), { timeout: 0 });
    try {
      this.database.exec(`PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=${durable ? 'FULL' : 'OFF'};
        PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000; PRAGMA temp_store=MEMORY; BEGIN EXCLUSIVE; COMMIT;`);
    } catch (error) {
      this.database.close();
      if (!isBusy(error)) throw error;
      throw new Error(`devdb: another process holds the data folder ${folder}`, { cause: error });
    }
  }

  statement(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = prepareRows(this.database, sql);
    this.statements.set(sql, statement);
    return statement;
  }

  run(sql: string, ...values: (string | number | Uint8Array | null)[]): number {
    return Number(this.statement(sql).run(...values).changes);
  }

  rows(sql: string, ...values: (string | number | Uint8Array | null)[]): Row[] {
    return this.statement(sql).all(...values) as unknown as Row[];
  }

  row(sql: string, ...values: (string | number | Uint8Array | null)[]): Row | undefined {
    return this.statement(sql).get(...values) as unknown as Row | undefined;
  }

  /** Changes of tables are not worth keeping prepared. */
  define(sql: string): void {
    this.database.exec(sql);
  }

  /** Row by row, and to be left before anything else happens: no reading stays open across commands. */
  each(sql: string, ...values: (string | number | Uint8Array | null)[]): Iterable<Row> {
    return this.statement(sql).iterate(...values) as unknown as Iterable<Row>;
  }

  /** Statements of dropped tables are let go. */
  forget(table: string): void {
    for (const sql of this.statements.keys()) if (sql.includes(`${table} `)) this.statements.delete(sql);
  }

  /** Every write goes through here: it joins the transaction of this turn, and undoes its own part if it throws. */
  write<T>(work: () => T): T {
    this.begin();
    this.run('SAVEPOINT command');
    try {
      const result = work();
      this.run('RELEASE command');
      return result;
    } catch (error) {
      this.undo();
      throw error;
    }
  }

  private begin(): void {
    if (this.lost) throw new Error('devdb: the transaction of this turn was lost');
    if (this.open) return;
    this.run('BEGIN IMMEDIATE');
    this.open = true;
    setImmediate(() => this.commit());
  }

  /** A full disk makes SQLite give up the whole transaction, and with it what other commands of this turn did. */
  private undo(): void {
    this.lost = !this.database.isTransaction;
    if (this.lost) return;
    this.run('ROLLBACK TO command');
    this.run('RELEASE command');
  }

  /** Calls back at once if nothing is pending, otherwise after the commit of this turn. */
  settled(done: Settled): void {
    if (this.open) this.waiting.push(done);
    else done();
  }

  commit(): void {
    if (!this.open) return;
    const waiting = this.waiting;
    this.waiting = [];
    this.open = false;
    const error = this.tryCommit();
    this.lost = false;
    for (const done of waiting) done(error);
  }

  private tryCommit(): Error | undefined {
    try {
      this.run('COMMIT');
      return undefined;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      this.onLost();
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  close(): void {
    this.commit();
    this.statements.clear();
    this.database.close();
  }
}
