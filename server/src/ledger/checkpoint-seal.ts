// HMAC-SHA256 over a checkpoint with a key derived from the server's keyring. Whoever can only write to the database cannot make one.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { StoreId } from '../loyalty/ids.ts';
import { canonicalCheckpoint, type Checkpoint, type CheckpointContent } from './checkpoint.ts';

/** What of the keyring a seal needs. */
export interface SealKeys {
  derive(purpose: string): Buffer;
  sealText(plain: string, context: string): string;
  openText(sealed: string, context: string): string;
}

const contextOf = (storeId: StoreId): string => `checkpoint/${storeId}`;

function hmac(key: Buffer, content: CheckpointContent): string {
  return createHmac('sha256', key).update(canonicalCheckpoint(content)).digest('hex');
}

export function sealCheckpoint(keys: SealKeys, content: CheckpointContent): Pick<Checkpoint, 'seal' | 'sealedKey'> {
  const key = keys.derive(contextOf(content.storeId));
  return { seal: hmac(key, content), sealedKey: keys.sealText(key.toString('base64'), contextOf(content.storeId)) };
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Null when the seal is ours, else why not. A key that nobody of the keyring sealed is as good as none. */
export function sealProblem(keys: SealKeys, checkpoint: Checkpoint): string | null {
  try {
    const key = Buffer.from(keys.openText(checkpoint.sealedKey, contextOf(checkpoint.storeId)), 'base64');
    return same(hmac(key, checkpoint), checkpoint.seal) ? null : 'its content is not what was sealed';
  } catch (error) {
    return `its key does not open (${error instanceof Error ? error.message : String(error)})`;
  }
}
