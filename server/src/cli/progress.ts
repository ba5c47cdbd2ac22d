// A line that tells how far it is, for a person at a terminal; nothing when the output goes into a file or a script.
import type { Progress } from '../ledger/verify.ts';

const EVERY_MS = 200;

export function progressOf(what: string): { readonly tell: (progress: Progress) => void; readonly end: () => void } {
  if (!process.stderr.isTTY) return { tell: () => undefined, end: () => undefined };
  let toldAt = 0;
  const tell = ({ entries, estimated }: Progress): void => {
    if (performance.now() - toldAt < EVERY_MS) return;
    toldAt = performance.now();
    const percent = estimated === 0 ? 100 : Math.floor((100 * entries) / estimated);
    process.stderr.write(`\r\u001B[K${what}: ${entries} of about ${estimated} entries (${percent} %)`);
  };
  return { tell, end: () => void process.stderr.write('\r\u001B[K') };
}
