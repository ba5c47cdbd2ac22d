// What a member and the program agreed on, as the merchant sees it. What they could still be asked is between them and the shop's pages.
import { givenWords } from '../../accounts/membership-view.ts';
import type { admin } from '../../contract/index.ts';
import type { Member } from '../../members/member-store.ts';
import type { AdminCall } from './call.ts';

export async function agreedBy({ services }: AdminCall, member: Member): Promise<admin.MemberDetail['membership']> {
  return { ...(await givenWords(services, member)), asked: [] };
}
