// Who is meant by a request of the law. The same address may be an account, and a guest of before; all of it is one person's.
import type { StoreId } from '../loyalty/ids.ts';
import { normaliseEmail } from '../loyalty/person.ts';
import type { NamedPerson } from '../loyalty/store-event.ts';
import { emailKey } from '../members/address-key.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';

type Members = Pick<MemberStore, 'find' | 'search'>;

/** Accounts that a search by one whole address may bring up: a few, whose addresses begin alike. */
const ALIKE_MAX = 50;

async function accountsOf(members: Members, storeId: StoreId, email: string): Promise<Member[]> {
  const wanted = normaliseEmail(email);
  const { members: alike } = await members.search(storeId, email, null, ALIKE_MAX);
  return alike.filter(({ profile }) => profile.email !== null && normaliseEmail(profile.email) === wanted);
}

/** Everybody whom the request names, each once. An address counts only where no id says better who it is: the shop may have corrected it. */
export async function membersMeant(members: Members, store: StoreRecord, { externalId, email }: NamedPerson): Promise<Member[]> {
  const { storeId } = store;
  const byId = externalId === null ? null : await members.find(storeId, { externalId });
  const guestEmailKey = email === null ? null : emailKey(store, email);
  const guest = guestEmailKey === null ? null : await members.find(storeId, { guestEmailKey });
  const accounts = email === null || externalId !== null ? [] : await accountsOf(members, storeId, email);
  const all = [byId, guest, ...accounts].filter((member) => member !== null);
  return [...new Map(all.map((member) => [member.memberId, member])).values()];
}
