/** Removes expired documents (TTL indexes) and forgets cursors nobody reads any more. */
import type { Cursors } from './command/cursors.ts';
import { parseFilter } from './query/filter.ts';
import { select } from './query/find-records.ts';
import type { Catalog } from './store/catalog.ts';
import type { Collection, Index } from './store/collection.ts';

const EVERY_MS = 5_000;
/** A sweep takes few at a time, so that commands do not wait for it. */
const MOST_AT_ONCE = 1_000;

export function startSweeper(catalog: Catalog, cursors: Cursors): () => void {
  const timer = setInterval(() => {
    cursors.forgetIdle(Date.now());
    sweepExpired(catalog, Date.now());
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

export function sweepExpired(catalog: Catalog, now: number): number {
  let removed = 0;
  for (const collection of catalog.all()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds !== undefined) removed += sweepIndex(catalog, collection, index, now - index.expireAfterSeconds * 1000);
    }
  }
  return removed;
}

/** Of an array of dates the earliest counts, which is what a condition on any element says. */
function sweepIndex(catalog: Catalog, collection: Collection, index: Index, before: number): number {
  const [field] = index.fields;
  if (!field) return 0;
  const filter = parseFilter(new Map([[field.path, new Map([['$lte', new Date(before)]])]]));
  const expired = [...select(catalog.sqlite, collection, { filter, sort: [], skip: 0, limit: MOST_AT_ONCE, hint: index.name })];
  if (expired.length === 0) return 0;
  catalog.sqlite.write(() => {
    for (const hit of expired) collection.remove(hit);
  });
  return expired.length;
}
