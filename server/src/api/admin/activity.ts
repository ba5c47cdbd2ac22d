import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import type { Entry } from '../../loyalty/ledger/entry.ts';
import { statement } from '../statement.ts';
import { nameOf } from '../views/member.ts';
import { atPosition, type AdminCall } from './call.ts';

/** A store's entries with the names of their members; somebody who was erased has none. */
export async function activityLines({ services, who }: AdminCall, entries: readonly Entry[]): Promise<admin.ActivityLine[]> {
  const memberIds = [...new Set(entries.map((entry) => entry.memberId))];
  const [lines, members] = await Promise.all([
    statement(services, who.storeId, entries),
    memberIds.length === 0 ? [] : services.members.many(who.storeId, memberIds),
  ]);
  const names = new Map(members.map((member) => [member.memberId, nameOf(member)]));
  return lines.map(({ entry, line }) => ({ ...line, member: { memberId: entry.memberId, name: names.get(entry.memberId) ?? null } }));
}

export async function activity(call: AdminCall): Promise<{ items: admin.ActivityLine[]; next: string | null }> {
  const { cursor, limit } = call.query(ADMIN_ENDPOINTS.activity.query);
  const { entries, next } = await atPosition(cursor, (position) => call.services.ledger.activity(call.who.storeId, position, limit));
  return { items: await activityLines(call, entries), next };
}
