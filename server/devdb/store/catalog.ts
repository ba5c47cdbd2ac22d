/** Which collections and indexes there are, kept in the file and mirrored in memory. */
import { randomUUID } from 'node:crypto';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { asBuffer, Collection } from './collection.ts';
import type { Index } from './collection.ts';
import { parseIndex } from './index-spec.ts';
import type { IndexSpec } from './index-spec.ts';
import { Sqlite } from './sqlite.ts';

/** Numbers are never given twice: a cursor on a dropped collection must not go on in another one. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY AUTOINCREMENT, database TEXT, name TEXT, uuid TEXT, options BLOB, UNIQUE (database, name));
  CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER, spec BLOB, multikey TEXT);`;

const idIndex = (): Doc =>
  new Map<string, Value>([
    ['v', 2],
    ['key', new Map([['_id', 1]])],
    ['name', '_id_'],
  ]);

export class Catalog {
  readonly sqlite: Sqlite;
  private collections = new Map<string, Collection>();

  constructor(folder: string, durable: boolean) {
    this.sqlite = new Sqlite(folder, durable);
    this.sqlite.define(SCHEMA);
    this.sqlite.onLost = () => this.load();
    this.load();
  }

  find(database: string, name: string): Collection | undefined {
    return this.collections.get(`${database}.${name}`);
  }

  all(database?: string): Collection[] {
    return [...this.collections.values()].filter(({ info }) => database === undefined || info.database === database);
  }

  create(database: string, name: string, options: Doc): Collection {
    checkName(database, name);
    this.sqlite.run(
      'INSERT INTO collections (database, name, uuid, options) VALUES (?, ?, ?, ?)',
      database,
      name,
      randomUUID(),
      encode(options),
    );
    const id = Number(this.sqlite.row('SELECT max(id) FROM collections')?.[0]);
    this.sqlite.define(`CREATE TABLE c${id} (record INTEGER PRIMARY KEY, document BLOB)`);
    const collection = new Collection(this.sqlite, { id, database, name, options }, []);
    this.addIndex(collection, parseIndex(idIndex()));
    this.collections.set(collection.namespace, collection);
    return collection;
  }

  findOrCreate(database: string, name: string): Collection {
    return this.find(database, name) ?? this.change(() => this.create(database, name, new Map()));
  }

  /** Work on collections and indexes: when it fails, memory is read again from the file, where it is undone. */
  change<T>(work: () => T): T {
    try {
      return this.sqlite.write(work);
    } catch (error) {
      this.load();
      throw error;
    }
  }

  drop(collection: Collection): void {
    for (const index of collection.indexes.slice()) this.dropIndex(collection, index);
    this.sqlite.forget(collection.table);
    this.sqlite.define(`DROP TABLE ${collection.table}`);
    this.sqlite.run('DELETE FROM collections WHERE id = ?', collection.info.id);
    this.collections.delete(collection.namespace);
  }

  addIndex(collection: Collection, spec: IndexSpec): void {
    this.sqlite.run(`INSERT INTO indexes (collection, spec, multikey) VALUES (?, ?, '')`, collection.info.id, encode(spec.shown));
    const id = Number(this.sqlite.row('SELECT max(id) FROM indexes')?.[0]);
    const index: Index = { ...spec, id, table: `i${id}`, multikey: new Set() };
    this.sqlite.define(
      `CREATE TABLE ${index.table} (key BLOB, record INTEGER, PRIMARY KEY (${spec.unique ? 'key' : 'key, record'})) WITHOUT ROWID`,
    );
    collection.build(index);
    collection.indexes.push(index);
  }

  dropIndex(collection: Collection, index: Index): void {
    this.sqlite.forget(index.table);
    this.sqlite.define(`DROP TABLE ${index.table}`);
    this.sqlite.run('DELETE FROM indexes WHERE id = ?', index.id);
    collection.indexes.splice(collection.indexes.indexOf(index), 1);
  }

  /** Stores changed options (collMod) and gives the collection anew with them. */
  changeOptions(collection: Collection, options: Doc): void {
    this.sqlite.run('UPDATE collections SET options = ? WHERE id = ?', encode(options), collection.info.id);
    this.collections.set(collection.namespace, new Collection(this.sqlite, { ...collection.info, options }, collection.indexes));
  }

  /** Also used when a transaction was lost: what is in the file is the truth. */
  load(): void {
    const specs = this.sqlite.rows('SELECT id, collection, spec, multikey FROM indexes ORDER BY id');
    this.collections = new Map();
    for (const [id, database, name, options] of this.sqlite.rows('SELECT id, database, name, options FROM collections ORDER BY id')) {
      const indexes = specs.filter((row) => row[1] === id).map((row) => loadIndex(row));
      const info = { id: Number(id), database: String(database), name: String(name), options: decode(asBuffer(options)) };
      this.collections.set(`${info.database}.${info.name}`, new Collection(this.sqlite, info, indexes));
    }
  }
}

function loadIndex([id, , spec, multikey]: readonly unknown[]): Index {
  const positions = String(multikey).split(',').filter(Boolean).map(Number);
  return { ...parseIndex(decode(asBuffer(spec))), id: Number(id), table: `i${Number(id)}`, multikey: new Set(positions) };
}

export function checkName(database: string, name: string): void {
  if (name === '' || name.includes('$') || name.includes('\0') || name.startsWith('.') || name.endsWith('.')) {
    refuse(73, `Invalid namespace specified '${database}.${name}'`);
  }
  if (name.startsWith('system.')) refuse(73, `devdb does not support system collections ('${name}')`);
  if (/[/\\. "$*<>:|?\0]/.test(database) || database === '') refuse(73, `Invalid database name '${database}'`);
}
