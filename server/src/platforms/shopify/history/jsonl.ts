// The file of a bulk operation, read in parts: from a byte on, so many things, each with what lies below it. Never as a whole: it may be a gigabyte.
import { StoreUnreachable } from '../../platform.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A thing and the rows below it, which follow it directly because they were ordered in groups. */
export interface Grouped {
  readonly root: Row;
  readonly below: readonly Row[];
}

export interface FilePart {
  readonly things: readonly Grouped[];
  /** The byte at which the next thing begins; null: the file ends. */
  readonly next: number | null;
}

/** The address is no longer good: the file was kept for seven days. */
export class FileGone extends Error {}

const NEWLINE = 0x0a;
/** Longer than the longest order that anybody places. */
const LINE_MAX = 8_000_000;

async function open(fetchImpl: typeof fetch, url: string, from: number): Promise<{ body: AsyncIterable<Uint8Array>; skip: number } | null> {
  let response: Response;
  try {
    response = await fetchImpl(url, from === 0 ? {} : { headers: { range: `bytes=${from}-` } });
  } catch {
    throw new StoreUnreachable('the file of the shop’s history could not be reached');
  }
  const { status, body } = response;
  if (status === 416) return null;
  if (status >= 500 || status === 429) throw new StoreUnreachable(`the file of the shop’s history answered ${status}`);
  if ((status !== 200 && status !== 206) || body === null) throw new FileGone(`the file of the shop’s history answered ${status}`);
  // Who does not understand ranges sends everything.
  return { body, skip: status === 206 ? 0 : from };
}

interface Line {
  readonly text: string;
  /** Behind its line break. */
  readonly end: number;
}

async function* linesOf(body: AsyncIterable<Uint8Array>, skip: number, from: number): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0);
  let [skipped, at] = [0, from];
  for await (const chunk of body) {
    const left = Math.min(skip - skipped, chunk.length);
    skipped += left;
    rest = Buffer.concat([rest, chunk.subarray(left)]);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      at += end + 1;
      yield { text: rest.toString('utf8', 0, end), end: at };
      rest = rest.subarray(end + 1);
    }
    if (rest.length > LINE_MAX) throw new StoreUnreachable('a line of the shop’s history is longer than anything we know');
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), end: at + rest.length };
}

/** Stops reading as soon as it has enough. @throws FileGone, StoreUnreachable */
export async function readPart(fetchImpl: typeof fetch, url: string, from: number, most: number): Promise<FilePart> {
  const file = await open(fetchImpl, url, from);
  if (file === null) return { things: [], next: null };
  const things: { root: Row; below: Row[] }[] = [];
  let begins = from;
  try {
    for await (const { text, end } of linesOf(file.body, file.skip, from)) {
      if (text.trim() !== '') {
        const row = JSON.parse(text) as Row;
        const above = things.at(-1);
        if (typeof row['__parentId'] === 'string') {
          if (above?.root['id'] !== row['__parentId']) throw new StoreUnreachable('the shop’s history is not in groups');
          above.below.push(row);
        } else if (things.length >= most) return { things, next: begins };
        else things.push({ root: row, below: [] });
      }
      begins = end;
    }
  } catch (error) {
    if (error instanceof StoreUnreachable) throw error;
    // Cut off in the middle of a line or of the connection: the same part is asked for again.
    throw new StoreUnreachable('the file of the shop’s history broke off');
  }
  return { things, next: null };
}
