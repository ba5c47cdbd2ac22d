/** The sandbox's own sqlite file. Everything the shop knows is in it, so a restart loses nothing. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

/** The caller names the row's type, as the shape of a query's answer is known only where the query is written. */
// oxlint-disable typescript/no-unnecessary-type-parameters
export interface Database {
  run(sql: string, ...values: SQLInputValue[]): number;
  one<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[];
  transaction<Result>(work: () => Result): Result;
  close(): void;
}

const TABLES = `
  create table if not exists settings (key text primary key, value text not null);
  create table if not exists sequences (kind text primary key, last integer not null);
  create table if not exists customers (id integer primary key, email text collate nocase unique, state text not null, updated_at integer not null, body text not null);
  create table if not exists orders (id integer primary key, number integer not null unique, token text not null unique, customer_id integer, email text collate nocase, created_at integer not null, updated_at integer not null, body text not null);
  create index if not exists orders_by_customer on orders (customer_id, created_at);
  create index if not exists orders_by_update on orders (updated_at, id);
  create table if not exists discounts (id integer primary key, code text collate nocase not null unique, body text not null);
  create table if not exists automatic_discounts (id integer primary key, body text not null);
  create table if not exists discount_uses (discount_id integer not null, order_id integer not null, customer_id integer, primary key (discount_id, order_id));
  create table if not exists metafields (owner text not null, namespace text not null, key text not null, id integer not null, type text not null, value text not null, created_at integer not null, updated_at integer not null, primary key (owner, namespace, key));
  create table if not exists store_credit (id integer primary key, customer_id integer not null, currency text not null, balance integer not null, unique (customer_id, currency));
  create table if not exists store_credit_entries (id integer primary key, account_id integer not null, amount integer not null, balance integer not null, at integer not null, expires_at integer);
  create table if not exists gift_cards (id integer primary key, code text not null unique, body text not null);
  create table if not exists tokens (token text primary key, kind text not null, user text, scope text not null, expires_at integer not null, family text not null, state text not null);
  create table if not exists visits (id text primary key, customer_id integer, body text not null, seen_at integer not null);
  create table if not exists mails (id integer primary key, email text not null, subject text not null, text text not null, code text, at integer not null, used integer not null default 0);
  create table if not exists webhooks (id integer primary key, webhook_id text not null, event_id text not null, topic text not null, triggered_at text not null, body text, state text not null, attempts integer not null, due_at integer not null);
  create index if not exists webhooks_due on webhooks (state, due_at);
  create table if not exists attempts (id integer primary key, webhook_id text not null, topic text not null, event_id text not null, attempt integer not null, status integer, error text, ms integer not null, at integer not null);
`;

/** Columns that came later: a file of an older version gets them when it is opened. */
const LATER_COLUMNS = [
  ['discount_uses', 'used_at', 'integer'],
  ['store_credit_entries', 'event', 'text'],
  ['mails', 'html', 'text'],
  ['mails', 'message_id', 'text'],
  ['mails', 'unsubscribe', 'text'],
  ['mails', 'sender', 'text'],
] as const;

function addColumns(db: DatabaseSync): void {
  for (const [table, column, type] of LATER_COLUMNS) {
    const known = db.prepare(`select 1 from pragma_table_info('${table}') where name = '${column}'`).get();
    if (!known) db.exec(`alter table ${table} add column ${column} ${type}`);
  }
}

export function openDatabase(folder: string): Database {
  if (folder !== ':memory:') mkdirSync(folder, { recursive: true });
  const db = new DatabaseSync(folder === ':memory:' ? ':memory:' : join(folder, 'sandbox.sqlite'));
  db.exec('pragma journal_mode = wal; pragma synchronous = normal;');
  db.exec(TABLES);
  addColumns(db);
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const found = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, found);
    return found;
  };
  let depth = 0;
  return {
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    one: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => statement(sql).all(...values) as Row[],
    transaction(work) {
      // An inner transaction joins the outer one: an action and its webhooks are kept together or not at all.
      if (depth > 0) return work();
      db.exec('begin immediate');
      depth += 1;
      try {
        const result = work();
        db.exec('commit');
        return result;
      } catch (error) {
        db.exec('rollback');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => {
      prepared.clear();
      db.close();
    },
  };
}
