// A body as text, read only up to a limit: a store, or who answers in its name, must not be able to fill our memory.
import { StoreRefused } from '../platform.ts';

export async function readAtMost(response: Response, maxBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    // Leaving the loop ends the connection.
    if (size > maxBytes) throw new StoreRefused(response.status, `the answer is larger than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
