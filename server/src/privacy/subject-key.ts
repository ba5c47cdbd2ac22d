// Deliveries and files that speak of a person are found again by a keyed hash of whom they are about: it helps nobody who reads the database.
import { emailKey } from '../members/address-key.ts';
import { keyedHash } from '../secrets/keyring.ts';
import type { StoreRecord } from '../stores/store-record.ts';

type Shop = Pick<StoreRecord, 'identityKey'>;

/** Whom or what a delivery is about, as its store names it. A delivery has one: the most telling. */
export type Subject =
  { readonly kind: 'order' | 'customer' | 'member'; readonly id: string } | { readonly kind: 'address'; readonly email: string };

/** 128 bits are plenty to find something again. */
const KEY_LENGTH = 32;

/** Null for an address that is none. */
export function subjectKey(shop: Shop, subject: Subject): string | null {
  const id = subject.kind === 'address' ? emailKey(shop, subject.email) : subject.id;
  return id === null ? null : keyedHash(shop.identityKey, `subject/${subject.kind}/${id}`).slice(0, KEY_LENGTH);
}

export function subjectKeys(shop: Shop, subjects: readonly Subject[]): string[] {
  return subjects.flatMap((subject) => subjectKey(shop, subject) ?? []);
}
