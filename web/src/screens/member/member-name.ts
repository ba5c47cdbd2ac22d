import type { Words } from '../../locales/words.ts';

/** How a person is called on a screen: some guests gave no name, some imported members no address. */
export function memberName({ say }: Words, member: { readonly name: string | null; readonly email?: string | null }): string {
  return member.name ?? member.email ?? say('member.nameless');
}

export function memberPath(memberId: string): string {
  return `/members/${encodeURIComponent(memberId)}`;
}
