// After which orders nothing is offered, so that one sees what offering brings: a few guests' orders, drawn by a keyed hash of the order's number and not
// by chance. So the page (which knows a number and must not look up whose order it is), the mail and the counts agree, today and next year, and the page's
// answer says nothing about the order: a number that nobody knows is drawn like any other.
import type { AccountSettings } from '../contract/settings.ts';
import type { OrderId } from '../loyalty/ids.ts';
import { keyedHash } from '../secrets/keyring.ts';
import type { StoreRecord } from '../stores/store-record.ts';

type Percent = Pick<AccountSettings, 'heldBackPercent'>;

/** 48 bits: evenly spread, and a whole number that is told exactly. */
const HEX_DIGITS = 12;
const ALL = 16 ** HEX_DIGITS;

/** The same answer for ever while the percent is the same; raising it adds to those that are held back, and lowering it draws no new ones. */
export function isHeldBack(store: Pick<StoreRecord, 'identityKey'>, order: OrderId, { heldBackPercent }: Percent): boolean {
  const drawn = Number.parseInt(keyedHash(store.identityKey, `held-back/${order}`).slice(0, HEX_DIGITS), 16);
  return drawn < (ALL * heldBackPercent) / 100;
}
