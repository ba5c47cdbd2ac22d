// The port to who of a merchant's people may do what. A role is given by a person; nobody has one by arriving.
import type { StoreId } from '../loyalty/ids.ts';

export interface StaffMember {
  readonly storeId: StoreId;
  readonly userId: string;
  readonly name: string;
  readonly role: 'owner' | 'manager' | 'support' | 'analyst';
}

export interface StaffStore {
  find(storeId: StoreId, userId: string): Promise<StaffMember | null>;
  /** Keeps the role of somebody who has one. */
  addOwner(member: Omit<StaffMember, 'role'>): Promise<void>;
}
