// Who is offered nothing, so that one sees what offering brings: a few guests, drawn by a keyed hash and not by chance, so that the page, the mail and
// the counts agree about everybody, today and next year.
import type { AccountSettings } from '../contract/settings.ts';
import type { MemberId } from '../loyalty/ids.ts';
import { keyedHash } from '../secrets/keyring.ts';
import type { StoreRecord } from '../stores/store-record.ts';

type Percent = Pick<AccountSettings, 'heldBackPercent'>;

/** 48 bits: evenly spread, and a whole number that is told exactly. */
const HEX_DIGITS = 12;
const ALL = 16 ** HEX_DIGITS;

/** The same answer for ever while the percent is the same; raising it adds to those who are held back, and lowering it draws nobody new. */
export function isHeldBack(store: Pick<StoreRecord, 'identityKey'>, memberId: MemberId, { heldBackPercent }: Percent): boolean {
  const drawn = Number.parseInt(keyedHash(store.identityKey, `held-back/${memberId}`).slice(0, HEX_DIGITS), 16);
  return drawn < (ALL * heldBackPercent) / 100;
}
