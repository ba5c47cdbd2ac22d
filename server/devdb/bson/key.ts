/**
 * Bytes that sort as the values do, so that a B-tree of byte strings is an index: compare(a, b) has the sign of
 * Buffer.compare(keyOf(a), keyOf(b)), and no key is the beginning of another. A descending part is the same bytes inverted.
 */
import { ByteWriter } from './bytes.ts';
import { KIND, kindOf, numeric } from './order.ts';
import { Bin, Regex } from './value.ts';
import type { Doc, Found, Num, Oid, Timestamp, Value } from './value.ts';

const SIGN = 1n << 63n;
const EXACT = 0x80;
const WHOLE = Number.MAX_SAFE_INTEGER;

export class KeyWriter {
  private readonly out = new ByteWriter();

  add(value: Found, descending: boolean): void {
    const start = this.out.length;
    this.write(value);
    if (descending) invert(this.out.bytes, start, this.out.length);
  }

  /** The beginning of all keys of one kind: the edge of a range over that kind. */
  addKind(kind: number, descending: boolean): void {
    this.out.byte(descending ? 255 - kind : kind);
  }

  raw(bytes: Uint8Array): void {
    this.out.raw(bytes);
  }

  done(): Buffer {
    return this.out.done();
  }

  private write(value: Found): void {
    if (Array.isArray(value) && value.length === 0) this.out.byte(KIND.emptyArray);
    else this.writeNested(value);
  }

  private writeNested(value: Found): void {
    const kind = kindOf(value);
    this.out.byte(kind);
    if (kind === KIND.string) this.escaped(Buffer.from(value as string));
    else if (kind === KIND.number) this.number(value as Num);
    else if (kind === KIND.objectId) this.out.raw((value as Oid).bytes);
    else if (kind === KIND.date) this.int64(BigInt((value as Date).getTime()) + SIGN);
    else if (kind === KIND.bool) this.out.byte(value === true ? 1 : 0);
    else this.compound(kind, value);
  }

  private compound(kind: number, value: Found): void {
    if (kind === KIND.object) this.document(value as Doc);
    else if (kind === KIND.array) this.array(value as Value[]);
    else if (kind === KIND.timestamp) this.int64((value as Timestamp).value);
    else if (value instanceof Bin) this.binary(value);
    else if (value instanceof Regex) {
      this.escaped(Buffer.from(value.pattern));
      this.escaped(Buffer.from(value.flags));
    }
  }

  /** The nearest double in an order-preserving form; a long beyond 2^53 adds how far it is from that double. */
  private number(value: Num): void {
    const exact = numeric(value);
    const near = Number(exact);
    const at = this.out.reserve(9);
    const bytes = this.out.bytes;
    if (Number.isNaN(near)) bytes.fill(0, at, at + 8);
    else {
      bytes.writeDoubleBE(near === 0 ? 0 : near, at);
      if (near < 0) invert(bytes, at, at + 8);
      else bytes[at] = (bytes[at] ?? 0) | 0x80;
    }
    bytes[at + 8] = EXACT;
    if (typeof exact === 'bigint' && Math.abs(near) > WHOLE) this.rest(at + 8, Number(exact - BigInt(near)));
  }

  private rest(at: number, distance: number): void {
    if (distance === 0) return;
    this.out.bytes[at] = distance < 0 ? EXACT - 1 : EXACT + 1;
    const next = this.out.reserve(2);
    this.out.bytes.writeUInt16BE(distance + 0x8000, next);
  }

  private int64(value: bigint): void {
    const at = this.out.reserve(8);
    this.out.bytes.writeBigUInt64BE(BigInt.asUintN(64, value), at);
  }

  private escaped(bytes: Buffer): void {
    let from = 0;
    for (let zero = bytes.indexOf(0); zero >= 0; zero = bytes.indexOf(0, from)) {
      this.out.raw(bytes.subarray(from, zero + 1));
      this.out.byte(0xff);
      from = zero + 1;
    }
    this.out.raw(from === 0 ? bytes : bytes.subarray(from));
    this.out.byte(0);
    this.out.byte(1);
  }

  private binary(value: Bin): void {
    const at = this.out.reserve(5);
    this.out.bytes.writeUInt32BE(value.bytes.length, at);
    this.out.bytes[at + 4] = value.subtype;
    this.out.raw(value.bytes);
  }

  /** Field by field: kind, name, value, as documents are compared; the end sorts before any kind. */
  private document(value: Doc): void {
    for (const [name, item] of value) {
      this.out.byte(kindOf(item));
      this.escaped(Buffer.from(name));
      this.writeNested(item);
    }
    this.out.byte(0);
  }

  private array(value: readonly Value[]): void {
    for (const item of value) this.writeNested(item);
    this.out.byte(0);
  }
}

function invert(bytes: Buffer, start: number, end: number): void {
  for (let i = start; i < end; i++) bytes[i] = 255 - (bytes[i] ?? 0);
}

export function keyOf(value: Found): Buffer {
  const writer = new KeyWriter();
  writer.add(value, false);
  return writer.done();
}

/** The first key after all that begin with these bytes. */
export function after(prefix: Uint8Array): Buffer {
  const result = Buffer.from(prefix);
  for (let i = result.length - 1; i >= 0; i--) {
    const byte = result[i] ?? 255;
    if (byte < 255) {
      result[i] = byte + 1;
      return result.subarray(0, i + 1);
    }
  }
  return Buffer.alloc(64, 255);
}
