// How a friend is named to who brought them: by the first letters of a name, and by nothing else.
import type { Profile } from '../members/member-store.ts';

/** "A. L."; null: nobody knows a name. */
export function initialsOf(profile: Pick<Profile, 'firstName' | 'lastName'> | undefined): string | null {
  const { firstName = null, lastName = null } = profile ?? {};
  const letters = [firstName, lastName].flatMap((name) => name?.normalize('NFC').match(/\p{L}\p{M}*/u)?.[0] ?? []);
  return letters.length === 0 ? null : letters.map((letter) => `${letter.toLocaleUpperCase()}.`).join(' ');
}
