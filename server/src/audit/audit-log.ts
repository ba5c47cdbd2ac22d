// The port to who changed what. It can append and read; there is no update and no delete.
import type { admin } from '../contract/index.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { Change } from './changes.ts';

export interface AuditEntry {
  /** Made of the request where it names itself, so that a repeated click is one line. */
  readonly auditId: string;
  readonly storeId: StoreId;
  readonly at: number;
  readonly by: { readonly userId: string; readonly name: string };
  readonly action: admin.AuditAction;
  /** What it was done to, the most telling first; every one finds the entry. */
  readonly subjects: readonly string[];
  /** Of personal fields there are only names and hashes, never values. */
  readonly changes: readonly Change[];
}

export interface AuditFilter {
  readonly action?: admin.AuditAction | undefined;
  readonly subject?: string | undefined;
}

export interface AuditLog {
  /** Adding the same id again changes nothing. */
  add(entry: AuditEntry): Promise<void>;
  /** Newest first; positions are opaque. @throws RangeError for a position that was never given out. */
  page(
    storeId: StoreId,
    filter: AuditFilter,
    before: string | null,
    limit: number,
  ): Promise<{ entries: AuditEntry[]; next: string | null }>;
}
