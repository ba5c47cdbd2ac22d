/** Writes values as BSON. `Raw` puts stored bytes into a reply as they are, so that reading needs no decoding. */
import { ByteWriter } from './bytes.ts';
import { Bin, Double, MinKey, Oid, Regex, Timestamp } from './value.ts';
import type { MaxKey, Value } from './value.ts';

export class Raw {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export type Encodable = Value | Raw | readonly Encodable[] | ReadonlyMap<string, Encodable>;
export type Reply = Map<string, Encodable>;

function writeDocument(out: ByteWriter, document: ReadonlyMap<string, Encodable>): void {
  const start = out.reserve(4);
  for (const [name, value] of document) writeField(out, name, value);
  out.byte(0);
  out.bytes.writeInt32LE(out.length - start, start);
}

function writeArray(out: ByteWriter, items: readonly Encodable[]): void {
  const start = out.reserve(4);
  for (let i = 0; i < items.length; i++) writeField(out, String(i), items[i] ?? null);
  out.byte(0);
  out.bytes.writeInt32LE(out.length - start, start);
}

function head(out: ByteWriter, type: number, name: string): void {
  out.byte(type);
  cstring(out, name);
}

function cstring(out: ByteWriter, value: string): void {
  out.text(value);
  out.byte(0);
}

function writeField(out: ByteWriter, name: string, value: Encodable): void {
  if (typeof value === 'string') writeString(out, name, value);
  else if (typeof value === 'number') writeInt(out, name, value);
  else if (typeof value === 'boolean') {
    head(out, 8, name);
    out.byte(value ? 1 : 0);
  } else if (typeof value === 'bigint') {
    head(out, 18, name);
    const at = out.reserve(8);
    out.bytes.writeBigInt64LE(value, at);
  } else if (value === null) head(out, 10, name);
  else writeObject(out, name, value);
}

function writeString(out: ByteWriter, name: string, value: string): void {
  head(out, 2, name);
  const start = out.reserve(4);
  const count = out.text(value);
  out.byte(0);
  out.bytes.writeInt32LE(count + 1, start);
}

function writeInt(out: ByteWriter, name: string, value: number): void {
  if ((value | 0) !== value) throw new Error(`internal: ${value} in '${name}' is not an int32`);
  head(out, 16, name);
  out.int32(value);
}

function writeObject(out: ByteWriter, name: string, value: Exclude<Encodable, null | string | number | bigint | boolean>): void {
  if (value instanceof Map) {
    head(out, 3, name);
    writeDocument(out, value);
  } else if (Array.isArray(value)) {
    head(out, 4, name);
    writeArray(out, value);
  } else if (value instanceof Raw) {
    head(out, 3, name);
    out.raw(value.bytes);
  } else if (value instanceof Double) {
    head(out, 1, name);
    const at = out.reserve(8);
    out.bytes.writeDoubleLE(value.value, at);
  } else if (value instanceof Date) {
    head(out, 9, name);
    const at = out.reserve(8);
    out.bytes.writeBigInt64LE(BigInt(value.getTime()), at);
  } else if (value instanceof Oid) {
    head(out, 7, name);
    out.raw(value.bytes);
  } else writeRare(out, name, value as Bin | Regex | Timestamp | MinKey | MaxKey);
}

function writeRare(out: ByteWriter, name: string, value: Bin | Regex | Timestamp | MinKey | MaxKey): void {
  if (value instanceof Bin) {
    head(out, 5, name);
    out.int32(value.bytes.length);
    out.byte(value.subtype);
    out.raw(value.bytes);
  } else if (value instanceof Regex) {
    head(out, 11, name);
    cstring(out, value.pattern);
    cstring(out, value.flags);
  } else if (value instanceof Timestamp) {
    head(out, 17, name);
    const at = out.reserve(8);
    out.bytes.writeBigUInt64LE(value.value, at);
  } else head(out, value instanceof MinKey ? 255 : 127, name);
}

export function encode(document: ReadonlyMap<string, Encodable>): Buffer {
  const out = new ByteWriter();
  writeDocument(out, document);
  return out.done();
}
