// What a merchant may type to find a member: the beginning of a name's word, of the address or of the store's own id.
import type { Member } from './member-store.ts';

function fold(text: string): string {
  return text.normalize('NFC').trim().toLowerCase();
}

export function searchWords(member: Pick<Member, 'profile' | 'externalId'>): string[] {
  const { email, phone, firstName, lastName } = member.profile;
  const names = [firstName, lastName].filter((name) => name !== null);
  const words = [
    ...names.flatMap((name) => fold(name).split(/\s+/)),
    fold(names.join(' ')),
    fold(email ?? ''),
    fold(phone ?? ''),
    member.externalId ?? '',
  ];
  return [...new Set(words.filter((word) => word !== ''))];
}

/** An anchored pattern for the index; every character the merchant typed is literal. */
export function searchPrefix(text: string): RegExp {
  return new RegExp(`^${fold(text).replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)}`);
}
