// Ids are strings with a name, so that a member's id cannot be handed over where an order's is wanted.
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type StoreId = Id<'store'>;
export type MemberId = Id<'member'>;
export type OrderId = Id<'order'>;
export type LotId = Id<'lot'>;
/** Names a fact, not a delivery: one key, one entry, in a store, for ever. */
export type EntryKey = Id<'entry-key'>;

export const storeId = (text: string): StoreId => text as StoreId;
export const memberId = (text: string): MemberId => text as MemberId;
export const orderId = (text: string): OrderId => text as OrderId;
export const lotId = (text: string): LotId => text as LotId;
export const entryKey = (text: string): EntryKey => text as EntryKey;
