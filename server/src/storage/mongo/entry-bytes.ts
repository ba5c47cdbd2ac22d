// Entries from the bytes they are stored in. A proof reads every entry there is, and the driver's general decoder was half of its work: entries
// are alike, so which field comes next is nearly always known, and a text is a part of one text made of the whole document.
// Whatever is not expected here is left to the general decoder, which also knows how to complain.
import { deserialize } from 'bson';
import type { EntryDocument } from './mongo-ledger-store.ts';

const TYPE = { double: 1, text: 2, document: 3, array: 4, objectId: 7, boolean: 8, nothing: 10, int32: 16, int64: 18 } as const;
const OBJECT_ID_BYTES = 12;
const TWO_POW_32 = 2 ** 32;
/** Looking at every letter of a text this long costs more than to have it decoded. */
const LONG = 80;
const NOT_ASCII = /[\u0080-\uffff]/;

class Unexpected extends Error {}

/** A field's name, and which one followed it last time. */
class Name {
  readonly text: string;
  readonly bytes: Buffer;
  next: Name | null = null;

  constructor(text: string) {
    this.text = text;
    this.bytes = Buffer.from(`${text}\0`, 'latin1');
  }
}

export class EntryBytes {
  readonly #names = new Map<string, Name>();
  #bytes: Buffer = Buffer.alloc(0);
  #text = '';
  #at = 0;
  #last: Name = new Name('');

  /** The document without its `_id`, of which nothing depends. */
  read(bytes: Uint8Array): EntryDocument {
    try {
      this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      this.#text = this.#bytes.toString('latin1');
      this.#at = 0;
      return this.#document() as unknown as EntryDocument;
    } catch {
      return deserialize(bytes) as EntryDocument;
    }
  }

  #document(): Record<string, unknown> {
    const end = this.#end();
    const fields: Record<string, unknown> = {};
    for (let type = this.#byte(); type !== 0; type = this.#byte()) {
      const name = this.#name();
      if (type === TYPE.objectId) this.#at += OBJECT_ID_BYTES;
      else fields[name] = this.#value(type);
    }
    if (this.#at !== end) throw new Unexpected();
    return fields;
  }

  #array(): unknown[] {
    const end = this.#end();
    const values: unknown[] = [];
    for (let type = this.#byte(); type !== 0; type = this.#byte()) {
      this.#at = this.#text.indexOf('\0', this.#at) + 1;
      values.push(this.#value(type));
    }
    if (this.#at !== end) throw new Unexpected();
    return values;
  }

  #value(type: number): unknown {
    switch (type) {
      case TYPE.text:
        return this.#string();
      case TYPE.int32:
        return this.#int32();
      case TYPE.double:
        this.#at += 8;
        return this.#bytes.readDoubleLE(this.#at - 8);
      case TYPE.nothing:
        return null;
      case TYPE.document:
        return this.#document();
      case TYPE.array:
        return this.#array();
      case TYPE.boolean:
        return this.#byte() === 1;
      case TYPE.int64:
        return this.#int64();
      default:
        throw new Unexpected();
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Unexpected();
    this.#at += 1;
    return byte;
  }

  #int32(): number {
    this.#at += 4;
    return this.#bytes.readInt32LE(this.#at - 4);
  }

  #int64(): number {
    const low = this.#int32() >>> 0;
    const number = this.#int32() * TWO_POW_32 + low;
    if (!Number.isSafeInteger(number)) throw new Unexpected();
    return number;
  }

  #end(): number {
    const length = this.#int32();
    return this.#at - 4 + length;
  }

  #string(): string {
    const length = this.#int32();
    const from = this.#at;
    if (length < 1 || from + length > this.#bytes.length) throw new Unexpected();
    this.#at = from + length;
    if (length > LONG) return this.#bytes.toString('utf8', from, from + length - 1);
    const text = this.#text.substring(from, from + length - 1);
    return NOT_ASCII.test(text) ? this.#bytes.toString('utf8', from, from + length - 1) : text;
  }

  #name(): string {
    const guess = this.#last.next;
    if (guess !== null && this.#isNext(guess.bytes)) {
      this.#last = guess;
      this.#at += guess.bytes.length;
      return guess.text;
    }
    const end = this.#text.indexOf('\0', this.#at);
    const text = this.#text.substring(this.#at, end);
    // Such a name would not become a field; and one beyond ASCII is not ours.
    if (end < 0 || text === '__proto__' || NOT_ASCII.test(text)) throw new Unexpected();
    this.#at = end + 1;
    this.#last.next = this.#known(text);
    this.#last = this.#last.next;
    return this.#last.text;
  }

  #isNext(name: Buffer): boolean {
    const [bytes, at] = [this.#bytes, this.#at];
    for (let index = name.length - 1; index >= 0; index -= 1) if (bytes[at + index] !== name[index]) return false;
    return true;
  }

  /** Made flat, not as a part of a whole document that would stay with it. */
  #known(text: string): Name {
    const known = this.#names.get(text) ?? new Name(Buffer.from(text, 'latin1').toString('latin1'));
    this.#names.set(known.text, known);
    return known;
  }
}
