import { admin } from '../../contract/index.ts';
import { exportMember } from '../../exports/member-export.ts';
import { remainsOf } from '../../members/erase-person.ts';
import { Download } from '../download.ts';
import { audited } from './audited.ts';
import type { AdminCall } from './call.ts';
import { knownMember } from './known-member.ts';
import { ownStore } from './store.ts';

/** A file with everything about one member. That it was made is written down: it takes personal data out of here. */
export async function memberExport(call: AdminCall): Promise<Download> {
  const { services } = call;
  const [store, found] = [await ownStore(call), await knownMember(call)];
  const { members, erasure, ledger: entries } = services;
  const remains = await remainsOf({ members, erasure, entries }, found.storeId, found.memberId);
  const merged = remains.map(({ member }) => member).filter(({ memberId }) => memberId !== found.memberId);
  const file = await exportMember(services, store, [found, ...merged], services.clock());
  await audited(call, { action: 'member-exported', subjects: [found.memberId] });
  const text = JSON.stringify(admin.memberExport.parse(file), null, 2);
  return new Download(`${found.memberId}.json`, 'application/json; charset=utf-8', text);
}
