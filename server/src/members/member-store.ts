// The port to who is who: the only home of personal data. Erasing a person here never touches the ledger.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Tombstone } from './erasure-store.ts';

export interface Profile {
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string | null;
}

export interface Member {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly kind: 'guest' | 'account';
  readonly externalId: string | null;
  /** HMAC of the normalised address with the store's key: finds a guest without storing an address twice. */
  readonly guestEmailKey: string | null;
  readonly profile: Profile;
  readonly joinedAt: number;
  /** The same person was a member before and asked to be forgotten: what they bought until then stays there. */
  readonly erasedBefore?: Tombstone;
}

/** One way to recognise a person; each is unique in a store. */
export type Identifier = { readonly externalId: string } | { readonly guestEmailKey: string };

export interface MemberStore {
  find(storeId: StoreId, identifier: Identifier): Promise<Member | null>;
  get(storeId: StoreId, memberId: MemberId): Promise<Member | null>;
  many(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Member[]>;
  /** False when somebody else created a member with the same identifier first. */
  create(member: Member): Promise<boolean>;
  update(storeId: StoreId, memberId: MemberId, change: Pick<Member, 'kind' | 'profile'>): Promise<void>;
  /** By name, e-mail or the store's id, newest first; positions are opaque. */
  search(storeId: StoreId, text: string | null, before: string | null, limit: number): Promise<{ members: Member[]; next: string | null }>;
  /** Without those who were merged away or erased. */
  count(storeId: StoreId): Promise<{ total: number; guests: number }>;
}
