// Members who are one person become one, in the store's name: what a merchant does by hand, by the same steps, with the same line in the log. What
// is named after both of them is done once for ever, also where a merchant took it back.
import { hash } from 'node:crypto';
import type { AuditLog } from '../audit/audit-log.ts';
import { mergeMembers, type MergeOptions } from '../ledger/merge.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import { entryKey, type MemberId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { isRefused, type Refused } from '../loyalty/refusal.ts';
import type { MailWishes } from '../mail/mail-wishes.ts';
import { MAIL_LISTS } from '../mail/templates/template.ts';
import type { MemberList } from '../members/member-list.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface WishNeeds {
  readonly mailWishes: Pick<MailWishes, 'hasLeft' | 'leave'>;
  readonly clock: () => number;
}

export interface MergingNeeds extends MergeOptions, WishNeeds {
  readonly entries: LedgerStore;
  readonly persons: Pick<Persons, 'present'>;
  readonly memberList: Pick<MemberList, 'hide'>;
  readonly audit: Pick<AuditLog, 'add'>;
}

export interface Together {
  readonly store: StoreRecord;
  readonly from: MemberId;
  readonly into: MemberId;
  /** The inbox item it comes from. */
  readonly cause: string;
}

const ID_LENGTH = 32;
/** Nobody of the staff is named so. */
const STORE = 'store';

const BY_STORE = 'store-';
/** Whether it was done by itself. Staff name their merges by random numbers. */
export const isByStore = (mergeId: string): boolean => mergeId.startsWith(BY_STORE);

const mergeIdOf = ({ from, into }: Pick<Together, 'from' | 'into'>): string =>
  `${BY_STORE}${hash('sha256', `${from}/${into}`, 'hex').slice(0, ID_LENGTH)}`;

/**
 * All that is `from`'s is `into`'s, or of whom `into` was merged into. Null: they are one already, or were parted again by somebody who knows better.
 * Refused: one of them was erased.
 */
export async function bringTogether(needs: MergingNeeds, together: Together): Promise<Entry | Refused | null> {
  const { store, from, into } = together;
  const { storeId } = store;
  const mergeId = mergeIdOf(together);
  const step = (name: string) => needs.entries.byKey(storeId, entryKey(`merge:${mergeId}:${name}`));
  const [begun, received, parted] = [await step('accept'), await step('in'), await step('undo-in')];
  if (from === into || parted !== null) return null;
  // What was begun is ended, whatever else holds: points may be on their way.
  if (begun === null && (await areOne(needs, together))) return null;
  if (received === null) await wishesTravel(needs, together);
  const answer = await mergeMembers(needs, { storeId, mergeId, from, into, cause: together.cause });
  if (!isRefused(answer)) {
    await shown(needs, together, mergeId, answer.at);
    return answer;
  }
  const closed = await needs.entries.closing(storeId, into);
  if (answer.refused !== 'member-merged' || closed?.how !== 'merged' || closed.into === null) return answer;
  return bringTogether(needs, { ...together, into: closed.into });
}

async function areOne({ persons }: MergingNeeds, { store: { storeId }, from, into }: Together): Promise<boolean> {
  return (await persons.present(storeId, from)) === (await persons.present(storeId, into));
}

/** Who left a list under either name has left it. Before the merge and not again after it: they may have come back since. */
export async function wishesTravel({ mailWishes, clock }: WishNeeds, { store, from, into }: Omit<Together, 'cause'>): Promise<void> {
  for (const list of MAIL_LISTS) {
    if (await mailWishes.hasLeft(store.storeId, from, list)) await mailWishes.leave(store.storeId, into, list, clock());
  }
}

/** The lists and the log; the ledger knows. Repeated with the merge, whoever died before. */
async function shown(needs: MergingNeeds, { store, from, into }: Together, mergeId: string, at: number): Promise<void> {
  const { storeId } = store;
  await needs.memberList.hide(storeId, from, 'merged');
  const changes = [
    { field: 'merge', before: null, after: mergeId },
    { field: 'into', before: null, after: into },
  ];
  const by = { userId: STORE, name: store.name };
  const action = 'members-merged' as const;
  await needs.audit.add({ auditId: `${action}/${mergeId}`, storeId, at, by, action, subjects: [from, into], changes });
}
