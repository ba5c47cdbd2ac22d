/**
 * MongoDB's messages: OP_MSG both ways, and OP_QUERY only for the first hello of a driver. What a client may not send
 * (checksums, compression, unknown required flags) is refused, never skipped.
 */
import { decode } from '../bson/decode.ts';
import { encode, Raw } from '../bson/encode.ts';
import type { Reply } from '../bson/encode.ts';
import type { Doc } from '../bson/value.ts';
import { refuse } from '../errors.ts';

export const MAX_MESSAGE_BYTES = 48_000_000;
const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM = 1;
const MORE_TO_COME = 2;

export interface Request {
  readonly id: number;
  readonly legacy: boolean;
  /** Nobody waits for an answer (write concern 0). */
  readonly silent: boolean;
  readonly body: Doc;
  /** Document sequences by name, still as bytes: an insert stores them as they came. */
  readonly sequences: ReadonlyMap<string, readonly Raw[]>;
}

export interface Frame {
  readonly id: number;
  readonly bytes: Buffer;
}

export function parse({ id, bytes }: Frame): Request {
  const operation = bytes.readInt32LE(12);
  if (operation === OP_QUERY) return parseQuery(id, bytes);
  if (operation !== OP_MSG) refuse(59, `devdb does not understand wire operation ${operation}`);
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  if (flags & CHECKSUM) refuse(2, 'devdb does not support message checksums');
  if (flags & 0xfffc) refuse(2, `unknown required message flags ${flags}`);
  return { id, legacy: false, silent: (flags & MORE_TO_COME) !== 0, ...sections(bytes) };
}

function sections(bytes: Buffer): Pick<Request, 'body' | 'sequences'> {
  const sequences = new Map<string, Raw[]>();
  let body: Doc | undefined;
  let at = HEADER_BYTES + 4;
  while (at < bytes.length) {
    const kind = bytes[at++];
    const end = at + bytes.readInt32LE(at);
    if (end > bytes.length || end < at + 5) refuse(22, 'a message section has a wrong length');
    if (kind === 0) body = decode(bytes, at);
    else if (kind === 1) addSequence(sequences, bytes.subarray(at + 4, end));
    else refuse(2, `unknown message section kind ${kind}`);
    at = end;
  }
  return body ? { body, sequences } : refuse(2, 'a message without a body');
}

function addSequence(sequences: Map<string, Raw[]>, bytes: Buffer): void {
  const nameEnd = bytes.indexOf(0);
  const documents: Raw[] = [];
  let at = nameEnd + 1;
  while (at < bytes.length) {
    const end = at + bytes.readInt32LE(at);
    if (end > bytes.length || end < at + 5) refuse(22, 'a document in a sequence has a wrong length');
    documents.push(new Raw(bytes.subarray(at, end)));
    at = end;
  }
  sequences.set(bytes.toString('utf8', 0, nameEnd), documents);
}

function parseQuery(id: number, bytes: Buffer): Request {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  const body = decode(bytes, nameEnd + 9);
  const database = bytes.toString('utf8', HEADER_BYTES + 4, nameEnd).split('.')[0] ?? 'admin';
  body.set('$db', database);
  return { id, legacy: true, silent: false, body, sequences: new Map() };
}

export function answer(request: { readonly id: number; readonly legacy: boolean }, reply: Reply): Buffer {
  const body = encode(reply);
  const prefix = request.legacy ? legacyPrefix() : messagePrefix();
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + prefix.length + body.length, 0);
  header.writeInt32LE(request.id, 8);
  header.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, prefix, body]);
}

/** No flags, then a section of kind 0. */
const messagePrefix = (): Buffer => Buffer.alloc(5);

/** Flags, cursor id, starting from, number of documents. */
function legacyPrefix(): Buffer {
  const prefix = Buffer.alloc(20);
  prefix.writeInt32LE(8, 0);
  prefix.writeInt32LE(1, 16);
  return prefix;
}
