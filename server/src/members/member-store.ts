// The port to who is who: the only home of personal data. Erasing a person here never touches the ledger.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Away } from './away.ts';
import type { Tombstone } from './erasure-store.ts';

export interface Profile {
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string | null;
}

/** Written in one step with what it follows from, so that it cannot be lost; `id` names it. */
export interface DueOpening {
  readonly id: string;
  /** The account is new, and not one that we only hear of now. */
  readonly awards: boolean;
}

export interface Member {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly kind: 'guest' | 'account';
  readonly externalId: string | null;
  /** HMAC of the normalised address with the store's key: finds a guest without storing an address twice. */
  readonly guestEmailKey: string | null;
  /** As guestEmailKey, of the account's own address once it is proven to be theirs; another address is not proven by it. Left out: none is. */
  readonly provenEmailKey?: string;
  /** The account has another address than the one it was opened with, and we do not know who typed it: the store's word proves nothing of it. */
  readonly changedAddress?: true;
  /** What follows from an account that became theirs is not all done yet. */
  readonly opening?: DueOpening;
  readonly profile: Profile;
  readonly joinedAt: number;
  /** When they were out of the program; left out: they never left it. */
  readonly away?: readonly Away[];
  /** The same person was a member before and asked to be forgotten: what they bought until then stays there. */
  readonly erasedBefore?: Tombstone;
}

/** One way to recognise a person; each is unique in a store. */
export type Identifier = { readonly externalId: string } | { readonly guestEmailKey: string } | { readonly provenEmailKey: string };

/** `provenEmailKey` null: it is proven no more; a proof ends that the address is a changed one. What is left out stays. */
export interface MemberChange extends Pick<Member, 'kind' | 'profile'> {
  readonly provenEmailKey?: string | null;
  readonly changedAddress?: true;
  readonly opening?: DueOpening;
}

export interface MemberStore {
  find(storeId: StoreId, identifier: Identifier): Promise<Member | null>;
  get(storeId: StoreId, memberId: MemberId): Promise<Member | null>;
  many(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Member[]>;
  /** False when somebody else created a member with the same identifier first. */
  create(member: Member): Promise<boolean>;
  /** False, and nothing is changed, when the address is proven to be another member's. */
  update(storeId: StoreId, memberId: MemberId, change: MemberChange): Promise<boolean>;
  /** All that followed from it is done. Another one that began meanwhile stays. */
  opened(storeId: StoreId, memberId: MemberId, openingId: string): Promise<void>;
  /** What stands here replaces what stood there. */
  keepAway(storeId: StoreId, memberId: MemberId, away: readonly Away[]): Promise<void>;
  /** By name, e-mail or the store's id, newest first; positions are opaque. */
  search(storeId: StoreId, text: string | null, before: string | null, limit: number): Promise<{ members: Member[]; next: string | null }>;
  /** Without those who were merged away or erased. */
  count(storeId: StoreId): Promise<{ total: number; guests: number }>;
}
