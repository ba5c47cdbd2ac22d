// Who takes part, and everything about one of them.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { memberId as idOf, type MemberId } from '../../loyalty/ids.ts';
import { privateNoteId } from '../../members/erase-person.ts';
import { usualSort, type MemberFilter } from '../../members/member-list.ts';
import type { Member } from '../../members/member-store.ts';
import { statedPage } from '../statement.ts';
import { noteIdOf } from '../views/explanation.ts';
import { memberOrder } from '../views/member-order.ts';
import { lotView, memberRow, memberRowFrom } from '../views/member.ts';
import { memberTier } from '../views/tier.ts';
import { agreedBy } from './agreed.ts';
import { atPosition, type AdminCall } from './call.ts';
import { knownMember, standingOf } from './known-member.ts';
import { mergesOf } from './merge.ts';

/** Orders on the member's page; the history below it goes back to the first one. */
const ORDERS = 25;

const at = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));

function filterOf(query: admin.MemberQuery): Omit<MemberFilter, 'level'> {
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
  const filter = filterOf(query);
  const level = query.tierId === undefined ? null : await services.levelList.inLevel(who.storeId, query.tierId);
  const usual = usualSort(filter);
  // Where nothing else decides, those of a rare level are found by it.
  const byLevel = level?.next != null && usual === 'joined' && filter.search === null;
  const sort = query.sort ?? (byLevel ? 'level' : usual);
  const list = (position: string | null) => services.memberList.page(who.storeId, { ...filter, level }, sort, position, query.limit);
  const page = await atPosition(query.cursor, list);
  const levels = await services.levelList.levelsOf(who.storeId, page.members.map(({ member: { memberId } }) => memberId)); // prettier-ignore
  return {
    items: page.members.map(({ member: each, row }) => memberRowFrom(each, row, levels.get(each.memberId) ?? null)),
    next: page.next,
  };
}

/** With what was bought under names that are theirs now, the newest first. */
async function ordersOf({ services, who }: AdminCall, names: readonly MemberId[]): Promise<admin.MemberDetail['orders']> {
  const found = (await Promise.all(names.map((name) => services.orders.ofMember(who.storeId, name, ORDERS)))).flat();
  const newest = found.toSorted((a, b) => b.order.placedAt - a.order.placedAt).slice(0, ORDERS);
  return Promise.all(
    newest.map(async ({ order, orderId }) => {
      const shares = await services.ledger.sharesOfOrder(who.storeId, orderId);
      const own = shares.filter(({ memberId }) => names.includes(memberId));
      return memberOrder(order, own.reduce((sum, { points }) => sum + points, 0)); // prettier-ignore
    }),
  );
}

/** Who was merged into them and was not parted again. */
const mergedInto = ({ memberId }: Member, merges: readonly admin.MergeRecord[]): MemberId[] =>
  merges.filter(({ into, undoneAt }) => into.memberId === memberId && undoneAt === null).map(({ from }) => idOf(from.memberId));

async function tierOf({ services, who }: AdminCall, { memberId }: Member): Promise<ReturnType<typeof memberTier>> {
  const [standing, program] = await Promise.all([
    services.statuses.standing(who.storeId, memberId, services.clock()),
    services.programNow(who.storeId),
  ]);
  return memberTier(standing, program);
}

export async function member(call: AdminCall): Promise<admin.MemberDetail> {
  const found = await knownMember(call);
  const [standing, merges, membership] = await Promise.all([standingOf(call, found), mergesOf(call, found), agreedBy(call, found)]);
  const orders = await ordersOf(call, [found.memberId, ...mergedInto(found, merges)]);
  const tier = standing.state.closed === null ? await tierOf(call, found) : null;
  const { state, entryCount, lastAt } = standing;
  const { closed } = state;
  const row = memberRow(found, state, lastAt, tier?.id ?? null);
  return { ...row, lots: state.lots.map(lotView), orders, entryCount, closed, merges, tier, membership };
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
