/** Reads BSON bytes into values without changing any type; refuses the types this server does not compute with (code 115). */
import { refuse } from '../errors.ts';
import { Bin, Double, MaxKey, MinKey, Oid, Regex, Timestamp } from './value.ts';
import type { Doc, Value } from './value.ts';

const MAX_DEPTH = 200;
const LARGEST_DATE = 8_640_000_000_000_000n;
const REFUSED: Readonly<Record<number, string>> = {
  6: 'undefined',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  19: 'decimal (Decimal128)',
};

/** Bytes of the values that are always equally long. */
const LENGTHS: Readonly<Record<number, number>> = { 1: 8, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8 };

class Reader {
  readonly bytes: Buffer;
  position: number;

  constructor(bytes: Buffer, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  document(depth: number): Doc {
    const result: Doc = new Map();
    this.fields(depth, (name, value) => result.set(name, value));
    return result;
  }

  array(depth: number): Value[] {
    const result: Value[] = [];
    this.fields(depth, (_, value) => result.push(value));
    return result;
  }

  private fields(depth: number, take: (name: string, value: Value) => void): void {
    if (depth > MAX_DEPTH) refuse(15, `Object nested deeper than ${MAX_DEPTH} levels`);
    const end = this.end();
    for (;;) {
      const type = this.bytes[this.position++];
      if (type === 0) break;
      if (type === undefined || this.position >= end) refuse(22, 'BSON document ends too early');
      const name = this.cstring();
      take(name, this.value(type, name, depth));
    }
    if (this.position !== end) refuse(22, 'BSON document has a wrong length');
  }

  /** Only the named fields; of the others no value is made. */
  some(names: ReadonlySet<string>): Doc {
    const result: Doc = new Map();
    const end = this.end();
    while (result.size < names.size) {
      const type = this.bytes[this.position++] ?? 0;
      if (type === 0 || this.position >= end) break;
      const name = this.cstring();
      if (names.has(name)) result.set(name, this.value(type, name, 1));
      else this.pass(type, name);
    }
    return result;
  }

  private pass(type: number, name: string): void {
    const fixed = LENGTHS[type];
    if (fixed !== undefined) this.skip(fixed);
    else if (type === 2) this.skip(this.int32());
    else if (type === 3 || type === 4) this.skip(this.bytes.readInt32LE(this.position));
    else if (type === 5) this.skip(this.int32() + 1);
    else this.value(type, name, 1);
  }

  private end(): number {
    const start = this.position;
    if (start + 5 > this.bytes.length) refuse(22, 'BSON document ends too early');
    const end = start + this.bytes.readInt32LE(start);
    if (end < start + 5 || end > this.bytes.length) refuse(22, 'BSON document has a wrong length');
    this.position = start + 4;
    return end;
  }

  private value(type: number, name: string, depth: number): Value {
    switch (type) {
      case 2:
        return this.string();
      case 16:
        return this.int32();
      case 1:
        return new Double(this.bytes.readDoubleLE(this.skip(8)));
      case 18:
        return this.bytes.readBigInt64LE(this.skip(8));
      case 9:
        return this.date(name);
      case 7:
        return new Oid(this.slice(12));
      case 8:
        return this.bytes[this.skip(1)] !== 0;
      case 10:
        return null;
      case 3:
        return this.document(depth + 1);
      case 4:
        return this.array(depth + 1);
      default:
        return this.rareValue(type, name);
    }
  }

  private rareValue(type: number, name: string): Value {
    switch (type) {
      case 5:
        return this.binary();
      case 11:
        return new Regex(this.cstring(), this.cstring());
      case 17:
        return new Timestamp(this.bytes.readBigUInt64LE(this.skip(8)));
      case 255:
        return new MinKey();
      case 127:
        return new MaxKey();
      default:
        return refuse(115, `devdb does not support the BSON type ${REFUSED[type] ?? type} (field '${name}')`);
    }
  }

  private skip(length: number): number {
    const start = this.position;
    this.position += length;
    if (this.position > this.bytes.length) refuse(22, 'BSON value ends too early');
    return start;
  }

  private slice(length: number): Buffer {
    const start = this.skip(length);
    return this.bytes.subarray(start, start + length);
  }

  private int32(): number {
    return this.bytes.readInt32LE(this.skip(4));
  }

  private date(name: string): Date {
    const at = this.bytes.readBigInt64LE(this.skip(8));
    if (at > LARGEST_DATE || at < -LARGEST_DATE) refuse(115, `devdb does not support dates that JavaScript cannot hold (field '${name}')`);
    return new Date(Number(at));
  }

  private string(): string {
    const length = this.int32();
    if (length < 1) refuse(22, 'BSON string has a wrong length');
    const start = this.skip(length);
    return text(this.bytes, start, start + length - 1);
  }

  private cstring(): string {
    const start = this.position;
    const end = this.bytes.indexOf(0, start);
    if (end < 0) refuse(22, 'BSON name has no end');
    this.position = end + 1;
    return text(this.bytes, start, end);
  }

  private binary(): Bin {
    const length = this.int32();
    if (length < 0) refuse(22, 'BSON binary has a wrong length');
    const subtype = this.bytes[this.skip(1)] ?? 0;
    return new Bin(subtype, this.slice(length));
  }
}

/** Short ASCII is built here, because crossing into native code costs more than the loop. */
function text(bytes: Buffer, start: number, end: number): string {
  if (end - start > 24) return bytes.toString('utf8', start, end);
  let result = '';
  for (let i = start; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > 127) return bytes.toString('utf8', start, end);
    result += String.fromCharCode(byte);
  }
  return result;
}

export function decode(bytes: Buffer, position = 0): Doc {
  return new Reader(bytes, position).document(1);
}

/** The named top-level fields of a document that was stored by us, in the order they have in it. */
export function decodeSome(bytes: Buffer, names: ReadonlySet<string>): Doc {
  return new Reader(bytes, 0).some(names);
}
