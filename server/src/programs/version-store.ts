// The port to a program's versions with their history. A version's terms are written once; only what was scheduled may be called off.
import type { StoreId } from '../loyalty/ids.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { Doer } from './person.ts';

export interface Version {
  readonly program: Program;
  /** Null for the version that came with the installation. */
  readonly stamp: { readonly publishedAt: number; readonly by: Doer } | null;
  readonly cancelledAt: number | null;
}

export interface VersionStore {
  /** Oldest first, cancelled ones too. */
  all(storeId: StoreId): Promise<Version[]>;
  get(storeId: StoreId, version: number): Promise<Version | null>;
  /** False when that version exists: somebody else published first. */
  publish(storeId: StoreId, program: Program, stamp: NonNullable<Version['stamp']>): Promise<boolean>;
  /** False unless it is scheduled for after `notBefore` and was not cancelled. */
  cancel(storeId: StoreId, version: number, now: number, notBefore: number): Promise<boolean>;
}
