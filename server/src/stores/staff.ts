// The port to who of a merchant's people may do what. A role is given by a person; nobody has one by arriving.
import type { StoreId } from '../loyalty/ids.ts';

export type StaffRole = 'owner' | 'manager' | 'support' | 'analyst';

export interface StaffPerson {
  readonly userId: string;
  readonly name: string;
  /** Null: came by and waits for somebody to give them one. */
  readonly role: StaffRole | null;
}

export interface StaffMember extends StaffPerson {
  readonly storeId: StoreId;
  readonly role: StaffRole;
}

export type RoleChange =
  | { readonly kind: 'changed'; readonly before: StaffRole | null }
  /** Nobody of that id ever came by. */
  | { readonly kind: 'unknown' }
  /** Nobody could ever give a role again. */
  | { readonly kind: 'last-owner' };

export interface StaffStore {
  /** Null for somebody without a role. */
  find(storeId: StoreId, userId: string): Promise<StaffMember | null>;
  /** Everybody who came by, in the order they did. */
  list(storeId: StoreId): Promise<StaffPerson[]>;
  /** Keeps the role of somebody who has one. */
  addOwner(member: Omit<StaffMember, 'role'>): Promise<void>;
  /** Remembers somebody without a role, so that an owner can give them one. */
  meet(member: Omit<StaffMember, 'role'>): Promise<void>;
  /** One owner always stays, also when two of them take each other's role at once. */
  changeRole(storeId: StoreId, userId: string, role: StaffRole | null): Promise<RoleChange>;
  /** The language somebody chose for themselves; null: none yet. */
  language(storeId: StoreId, userId: string): Promise<string | null>;
  chooseLanguage(storeId: StoreId, userId: string, locale: string): Promise<void>;
}
