import { expect, test } from 'vitest';
import type { Value } from '../bson/value.ts';
import { Catalog } from '../store/catalog.ts';

const settled = async (catalog: Catalog): Promise<Error | undefined> => new Promise((resolve) => catalog.sqlite.settled(resolve));

function insert(catalog: Catalog, id: number, size: number): void {
  const fields: [string, Value][] = [
    ['_id', id],
    ['pad', 'x'.repeat(size)],
  ];
  catalog.sqlite.write(() => catalog.findOrCreate('lost', 'kept').insert(new Map(fields)));
}

/** A full disk takes the transaction of the whole turn away; nobody may then be told that a write is done. */
test('a lost transaction fails every command of its turn, and the next turn works', async () => {
  const catalog = new Catalog(':memory:', false);
  const { sqlite } = catalog;
  insert(catalog, 1, 10);
  expect(await settled(catalog)).toBeUndefined();

  sqlite.define(`PRAGMA max_page_count = ${Number(sqlite.row('PRAGMA page_count')?.[0]) + 20}`);
  insert(catalog, 2, 10);
  catalog.change(() => catalog.create('lost', 'gone', new Map()));
  const second = settled(catalog);
  expect(() => insert(catalog, 3, 1_000_000)).toThrow(/full/);
  expect(() => insert(catalog, 4, 10)).toThrow(/lost/);
  expect([await second, await settled(catalog)]).toEqual([expect.any(Error), undefined]);

  sqlite.define('PRAGMA max_page_count = 100000');
  insert(catalog, 5, 10);
  expect(await settled(catalog)).toBeUndefined();
  expect([catalog.find('lost', 'kept')?.count(), catalog.find('lost', 'gone')]).toEqual([2, undefined]);
  sqlite.close();
});
