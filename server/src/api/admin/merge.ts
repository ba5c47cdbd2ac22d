// Two members turn out to be one person: what it would do, doing it, and taking it back for a while. The ledger itself remembers each merge.
import { isByStore } from '../../accounts/merging.ts';
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { MERGES } from '../../limits.ts';
import { entryKey, memberId as idOf, type MemberId } from '../../loyalty/ids.ts';
import type { Entry } from '../../loyalty/ledger/entry.ts';
import type { Closed } from '../../loyalty/ledger/state.ts';
import type { Member } from '../../members/member-store.ts';
import { invalidInput, notFound, refusedBy } from '../http-problem.ts';
import { instant, instantOrNull } from '../views/instant.ts';
import { balanceOf, memberRow, nameOf } from '../views/member.ts';
import { written } from './adjust.ts';
import { audited } from './audited.ts';
import type { AdminCall } from './call.ts';
import { knownMember, standingOf, type Standing } from './known-member.ts';

const UNDO_DAYS = MERGES.undoMs / 86_400_000;
const MERGES_SHOWN = 25;
const ORDERS_COUNTED = 1_000;

interface Merged {
  readonly mergeId: string;
  /** The entry by which everything left. */
  readonly out: Entry;
  readonly into: MemberId;
}

const closedBy = (out: Entry): Closed | null => out.after.closed;

async function mergeNamed({ services, who }: AdminCall, mergeId: string): Promise<Merged | null> {
  const out = await services.ledger.byKey(who.storeId, entryKey(`merge:${mergeId}:out`));
  const into = out === null ? null : (closedBy(out)?.into ?? null);
  return out === null || into === null ? null : { mergeId, out, into };
}

async function undoneAt({ services, who }: AdminCall, { mergeId }: Merged): Promise<number | null> {
  return (await services.ledger.byKey(who.storeId, entryKey(`merge:${mergeId}:undo-in`)))?.at ?? null;
}

async function record(call: AdminCall, merged: Merged): Promise<admin.MergeRecord> {
  const { out, into, mergeId } = merged;
  const [undone, people] = await Promise.all([undoneAt(call, merged), call.services.members.many(call.who.storeId, [out.memberId, into])]);
  const names = new Map(people.map((person) => [person.memberId, nameOf(person)]));
  const named = (memberId: MemberId) => ({ memberId, name: names.get(memberId) ?? null });
  const until = out.at + MERGES.undoMs;
  const undoUntil = undone === null && until > call.services.clock() ? until : null;
  const times = { at: instant(out.at), undoneAt: instantOrNull(undone), undoUntil: instantOrNull(undoUntil) };
  return { mergeId, from: named(out.memberId), into: named(into), ...times, by: isByStore(mergeId) ? 'store' : 'staff' };
}

/** Newest first. Found by the audit, told by the ledger. */
export async function mergesOf(call: AdminCall, { memberId }: Member): Promise<admin.MergeRecord[]> {
  const { services, who } = call;
  const filter = { action: 'members-merged', subject: memberId } as const;
  const { entries } = await services.audit.page(who.storeId, filter, null, MERGES_SHOWN);
  const ids = entries.flatMap(({ changes }) =>
    changes.flatMap(({ field, after }) => (field === 'merge' && typeof after === 'string' ? [after] : [])),
  );
  const merges = await Promise.all(ids.map((mergeId) => mergeNamed(call, mergeId)));
  return Promise.all(merges.filter((merged) => merged !== null).map((merged) => record(call, merged)));
}

type Refusal = admin.MergePreview['refused'];

function refusalOf(from: Standing, into: Standing): Refusal {
  if (from.member.memberId === into.member.memberId) return 'same-member';
  const closed = from.state.closed ?? into.state.closed;
  if (closed === null) return null;
  return closed.how === 'erased' ? 'erased' : 'already-merged';
}

async function both(call: AdminCall, into: string): Promise<{ from: Standing; into: Standing }> {
  const [leaving, staying] = [await knownMember(call), await knownMember(call, idOf(into))];
  return { from: await standingOf(call, leaving), into: await standingOf(call, staying) };
}

const rowOf = ({ member, state, lastAt }: Standing, levels: ReadonlyMap<MemberId, string | null>): admin.MemberRow =>
  memberRow(member, state, lastAt, levels.get(member.memberId) ?? null);

export async function previewMerge(call: AdminCall): Promise<admin.MergePreview> {
  const { services, who } = call;
  const { from, into } = await both(call, call.body(ADMIN_ENDPOINTS.previewMerge.body).into);
  const orders = await services.orders.ofMember(who.storeId, from.member.memberId, ORDERS_COUNTED);
  const sum = (name: 'available' | 'pending' | 'reserved' | 'deficit'): number => from.state[name] + into.state[name];
  // A debt is paid from what is available as soon as both are one.
  const paid = Math.min(sum('available'), sum('deficit'));
  const after = { available: sum('available') - paid, pending: sum('pending'), reserved: sum('reserved'), deficit: sum('deficit') - paid };
  const lots = from.state.lots.length;
  const refused = refusalOf(from, into);
  const levels = await services.levelList.levelsOf(who.storeId, [from.member.memberId, into.member.memberId]);
  return { from: rowOf(from, levels), into: rowOf(into, levels), after, lots, orders: orders.length, undoDays: UNDO_DAYS, refused };
}

interface Answer {
  merge: admin.MergeRecord;
  balance: admin.MemberRow['balance'];
}

async function answerOf(call: AdminCall, mergeId: string): Promise<Answer> {
  const merged = await mergeNamed(call, mergeId);
  if (merged === null) throw new Error(`the merge ${mergeId} left no trace`);
  const { state } = await standingOf(call, await knownMember(call, merged.into));
  return { merge: await record(call, merged), balance: balanceOf(state) };
}

export async function merge(call: AdminCall): Promise<Answer> {
  const { services, who } = call;
  const { into: target, requestId: mergeId } = call.body(ADMIN_ENDPOINTS.merge.body);
  const { from, into } = await both(call, target);
  const before = await mergeNamed(call, mergeId);
  const refusal = before === null ? refusalOf(from, into) : null;
  if (refusal === 'same-member') throw invalidInput('a member is not merged with itself', 'into');
  if (refusal !== null) throw refusedBy({ refused: refusal === 'erased' ? 'member-erased' : 'member-merged', detail: refusal });
  const [leaving, staying] = [from.member.memberId, into.member.memberId];
  const request = { storeId: who.storeId, mergeId, from: leaving, into: staying, by: who.userId };
  written(await services.merge(request));
  await services.memberList.hide(who.storeId, leaving, 'merged');
  const changes = [
    { field: 'merge', before: null, after: mergeId },
    { field: 'into', before: null, after: staying },
  ];
  await audited(call, { action: 'members-merged', subjects: [leaving, staying], changes, requestId: mergeId });
  return answerOf(call, mergeId);
}

/** Asked for on either of the two pages. */
export async function undoMerge(call: AdminCall): Promise<Answer> {
  const { services, who } = call;
  const { mergeId } = call.body(ADMIN_ENDPOINTS.undoMerge.body);
  const { memberId } = await knownMember(call);
  const merged = await mergeNamed(call, mergeId);
  if (merged === null || (merged.out.memberId !== memberId && merged.into !== memberId)) throw notFound();
  const { out, into } = merged;
  written(await services.undoMerge({ storeId: who.storeId, mergeId, from: out.memberId, into, by: who.userId }));
  await services.memberList.hide(who.storeId, out.memberId, null);
  const changes = [{ field: 'merge', before: mergeId, after: null }];
  await audited(call, { action: 'merge-undone', subjects: [out.memberId, into], changes, requestId: mergeId });
  return answerOf(call, mergeId);
}
