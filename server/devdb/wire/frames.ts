/** Cuts a byte stream into messages; a length nobody may send ends the connection. */
import { MAX_MESSAGE_BYTES } from './message.ts';
import type { Frame } from './message.ts';

export class Frames {
  private parts: Buffer[] = [];
  private size = 0;

  /** The messages that are complete now. Pieces are joined only when a message is whole, so a large one is copied once. */
  *take(chunk: Buffer): Generator<Frame> {
    this.parts.push(chunk);
    this.size += chunk.length;
    for (let wanted = this.wanted(); wanted !== undefined && this.size >= wanted; wanted = this.wanted()) {
      const all = this.parts.length === 1 ? (this.parts[0] ?? chunk) : Buffer.concat(this.parts, this.size);
      const bytes = all.subarray(0, wanted);
      this.parts = all.length > wanted ? [all.subarray(wanted)] : [];
      this.size -= wanted;
      yield { id: bytes.readInt32LE(4), bytes };
    }
  }

  private wanted(): number | undefined {
    if (this.size < 16) return undefined;
    const [first] = this.parts;
    if (first && first.length < 4) this.parts = [Buffer.concat(this.parts, this.size)];
    const length = this.parts[0]?.readInt32LE(0) ?? 0;
    if (length < 16 || length > MAX_MESSAGE_BYTES) throw new Error(`a message of ${length} bytes`);
    return length;
  }
}
