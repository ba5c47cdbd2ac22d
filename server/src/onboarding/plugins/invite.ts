// What an operator hands to a merchant: one line with our address and a code that nobody can guess. Only its hash is kept.
import { createHash, randomBytes } from 'node:crypto';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Invitations } from '../../stores/invitations.ts';

export const codeHash = (code: string): string => createHash('sha256').update(code).digest('hex');

/** What is pasted into the plugin: base64url of JSON with `u`, our address, and `c`, the code. */
export function connectionLine(appUrl: string, code: string): string {
  return Buffer.from(JSON.stringify({ u: appUrl, c: code })).toString('base64url');
}

export interface Invited {
  readonly line: string;
  readonly expiresAt: number;
}

/** `forStore` null: a store that is not known yet. */
export async function invite(
  invitations: Pick<Invitations, 'add'>,
  { appUrl, forStore, now, lifeMs }: { appUrl: string; forStore: StoreId | null; now: number; lifeMs: number },
): Promise<Invited> {
  const code = randomBytes(32).toString('base64url');
  const expiresAt = now + lifeMs;
  await invitations.add({ hash: codeHash(code), forStore, createdAt: now, expiresAt, used: null, approval: null });
  return { line: connectionLine(appUrl, code), expiresAt };
}
