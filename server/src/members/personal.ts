// Which of a member's fields are about a person, and how an identifier is known again without being kept.
import type { StoreRecord } from '../stores/store-record.ts';
import { keyedHash } from '../secrets/keyring.ts';
import { emailKey } from './address-key.ts';
import type { Identifier, Member, Profile } from './member-store.ts';

type Shop = Pick<StoreRecord, 'storeId' | 'identityKey'>;

export const NOBODY: Profile = { email: null, phone: null, firstName: null, lastName: null, locale: null };

type Named = Pick<Member, 'profile' | 'externalId' | 'guestEmailKey' | 'provenEmailKey'>;

/** Names of the fields that are filled in, never what stands in them. */
export function personalFields({ profile, externalId, guestEmailKey, provenEmailKey }: Named): string[] {
  const named: readonly (readonly [string, string | null])[] = [
    ...Object.entries(profile),
    ['externalId', externalId],
    ['guestEmailKey', guestEmailKey],
    ['provenEmailKey', provenEmailKey ?? null],
  ];
  return named.filter(([, value]) => value !== null && value !== '').map(([name]) => name);
}

function hashOf(shop: Shop, identifier: Exclude<Identifier, { provenEmailKey: string }>): string {
  const text = 'externalId' in identifier ? `customer/${identifier.externalId}` : `address/${identifier.guestEmailKey}`;
  return keyedHash(shop.identityKey, `tombstone/${text}`);
}

/** By the store's id of the customer, by the guest's address, and by the address of an account. */
export function tombstoneHashes(shop: Shop, { externalId, guestEmailKey, provenEmailKey, profile }: Named): string[] {
  const address = profile.email === null ? null : emailKey(shop, profile.email);
  const identifiers: Parameters<typeof hashOf>[1][] = [
    ...(externalId === null ? [] : [{ externalId }]),
    ...[guestEmailKey, provenEmailKey ?? null, address].filter((key) => key !== null).map((key) => ({ guestEmailKey: key })),
  ];
  return [...new Set(identifiers.map((identifier) => hashOf(shop, identifier)))];
}
