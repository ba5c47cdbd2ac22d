// Who takes part, and everything about one of them.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { asOf } from '../../loyalty/ledger/advance.ts';
import { EMPTY_STATE } from '../../loyalty/ledger/state.ts';
import type { Entry } from '../../loyalty/ledger/entry.ts';
import { isRefused, type Refused } from '../../loyalty/refusal.ts';
import type { Member } from '../../members/member-store.ts';
import { notFound, refusedBy } from '../http-problem.ts';
import { historyPage, statement, type HistoryPage } from '../statement.ts';
import { memberOrder } from '../views/member-order.ts';
import { balanceOf, lotView, memberRow, memberRowFrom } from '../views/member.ts';
import { atPosition, type AdminCall } from './call.ts';

/** Orders on the member's page; the history below it goes back to the first one. */
const ORDERS = 25;

export async function members(call: AdminCall): Promise<{ items: admin.MemberRow[]; next: string | null }> {
  const { services, who } = call;
  const { cursor, limit, search } = call.query(ADMIN_ENDPOINTS.members.query);
  const text = search === undefined || search === '' ? null : search;
  const page = await atPosition(cursor, (position) => services.members.search(who.storeId, text, position, limit));
  const rows = await services.balances.many(who.storeId, page.members.map((each) => each.memberId)); // prettier-ignore
  const byMember = new Map(rows.map((row) => [row.memberId, row]));
  return { items: page.members.map((each) => memberRowFrom(each, byMember.get(each.memberId))), next: page.next };
}

async function knownMember(call: AdminCall): Promise<Member> {
  const found = await call.services.members.get(call.who.storeId, call.memberId);
  if (found === null) throw notFound();
  return found;
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
  const [head, orders] = await Promise.all([call.services.ledger.head(call.who.storeId, found.memberId), ordersOf(call, found)]);
  const state = asOf(head?.after ?? EMPTY_STATE, call.services.clock());
  return {
    ...memberRow(found, state, head?.at ?? null),
    lots: state.lots.map(lotView),
    orders,
    entryCount: head?.seq ?? 0,
    closed: state.closed,
    merges: [],
  };
}

export async function memberHistory(call: AdminCall): Promise<HistoryPage> {
  const { memberId } = await knownMember(call);
  return historyPage(call.services, call.who.storeId, memberId, call.query(ADMIN_ENDPOINTS.memberHistory.query));
}

interface Adjusted {
  balance: admin.MemberRow['balance'];
  line: HistoryPage['items'][number];
}

async function told({ services, who }: AdminCall, written: Entry | Refused): Promise<Adjusted> {
  if (isRefused(written)) throw refusedBy(written);
  const [stated] = await statement(services, who.storeId, [written]);
  if (stated === undefined) throw new Error(`the adjustment ${written.key} says nothing in a statement`);
  return { balance: balanceOf(asOf(written.after, services.clock())), line: stated.line };
}

export async function adjust(call: AdminCall): Promise<Adjusted> {
  const { services, who } = call;
  const { points, reason, requestId } = call.body(ADMIN_ENDPOINTS.adjust.body);
  const { memberId } = await knownMember(call);
  const approvedBy = who.role === 'owner' || who.role === 'manager' ? who.userId : null;
  const { storeId, userId: by } = who;
  return told(call, await services.adjust({ storeId, memberId, points, reason, requestId, by, approvedBy }));
}

export async function undoAdjust(call: AdminCall): Promise<Adjusted> {
  const { services, who } = call;
  const { requestId } = call.body(ADMIN_ENDPOINTS.undoAdjust.body);
  const { memberId } = await knownMember(call);
  return told(call, await services.undoAdjust({ storeId: who.storeId, memberId, requestId, by: who.userId }));
}
