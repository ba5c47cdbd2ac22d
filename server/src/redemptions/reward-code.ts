// The code of a reward: told by the store's own secret from the reservation, so that making it twice makes one, and nobody can guess it.
import { createHmac } from 'node:crypto';
import { keyedHash } from '../secrets/keyring.ts';
import type { StoreRecord } from '../stores/store-record.ts';

/** Crockford's base32: no letter that reads like a digit, no word by accident (no I, L, O, U). Source: Crockford, "Base 32". */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 20;
/** 20 characters of 5 bits. */
export const CODE_BITS = CODE_LENGTH * 5;

type Secret = Pick<StoreRecord, 'identityKey'>;

/**
 * 20 characters, 100 bits of HMAC-SHA256(the store's secret, the reservation): the source is open, so ids alone would be guessable. Letters and
 * digits only, so that the same shape is a discount code and the number of a gift card (8 to 20 characters at Shopify).
 */
export function rewardCode({ identityKey }: Secret, reservationId: string): string {
  const bytes = createHmac('sha256', identityKey).update(`lasting/reward-code/${reservationId}`).digest();
  // The alphabet has 32 letters: each byte's five low bits name one, all equally often.
  return [...bytes.subarray(0, CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** How an order's code finds its redemption. Stores compare codes without regard to case. */
export function codeKey({ identityKey }: Secret, code: string): string {
  return keyedHash(identityKey, `reward-code/${code.trim().toUpperCase()}`);
}

/** A cart's name is a key to it at some stores: only its hash is kept, and goes into the ledger. */
export function cartKey({ identityKey }: Secret, token: string): string {
  return keyedHash(identityKey, `cart/${token}`).slice(0, 32);
}
