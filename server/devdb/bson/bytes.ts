/** A growing row of bytes, shared by the BSON writer and the key writer. */
export class ByteWriter {
  bytes: Buffer = Buffer.allocUnsafe(512);
  length = 0;

  reserve(count: number): number {
    const start = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.length, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, start);
      this.bytes = larger;
    }
    return start;
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  int32(value: number): void {
    const at = this.reserve(4);
    this.bytes.writeInt32LE(value, at);
  }

  raw(value: Uint8Array): void {
    const at = this.reserve(value.length);
    this.bytes.set(value, at);
  }

  /** UTF-8 without a terminator; returns how many bytes it took. */
  text(value: string): number {
    const start = this.length;
    if (value.length < 24 && this.ascii(value)) return value.length;
    this.length = start;
    const count = Buffer.byteLength(value);
    const at = this.reserve(count);
    this.bytes.write(value, at, 'utf8');
    return count;
  }

  private ascii(value: string): boolean {
    const at = this.reserve(value.length);
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 127) return false;
      this.bytes[at + i] = code;
    }
    return true;
  }

  done(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.length));
  }
}
