// Every change leaves a line of who did what, before it is answered. A request that names itself leaves one, however often it is sent.
import { randomUUID } from 'node:crypto';
import { changesBetween, type Change } from '../../audit/changes.ts';
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { jsonOf } from '../json.ts';
import { instant } from '../views/instant.ts';
import { atPosition, type AdminCall } from './call.ts';

export interface Deed {
  readonly action: admin.AuditAction;
  readonly subjects?: readonly string[];
  readonly changes?: readonly Change[];
  /** What the caller named the request. */
  readonly requestId?: string;
}

/** Longer lists are cut: the versions of a program hold all of their differences themselves. */
const CHANGES_MAX = 200;

export async function audited({ services, who }: AdminCall, { action, subjects = [], changes = [], requestId }: Deed): Promise<void> {
  const auditId = `${action}/${requestId ?? randomUUID()}`;
  const by = { userId: who.userId, name: who.name };
  const kept = changes.slice(0, CHANGES_MAX);
  await services.audit.add({ auditId, storeId: who.storeId, at: services.clock(), by, action, subjects, changes: kept });
}

export function changed(before: object | null, after: object | null): Change[] {
  return changesBetween(jsonOf(before), jsonOf(after));
}

export async function audit(call: AdminCall): Promise<{ items: admin.AuditEntry[]; next: string | null }> {
  const { services, who } = call;
  const { cursor, limit, action, subject } = call.query(ADMIN_ENDPOINTS.audit.query);
  const page = await atPosition(cursor, (position) => services.audit.page(who.storeId, { action, subject }, position, limit));
  const items = page.entries.map(({ auditId, at, by, action: did, subjects, changes }) => ({
    id: auditId,
    at: instant(at),
    by,
    action: did,
    subject: subjects[0] ?? null,
    changes: changes.map((change) => ({ ...change })),
  }));
  return { items, next: page.next };
}
