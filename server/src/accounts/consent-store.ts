// The port to what people agreed to. Rows are only ever added: who agreed to what, when, where and in which words can be shown for as long as the
// person is known. A person's rows count under every name that they were merged from, and go back when a merge is undone.
import type { accounts, Locale } from '../contract/index.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';

/** `membership`: of the program itself, given by joining and taken back by leaving. */
export type AgreedTo = accounts.ConsentKind | 'membership';

export interface ConsentRow {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  /** Names the act: written twice it is one row. */
  readonly key: string;
  readonly kind: AgreedTo;
  readonly action: 'give' | 'take-back';
  readonly at: number;
  /** What the wording is called, and the wording itself; null where something was taken back. */
  readonly version: string | null;
  readonly wording: string | null;
  /** Of terms: where their whole text stood. */
  readonly url?: string;
  readonly surface: accounts.Surface;
  readonly cause: string;
}

/** What was agreed to beside an order by somebody who was not signed in. It waits for the order's owner. */
export interface WaitingConsents {
  readonly storeId: StoreId;
  readonly orderId: OrderId;
  readonly consents: readonly WaitingConsent[];
  readonly at: number;
  readonly surface: accounts.Surface;
  readonly locale: Locale;
}

export interface WaitingConsent {
  readonly kind: accounts.ConsentKind;
  readonly version: string;
  readonly wording: string;
  readonly url?: string | undefined;
  readonly birthday: string | null;
}

/** A month and a day: "03-21". */
export interface KnownBirthday {
  readonly memberId: MemberId;
  readonly birthday: string;
  /** When it was told. */
  readonly since: number;
}

type Shop = Pick<StoreRecord, 'storeId' | 'identityKey'>;

export interface ConsentStore {
  /** False: this act is written already. */
  write(row: ConsentRow): Promise<boolean>;
  /** Every row of a person, the oldest first, those of one instant as they were written; the same for each of their names. */
  of(storeId: StoreId, memberId: MemberId): Promise<ConsentRow[]>;
  /** Replaces what was told before. */
  keepBirthday(shop: Shop, birthday: KnownBirthday): Promise<void>;
  /** The one that was told last; null: none is kept. */
  birthdayOf(storeId: StoreId, memberId: MemberId): Promise<KnownBirthday | null>;
  /** Of a person, under all their names. */
  dropBirthday(storeId: StoreId, memberId: MemberId): Promise<void>;
  /** Members whose birthday is one of these days, in the order of their ids. */
  bornOn(shop: Shop, days: readonly string[], after: MemberId | null, limit: number): Promise<KnownBirthday[]>;
  /** False: somebody answered for this order before; the first answer counts. */
  wait(waiting: WaitingConsents): Promise<boolean>;
  /** What waits for these orders and is not too old. */
  waiting(storeId: StoreId, orderIds: readonly OrderId[], now: number): Promise<WaitingConsents[]>;
  /** One member became part of another, or is one of their own again. Repeated it is the same. */
  merged(storeId: StoreId, from: MemberId, into: MemberId): Promise<void>;
  unmerged(storeId: StoreId, from: MemberId, into: MemberId): Promise<void>;
  /** Everything that a member agreed to, also under other names. */
  forget(storeId: StoreId, memberId: MemberId): Promise<void>;
  /** What waits for these orders. */
  forgetWaiting(storeId: StoreId, orderIds: readonly OrderId[]): Promise<void>;
}
