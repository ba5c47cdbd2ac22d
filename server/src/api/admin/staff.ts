// The merchant's people: who may do what, and the language each of them reads.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { notAllowed, notFound } from '../http-problem.ts';
import { audited, changed } from './audited.ts';
import type { AdminCall } from './call.ts';
import { session } from './session.ts';

export async function staff({ services, who }: AdminCall): Promise<{ items: admin.StaffMember[] }> {
  const people = await services.staff.list(who.storeId);
  const owners = people.filter((person) => person.role === 'owner').length;
  const items = people.map(({ userId, name, role }) => ({
    userId,
    name,
    role,
    you: userId === who.userId,
    lastOwner: role === 'owner' && owners === 1,
  }));
  return { items };
}

export async function changeRole(call: AdminCall): Promise<{ items: admin.StaffMember[] }> {
  const { services, who } = call;
  const { role } = call.body(ADMIN_ENDPOINTS.changeRole.body);
  const userId = call.param('userId');
  const answer = await services.staff.changeRole(who.storeId, userId, role);
  if (answer.kind === 'unknown') throw notFound();
  if (answer.kind === 'last-owner') throw notAllowed('the last owner stays an owner', 'role');
  const changes = changed({ role: answer.before }, { role });
  if (changes.length > 0) await audited(call, { action: 'role-changed', subjects: [userId], changes });
  return staff(call);
}

export async function ownLanguage(call: AdminCall): Promise<admin.Session> {
  const { services, who } = call;
  const { locale } = call.body(ADMIN_ENDPOINTS.ownLanguage.body);
  const before = (await session(call)).user.locale;
  await services.staff.chooseLanguage(who.storeId, who.userId, locale);
  const changes = changed({ locale: before }, { locale });
  if (changes.length > 0) await audited(call, { action: 'language-changed', subjects: [who.userId], changes });
  return session(call);
}
