/**
 * One collection: documents by record number, and a table of keys for each index. A write either changes the document and
 * all of its keys, or nothing: unique keys go in first, and a refusal takes out what was put in.
 */
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { same } from '../bson/order.ts';
import type { Doc } from '../bson/value.ts';
import { CommandError } from '../errors.ts';
import { duplicateKey } from './duplicate.ts';
import { keysOf } from './index-keys.ts';
import type { DocumentKeys, IndexKey } from './index-keys.ts';
import type { IndexSpec } from './index-spec.ts';
import type { Sqlite } from './sqlite.ts';

export const MAX_DOCUMENT_BYTES = 16_777_216;

export interface Index extends IndexSpec {
  readonly id: number;
  readonly table: string;
  /** Positions of fields that have met an array; such a field gives a document several keys. */
  readonly multikey: Set<number>;
}

export interface Stored {
  readonly record: number;
  readonly bytes: Buffer;
}

export interface CollectionInfo {
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly options: Doc;
}

export class Collection {
  readonly info: CollectionInfo;
  readonly indexes: Index[];
  readonly table: string;
  private readonly sqlite: Sqlite;
  private nextRecord: number;

  constructor(sqlite: Sqlite, info: CollectionInfo, indexes: Index[]) {
    this.sqlite = sqlite;
    this.info = info;
    this.indexes = indexes;
    this.table = `c${info.id}`;
    this.nextRecord = Number(sqlite.row(`SELECT coalesce(max(record), 0) FROM ${this.table} `)?.[0] ?? 0) + 1;
  }

  get namespace(): string {
    return `${this.info.database}.${this.info.name}`;
  }

  /** The top-level fields that decide about keys; undefined when any may. */
  get indexed(): ReadonlySet<string> | undefined {
    const roots = new Set<string>();
    for (const { fields, partial } of this.indexes) {
      for (const { parts } of fields) roots.add(parts[0] ?? '');
      if (partial !== undefined && partial.roots === undefined) return undefined;
      for (const root of partial?.roots ?? []) roots.add(root);
    }
    return roots;
  }

  count(): number {
    return Number(this.sqlite.row(`SELECT count(*) FROM ${this.table} `)?.[0] ?? 0);
  }

  insert(document: Doc, bytes: Buffer = encode(document)): void {
    checkSize(bytes);
    const record = this.nextRecord++;
    const added: [Index, IndexKey][] = [];
    for (const index of this.indexes) this.addKeys(index, this.keys(index, document).keys, record, added);
    this.sqlite.run(`INSERT INTO ${this.table} (record, document) VALUES (?, ?)`, record, bytes);
  }

  /** Replaces the stored document, which was `before` (in its indexed fields); its keys move with it in every index that sees a difference. */
  update(stored: Stored, document: Doc, bytes: Buffer, before: Doc): void {
    checkSize(bytes);
    const added: [Index, IndexKey][] = [];
    const removed: [Index, IndexKey][] = [];
    for (const index of this.indexes) {
      if (seesNoDifference(index, before, document)) continue;
      const old = this.keys(index, before).keys;
      const fresh = this.keys(index, document).keys;
      this.addKeys(index, without(fresh, old), stored.record, added);
      for (const key of without(old, fresh)) removed.push([index, key]);
    }
    for (const [index, key] of removed) this.removeKey(index, key, stored.record);
    this.sqlite.run(`UPDATE ${this.table} SET document = ? WHERE record = ?`, bytes, stored.record);
  }

  remove(stored: Stored, document: Doc = decode(stored.bytes)): void {
    for (const index of this.indexes) for (const key of this.keys(index, document).keys) this.removeKey(index, key, stored.record);
    this.sqlite.run(`DELETE FROM ${this.table} WHERE record = ?`, stored.record);
  }

  read(record: number): Stored | undefined {
    const row = this.sqlite.row(`SELECT document FROM ${this.table} WHERE record = ?`, record);
    return row && { record, bytes: asBuffer(row[0]) };
  }

  /** Fills a new index from what is stored; a duplicate stops it. */
  build(index: Index): void {
    for (let last = 0; ;) {
      const rows = this.sqlite.rows(`SELECT record, document FROM ${this.table} WHERE record > ? ORDER BY record LIMIT 500`, last);
      for (const [record, bytes] of rows) {
        last = Number(record);
        this.addKeys(index, this.keys(index, decode(asBuffer(bytes))).keys, last, []);
      }
      if (rows.length < 500) return;
    }
  }

  private keys(index: Index, document: Doc): DocumentKeys {
    const found = keysOf(index, document);
    for (const position of found.multikey) if (!index.multikey.has(position)) this.markMultikey(index, position);
    return found;
  }

  private markMultikey(index: Index, position: number): void {
    index.multikey.add(position);
    this.sqlite.run('UPDATE indexes SET multikey = ? WHERE id = ?', [...index.multikey].join(','), index.id);
  }

  private addKeys(index: Index, keys: readonly IndexKey[], record: number, added: [Index, IndexKey][]): void {
    for (const key of keys) {
      const count = this.sqlite.run(`INSERT OR IGNORE INTO ${index.table} (key, record) VALUES (?, ?)`, key.bytes, record);
      if (count === 0) {
        for (const [other, done] of added) this.removeKey(other, done, record);
        throw duplicateKey(this.namespace, index, key.values);
      }
      added.push([index, key]);
    }
  }

  private removeKey(index: Index, key: IndexKey, record: number): void {
    this.sqlite.run(`DELETE FROM ${index.table} WHERE key = ? AND record = ?`, key.bytes, record);
  }
}

/** A partial index may look at any field. */
function seesNoDifference({ partial, fields }: Index, before: Doc, after: Doc): boolean {
  return partial === undefined && fields.every(({ parts: [root = ''] }) => same(before.get(root), after.get(root)));
}

function without(keys: readonly IndexKey[], others: readonly IndexKey[]): readonly IndexKey[] {
  if (others.length === 0) return keys;
  return keys.filter(({ bytes }) => !others.some((other) => other.bytes.equals(bytes)));
}

function checkSize(bytes: Buffer): void {
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw new CommandError(10334, `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and 16793600`);
}

export function asBuffer(value: unknown): Buffer {
  const bytes = value as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
