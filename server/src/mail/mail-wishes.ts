// The port to who does not want mail, and where none arrives. Addresses are kept as keyed hashes: nobody can be found by them but who is asked about.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { MailList } from './templates/template.ts';

export type SuppressedWhy = 'bounced' | 'complained';

export interface MailWishes {
  /** Asked twice it is the same. */
  leave(storeId: StoreId, memberId: MemberId, list: MailList, at: number): Promise<void>;
  back(storeId: StoreId, memberId: MemberId, list: MailList): Promise<void>;
  hasLeft(storeId: StoreId, memberId: MemberId, list: MailList): Promise<boolean>;
  /** How many left since. */
  leftSince(storeId: StoreId, at: number): Promise<number>;
  suppress(storeId: StoreId, addressKey: string, why: SuppressedWhy, at: number): Promise<void>;
  isSuppressed(storeId: StoreId, addressKey: string): Promise<boolean>;
}
