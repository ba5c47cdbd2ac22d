// The port to invitations: each lets one shop connect, for a while. Only hashes of what was handed out are kept.
import type { StoreId } from '../loyalty/ids.ts';

export interface RestKeys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

export interface Invitation {
  /** SHA-256 of the code. */
  readonly hash: string;
  /** The only store that it connects anew; null: a new one. */
  readonly forStore: StoreId | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** The store that was connected by it, and the address of the shop: repeated for the same it goes on, for another it is over. */
  readonly used: { readonly storeId: StoreId; readonly url: string } | null;
  /** A merchant was sent to approve keys on their own shop's page. */
  readonly approval: { readonly stateHash: string; readonly url: string; readonly keys: RestKeys | null } | null;
}

export interface Invitations {
  add(invitation: Invitation): Promise<void>;
  /** Null: there is none, or its time is over. */
  find(hash: string, now: number): Promise<Invitation | null>;
  byState(stateHash: string, now: number): Promise<Invitation | null>;
  /** Binds it to a store and an address; false when another one was first. */
  use(hash: string, used: NonNullable<Invitation['used']>): Promise<boolean>;
  /** The newest approval counts. */
  ask(hash: string, approval: { readonly stateHash: string; readonly url: string }): Promise<void>;
  /** Once: false when keys came for this state before. */
  approved(stateHash: string, keys: RestKeys): Promise<boolean>;
  /** Those whose time is not over, the newest first. */
  open(now: number): Promise<Invitation[]>;
}
