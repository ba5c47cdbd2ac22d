// WordPress' own tools for privacy: somebody who proved their address to the shop wants to know what is kept, or to be forgotten. The shop's signature says so.
import { randomUUID } from 'node:crypto';
import type { shopCalls } from '../../contract/index.ts';
import { exportMember } from '../../exports/member-export.ts';
import type { NamedPerson } from '../../loyalty/store-event.ts';
import { remainsOf } from '../../members/erase-person.ts';
import { membersMeant } from '../../privacy/persons.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import type { Services } from '../services.ts';

const personOf = ({ email, customerId }: shopCalls.PersonRequest): NamedPerson => ({ email, externalId: customerId });

/** That it was made is written down: it takes personal data out of here. */
export async function exportPerson(services: Services, store: StoreRecord, asked: shopCalls.PersonRequest) {
  const { members, erasure, ledger: entries, clock } = services;
  const made = [];
  for (const member of await membersMeant(members, store, personOf(asked))) {
    const remains = await remainsOf({ members, erasure, entries }, store.storeId, member.memberId);
    const merged = remains.flatMap(({ member: other }) => (other.memberId === member.memberId ? [] : [other]));
    made.push(await exportMember(services, store, [member, ...merged], clock()));
    const by = { userId: 'store', name: store.name };
    const line = {
      auditId: `member-exported/${randomUUID()}`,
      storeId: store.storeId,
      at: clock(),
      by,
      action: 'member-exported',
    } as const;
    await services.audit.add({ ...line, subjects: [member.memberId], changes: [] });
  }
  return { members: made };
}

/** Repeated, nobody is left to forget. */
export async function erasePerson(services: Services, store: StoreRecord, asked: shopCalls.PersonRequest): Promise<{ erased: number }> {
  const person = personOf(asked);
  const known = await membersMeant(services.members, store, person);
  await services.erasePerson({ storeId: store.storeId, person });
  return { erased: known.length };
}
