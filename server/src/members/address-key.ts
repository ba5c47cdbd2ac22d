// How a guest's address is found again without being stored twice.
import { domainToASCII } from 'node:url';
import { normaliseEmail } from '../loyalty/person.ts';
import { keyedHash } from '../secrets/keyring.ts';
import type { StoreRecord } from '../stores/store-record.ts';

type Shop = Pick<StoreRecord, 'identityKey'>;

/** The keyed hash of an address, so that a guest is found again without an address being searchable. Null for what is no address. */
export function emailKey(shop: Shop, email: string): string | null {
  const address = normaliseEmail(email);
  if (address === null) return null;
  const at = address.lastIndexOf('@');
  const domain = domainToASCII(address.slice(at + 1));
  return domain === '' ? null : keyedHash(shop.identityKey, `${address.slice(0, at)}@${domain}`);
}
