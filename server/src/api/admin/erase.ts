// A person asks to be forgotten: what it would do, and doing it. Points and orders stay, and name nobody.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { remainsOf, type Remains } from '../../members/erase-person.ts';
import { personalFields } from '../../members/personal.ts';
import { invalidInput, refusedBy } from '../http-problem.ts';
import { instant } from '../views/instant.ts';
import { written } from './adjust.ts';
import { audited } from './audited.ts';
import type { AdminCall } from './call.ts';
import { knownMember, standingOf, type Standing } from './known-member.ts';

const ORDERS_COUNTED = 1_000;

async function remains({ services, who }: AdminCall, { member }: Standing): Promise<Remains[]> {
  const { members, erasure, ledger: entries } = services;
  return remainsOf({ members, erasure, entries }, who.storeId, member.memberId);
}

const heldBy = ({ state }: Standing): number => state.available + state.pending + state.reserved;
const fieldsOf = (all: readonly Remains[]): string[] => [...new Set(all.flatMap(({ member }) => personalFields(member)))];

export async function previewErase(call: AdminCall): Promise<admin.ErasePreview> {
  const { services, who } = call;
  const standing = await standingOf(call, await knownMember(call));
  const [all, orders] = await Promise.all([
    remains(call, standing),
    services.orders.ofMember(who.storeId, standing.member.memberId, ORDERS_COUNTED),
  ]);
  const notes = await services.notes.many(who.storeId, all.flatMap(({ noteIds }) => noteIds)); // prettier-ignore
  const { closed, deficit } = standing.state;
  const refused = closed === null ? null : closed.how === 'erased' ? 'erased' : 'already-merged';
  return { points: heldBy(standing), debt: deficit, orders: orders.length, notes: notes.length, personal: fieldsOf(all), refused };
}

export async function erase(call: AdminCall): Promise<{ writtenOff: number; erasedAt: string }> {
  const { services, who } = call;
  const { confirm, requestId } = call.body(ADMIN_ENDPOINTS.erase.body);
  const standing = await standingOf(call, await knownMember(call));
  const { memberId } = standing.member;
  if (confirm !== memberId) throw invalidInput('this is not the id of the member to erase', 'confirm');
  if (standing.state.closed?.how === 'merged') throw refusedBy({ refused: 'member-merged', detail: 'erase who they were merged into' });
  const again = standing.state.closed !== null;
  const fields = fieldsOf(await remains(call, standing));
  const entry = written(await services.erase({ storeId: who.storeId, memberId, by: who.userId }));
  const points = entry.moves.flatMap((move) => (move.type === 'points' && move.to === 'program:written-off' ? [move.points] : []));
  const writtenOff = points.reduce((sum, each) => sum + each, 0);
  // Names of fields only: what stood in them is what is being forgotten.
  const changes = [
    { field: 'writtenOff', before: 0, after: writtenOff },
    ...fields.map((field) => ({ field, before: 'erased', after: null })),
  ];
  // A repetition tells the same and changed nothing.
  if (!again) await audited(call, { action: 'member-erased', subjects: [memberId], changes, requestId });
  return { writtenOff, erasedAt: instant(entry.at) };
}
