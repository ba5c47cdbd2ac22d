// SHA-256 of what may never change. Kept out of the core because hashing is the platform's; the text that is hashed is the core's.
import { hash } from 'node:crypto';
import { canonicalEntry } from '../loyalty/ledger/canonical.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';

export function hashOfEntry(entry: Omit<Entry, 'hash'>): string {
  return hash('sha256', canonicalEntry(entry), 'hex');
}

/** The hash of a caller's intention: kind, ids and the asked amount; never times, versions or results. */
export function hashOfIntention(...parts: readonly (string | number)[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex');
}
