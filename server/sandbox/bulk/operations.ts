/** Bulk operations from their order to their file. They run beside the shop, end in a webhook, and their files are kept for seven days. */
import { gid, newToken } from '../shop/ids.ts';
import type { Shop } from '../shop/shop.ts';
import { isoUtc } from '../shop/time.ts';
import type { Rows } from './run-query.ts';

export interface Operation {
  id: number;
  query: string;
  status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'FAILED' | 'EXPIRED';
  error: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | null;
  createdAt: number;
  completedAt: number | null;
  objects: number;
  roots: number;
  size: number;
  token: string;
  /** Which app's permissions it has. */
  scopes: string[];
}

/** In API versions from 2026-01 on an app may have five of them under way, as Shopify's docs say. */
export const MOST_AT_ONCE = 5;
const KEPT_MS = 7 * 86_400_000;

/** What goes wrong with the next one, on purpose. */
export interface BulkFault {
  fails?: 'INTERNAL_SERVER_ERROR' | 'TIMEOUT' | undefined;
  /** How long it takes at least. */
  delayMs?: number | undefined;
}

export interface Bulk {
  all(): Operation[];
  find(id: number): Operation | undefined;
  running(): number;
  start(query: string, scopes: ReadonlySet<string>, run: () => Promise<Rows>): Operation;
  cancel(operation: Operation): Operation;
  /** The file, while its address is good. */
  file(id: number, token: string): string | undefined;
  /** All files that are there are now older than seven days. */
  expireAll(): void;
  next(fault: BulkFault): void;
}

const ENDED: readonly Operation['status'][] = ['COMPLETED', 'CANCELED', 'FAILED', 'EXPIRED'];
const isOver = ({ status }: Operation): boolean => ENDED.includes(status);

/** The body is the small one that Shopify's docs show for this topic. */
function announce(shop: Shop, operation: Operation): void {
  shop.queue.add(shop.now(), [
    [
      'bulk_operations/finish',
      {
        admin_graphql_api_id: gid('BulkOperation', operation.id),
        completed_at: operation.completedAt === null ? null : isoUtc(operation.completedAt),
        created_at: isoUtc(operation.createdAt),
        error_code: operation.error?.toLowerCase() ?? null,
        status: operation.status.toLowerCase(),
        type: 'query',
      },
    ],
  ]);
}

interface Kept {
  all(): Operation[];
  find(id: number): Operation | undefined;
  save(operation: Operation, file?: string | null): Operation;
}

function keptIn({ db }: Shop): Kept {
  db.run('create table if not exists bulk_operations (id integer primary key, body text not null, file text, expires_at integer not null)');
  const read = ({ body }: { body: string }) => JSON.parse(body) as Operation;
  return {
    all: () => db.all<{ body: string }>('select body from bulk_operations order by id').map(read),
    find(id) {
      const row = db.one<{ body: string }>('select body from bulk_operations where id = ?', id);
      return row && read(row);
    },
    save(operation, file = null) {
      const sql = `insert into bulk_operations values (?, ?, ?, ?) on conflict (id) do update set
        body = excluded.body, file = coalesce(excluded.file, file), expires_at = excluded.expires_at`;
      const expiresAt = (operation.completedAt ?? operation.createdAt) + KEPT_MS;
      db.run(sql, operation.id, JSON.stringify(operation), file, expiresAt);
      return operation;
    },
  };
}

export function bulkOf(shop: Shop): Bulk {
  const kept = keptIn(shop);
  let fault: BulkFault = {};

  function end(id: number, rows: Rows | null, failed: Operation['error']): void {
    const before = kept.find(id);
    if (!before || isOver(before)) return;
    const canceled = before.status === 'CANCELING';
    const error = canceled ? null : (failed ?? rows?.error ?? null);
    const status = canceled ? 'CANCELED' : error === null ? 'COMPLETED' : 'FAILED';
    const text = rows?.text ?? '';
    const counted = { objects: rows?.objects ?? 0, roots: rows?.roots ?? 0, size: Buffer.byteLength(text) };
    shop.db.transaction(() =>
      announce(shop, kept.save({ ...before, ...counted, status, error, completedAt: shop.now() }, canceled ? null : text)),
    );
  }

  async function work(id: number, run: () => Promise<Rows>, { fails, delayMs = 5 }: BulkFault): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
    const before = kept.find(id);
    if (before?.status === 'CREATED') kept.save({ ...before, status: 'RUNNING' });
    try {
      end(id, await run(), fails ?? null);
    } catch {
      end(id, null, 'INTERNAL_SERVER_ERROR');
    }
  }

  return {
    all: () => kept.all(),
    find: (id) => kept.find(id),
    running: () => kept.all().filter((one) => !isOver(one)).length,
    start(query, scopes, run) {
      const made = { id: shop.nextId('bulk'), query, status: 'CREATED', error: null, createdAt: shop.now(), completedAt: null } as const;
      const operation = kept.save({ ...made, objects: 0, roots: 0, size: 0, token: newToken(), scopes: [...scopes] });
      const planned = fault;
      fault = {};
      // Closed meanwhile: whoever opens the shop again finds it created and not run, as after a crash.
      work(operation.id, run, planned).catch(() => undefined);
      return operation;
    },
    cancel: (operation) => kept.save({ ...operation, status: 'CANCELING' }),
    file(id, token) {
      const row = shop.db.one<{ file: string | null; expires_at: number }>('select file, expires_at from bulk_operations where id = ?', id);
      if (!row || kept.find(id)?.token !== token || row.expires_at <= shop.now()) return undefined;
      return row.file ?? undefined;
    },
    expireAll: () => void shop.db.run('update bulk_operations set expires_at = 0'),
    next: (planned) => void (fault = planned),
  };
}
