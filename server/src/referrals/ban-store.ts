// The port to bans of advocates. Unique: a member has one ban that stands.
import type { MemberId, StoreId } from '../loyalty/ids.ts';

export interface Staff {
  readonly userId: string;
  readonly name: string;
}

export interface Ban {
  readonly storeId: StoreId;
  readonly banId: string;
  /** Who they were when they were banned. Whoever they are merged into is banned as long as they are one person. */
  readonly memberId: MemberId;
  readonly at: number;
  readonly by: Staff;
  /** The merchant's words; empty: none, or they went when the member was erased. */
  readonly note: string;
  /** Null: it stands. */
  readonly undone: { readonly at: number; readonly by: Staff; readonly note: string } | null;
}

export interface BanStore {
  /** False when another ban of the member stands. */
  add(ban: Ban): Promise<boolean>;
  /** Those that stand under any of these names. */
  standing(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Ban[]>;
  /** Also those that were undone, oldest first. */
  ofMembers(storeId: StoreId, memberIds: readonly MemberId[]): Promise<Ban[]>;
  /** False when somebody else did first. */
  undo(ban: Ban, undone: NonNullable<Ban['undone']>): Promise<boolean>;
}
