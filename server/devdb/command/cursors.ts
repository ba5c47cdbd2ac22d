/** Answers in batches. What is left of an answer waits under a number until it is asked for, killed, or forgotten after ten minutes. */
import { encode, Raw } from '../bson/encode.ts';
import type { Reply } from '../bson/encode.ts';
import type { Doc } from '../bson/value.ts';
import { CommandError, refuse } from '../errors.ts';
import { ok } from './context.ts';

const FIRST_BATCH = 101;
const MOST_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60 * 1000;

interface Cursor {
  readonly namespace: string;
  readonly rest: Iterator<Raw>;
  pending: Raw | undefined;
  usedAt: number;
}

export const asRaw = (document: Doc): Raw => new Raw(encode(document));

export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  private lastId = BigInt(Date.now()) * 1000n;

  /** The first batch; `limit` is reached before the cursor is left open. */
  start(namespace: string, documents: Iterable<Raw>, batchSize: number | undefined, single = false): Reply {
    const cursor: Cursor = { namespace, rest: documents[Symbol.iterator](), pending: undefined, usedAt: Date.now() };
    const { batch, done } = nextBatch(cursor, batchSize ?? FIRST_BATCH);
    const id = done || single ? 0n : ++this.lastId;
    if (id !== 0n) this.open.set(id, cursor);
    return ok({
      cursor: new Map<string, bigint | string | Raw[]>([
        ['firstBatch', batch],
        ['id', id],
        ['ns', namespace],
      ]),
    });
  }

  more(id: bigint, namespace: string, batchSize: number | undefined): Reply {
    const cursor = this.open.get(id);
    if (!cursor) return refuse(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace)
      refuse(13, `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`);
    const { batch, done } = this.batchOf(id, cursor, batchSize);
    if (done) this.open.delete(id);
    return ok({
      cursor: new Map<string, bigint | string | Raw[]>([
        ['nextBatch', batch],
        ['id', done ? 0n : id],
        ['ns', namespace],
      ]),
    });
  }

  private batchOf(id: bigint, cursor: Cursor, batchSize: number | undefined): ReturnType<typeof nextBatch> {
    cursor.usedAt = Date.now();
    try {
      return nextBatch(cursor, batchSize === undefined || batchSize === 0 ? Number.POSITIVE_INFINITY : batchSize);
    } catch (error) {
      this.open.delete(id);
      if (error instanceof CommandError) throw error;
      return refuse(175, `cursor ${id} was killed because its collection changed`);
    }
  }

  kill(id: bigint): boolean {
    const cursor = this.open.get(id);
    cursor?.rest.return?.();
    return this.open.delete(id);
  }

  forgetIdle(now: number): void {
    for (const [id, cursor] of this.open) if (now - cursor.usedAt > IDLE_MS) this.kill(id);
  }
}

function nextBatch(cursor: Cursor, count: number): { readonly batch: Raw[]; readonly done: boolean } {
  const batch: Raw[] = [];
  let bytes = 0;
  for (;;) {
    const document = cursor.pending ?? next(cursor);
    if (document === undefined) return { batch, done: true };
    bytes += document.bytes.length;
    if (batch.length >= count || (batch.length > 0 && bytes > MOST_BYTES)) {
      cursor.pending = document;
      return { batch, done: false };
    }
    cursor.pending = undefined;
    batch.push(document);
  }
}

function next(cursor: Cursor): Raw | undefined {
  const { done, value } = cursor.rest.next() as IteratorResult<Raw, undefined>;
  return done === true ? undefined : value;
}
