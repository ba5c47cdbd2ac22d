// Somebody leaves for good. First the mark, so that news of old orders brings nobody back; then the points, through the ledger; then, last,
// the personal data, which the steps before still needed. Every step may be done again.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import { entryKey, type MemberId, type StoreId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { ErasureStore } from './erasure-store.ts';
import type { Member, MemberStore } from './member-store.ts';
import { tombstoneHashes } from './personal.ts';

export interface ErasingNeeds {
  readonly members: Pick<MemberStore, 'get'>;
  readonly erasure: ErasureStore;
  readonly entries: Pick<LedgerStore, 'history' | 'byKey' | 'closing'>;
}

const PAGE = 500;

async function* chain({ entries }: Pick<ErasingNeeds, 'entries'>, storeId: StoreId, memberId: MemberId): AsyncIterable<Entry> {
  for (let before: number | null = null; ;) {
    const page: Entry[] = await entries.history(storeId, memberId, before, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || last.seq === 1) return;
    before = last.seq;
  }
}

function noteIdsOf({ explain, kind }: Entry): string[] {
  if (kind !== 'adjust' || explain === null) return [];
  const { noteId } = JSON.parse(explain) as { noteId?: unknown };
  return typeof noteId === 'string' ? [noteId, privateNoteId(noteId)] : [];
}

/** What staff wrote for themselves, beside what they wrote for the member. */
export const privateNoteId = (noteId: string): string => `${noteId}/private`;

export interface Remains {
  readonly member: Member;
  readonly noteIds: readonly string[];
}

/** The member and everybody who was merged into them: all that is known of one person. */
export async function remainsOf(needs: ErasingNeeds, storeId: StoreId, memberId: MemberId): Promise<Remains[]> {
  const found: Remains[] = [];
  const waiting = [memberId];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const noteIds: string[] = [];
    for await (const entry of chain(needs, storeId, id)) {
      noteIds.push(...noteIdsOf(entry));
      const [, mergeId] = /^merge:(.+):in$/u.exec(entry.key) ?? [];
      const out = mergeId === undefined ? null : await needs.entries.byKey(storeId, entryKey(`merge:${mergeId}:out`));
      if (out !== null && (await needs.entries.closing(storeId, out.memberId))?.into === id) waiting.push(out.memberId);
    }
    const member = await needs.members.get(storeId, id);
    if (member !== null) found.push({ member, noteIds });
  }
  return found;
}

/** Before the ledger is written: from here on nobody takes news of this person's old orders for news of somebody new. */
export async function bury(needs: ErasingNeeds, store: StoreRecord, remains: readonly Remains[], erasedAt: number): Promise<void> {
  for (const { member } of remains) {
    await needs.erasure.bury(store.storeId, tombstoneHashes(store, member), { memberId: member.memberId, erasedAt });
  }
}

export async function forget(needs: ErasingNeeds, { storeId }: StoreRecord, remains: readonly Remains[]): Promise<void> {
  for (const { member, noteIds } of remains) await needs.erasure.forget(storeId, member.memberId, noteIds);
}
