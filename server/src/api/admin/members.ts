// Who takes part, and everything about one of them.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { privateNoteId } from '../../members/erase-person.ts';
import { usualSort, type MemberFilter } from '../../members/member-list.ts';
import type { Member } from '../../members/member-store.ts';
import { invalidInput } from '../http-problem.ts';
import { statedPage } from '../statement.ts';
import { noteIdOf } from '../views/explanation.ts';
import { memberOrder } from '../views/member-order.ts';
import { lotView, memberRow, memberRowFrom } from '../views/member.ts';
import { atPosition, type AdminCall } from './call.ts';
import { knownMember, standingOf } from './known-member.ts';
import { mergesOf } from './merge.ts';

/** Orders on the member's page; the history below it goes back to the first one. */
const ORDERS = 25;

const at = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));

function filterOf(query: admin.MemberQuery): MemberFilter {
  const { search, kind, balanceFrom, balanceTo, hasDebt } = query;
  return {
    search: search === undefined || search === '' ? null : search,
    kind: kind ?? null,
    joinedFrom: at(query.joinedFrom),
    joinedTo: at(query.joinedTo),
    balanceFrom: balanceFrom ?? null,
    balanceTo: balanceTo ?? null,
    activeSince: at(query.activeSince),
    quietSince: at(query.quietSince),
    hasDebt: hasDebt !== undefined,
  };
}

export async function members(call: AdminCall): Promise<{ items: admin.MemberRow[]; next: string | null }> {
  const { services, who } = call;
  const query = call.query(ADMIN_ENDPOINTS.members.query);
  // Levels are not kept per member yet, and a list that leaves everybody out would not be true.
  if (query.tierId !== undefined) throw invalidInput('members are not listed by their level yet', 'tierId');
  const filter = filterOf(query);
  const sort = query.sort ?? usualSort(filter);
  const list = (position: string | null) => services.memberList.page(who.storeId, filter, sort, position, query.limit);
  const page = await atPosition(query.cursor, list);
  return { items: page.members.map(({ member: each, row }) => memberRowFrom(each, row)), next: page.next };
}

async function ordersOf({ services, who }: AdminCall, { memberId }: Member): Promise<admin.MemberDetail['orders']> {
  const orders = await services.orders.ofMember(who.storeId, memberId, ORDERS);
  return Promise.all(
    orders.map(async ({ order, orderId }) => {
      const shares = await services.ledger.sharesOfOrder(who.storeId, orderId);
      return memberOrder(order, shares.find((share) => share.memberId === memberId)?.points ?? 0);
    }),
  );
}

export async function member(call: AdminCall): Promise<admin.MemberDetail> {
  const found = await knownMember(call);
  const [standing, orders, merges] = await Promise.all([standingOf(call, found), ordersOf(call, found), mergesOf(call, found)]);
  const { state, entryCount, lastAt } = standing;
  const { closed } = state;
  return { ...memberRow(found, state, lastAt), lots: state.lots.map(lotView), orders, entryCount, closed, merges };
}

/** What the member reads, with what only staff may read beside it. */
export async function memberHistory(call: AdminCall): Promise<{ items: admin.MemberHistoryLine[]; next: string | null }> {
  const { services, who } = call;
  const { memberId } = await knownMember(call);
  const page = await statedPage(services, who.storeId, memberId, call.query(ADMIN_ENDPOINTS.memberHistory.query));
  const noteIds = page.stated.map(({ entry }) => (entry.kind === 'adjust' ? noteIdOf(entry.explain) : null));
  const wanted = noteIds.filter((id) => id !== null).map(privateNoteId);
  const notes = wanted.length === 0 ? [] : await services.notes.many(who.storeId, wanted);
  const texts = new Map(notes.map((note) => [note.noteId, note.text]));
  const items = page.stated.map(({ line }, index) => ({ ...line, note: texts.get(privateNoteId(noteIds[index] ?? '')) ?? null }));
  return { items, next: page.next };
}
