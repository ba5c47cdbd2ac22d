// Points given or taken by hand, and taken back.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { asOf } from '../../loyalty/ledger/advance.ts';
import type { Entry } from '../../loyalty/ledger/entry.ts';
import { isRefused, type Refused } from '../../loyalty/refusal.ts';
import { refusedBy } from '../http-problem.ts';
import { statement, type HistoryPage } from '../statement.ts';
import { balanceOf } from '../views/member.ts';
import { audited } from './audited.ts';
import type { AdminCall } from './call.ts';
import { knownMember } from './known-member.ts';

interface Adjusted {
  balance: admin.MemberRow['balance'];
  line: HistoryPage['items'][number];
}

/** @throws HttpProblem when the ledger said no. */
export function written(answer: Entry | Refused): Entry {
  if (isRefused(answer)) throw refusedBy(answer);
  return answer;
}

async function told({ services, who }: AdminCall, entry: Entry): Promise<Adjusted> {
  const [stated] = await statement(services, who.storeId, [entry]);
  if (stated === undefined) throw new Error(`the adjustment ${entry.key} says nothing in a statement`);
  return { balance: balanceOf(asOf(entry.after, services.clock())), line: stated.line };
}

export async function adjust(call: AdminCall): Promise<Adjusted> {
  const { services, who } = call;
  const { points, reason, requestId, note } = call.body(ADMIN_ENDPOINTS.adjust.body);
  const { memberId } = await knownMember(call);
  const approvedBy = who.role === 'owner' || who.role === 'manager' ? who.userId : null;
  const { storeId, userId: by } = who;
  const said = { reason, note: note === undefined || note === '' ? null : note };
  const entry = written(await services.adjust({ storeId, memberId, points, requestId, by, approvedBy, ...said }));
  const changes = [{ field: 'points', before: null, after: points }];
  await audited(call, { action: 'points-adjusted', subjects: [memberId], changes, requestId });
  return told(call, entry);
}

export async function undoAdjust(call: AdminCall): Promise<Adjusted> {
  const { services, who } = call;
  const { requestId } = call.body(ADMIN_ENDPOINTS.undoAdjust.body);
  const { memberId } = await knownMember(call);
  const entry = written(await services.undoAdjust({ storeId: who.storeId, memberId, requestId, by: who.userId }));
  const changes = [{ field: 'adjustment', before: requestId, after: null }];
  await audited(call, { action: 'adjustment-undone', subjects: [memberId], changes, requestId });
  return told(call, entry);
}
