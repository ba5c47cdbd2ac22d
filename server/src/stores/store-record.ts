// The port to installed stores and their program versions. Secrets are sealed at rest and opened only here.
import type { StoreId } from '../loyalty/ids.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { PlatformName } from '../platforms/platform.ts';

export interface StoreRecord {
  readonly storeId: StoreId;
  readonly platform: PlatformName;
  readonly name: string;
  /** Host name without scheme; unique per platform only where the platform guarantees it. */
  readonly domain: string;
  readonly url: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly state: 'active' | 'left';
  readonly createdAt: number;
  /** When it last gave us access; left out: when it was created. News that it left before is old. */
  readonly installedAt?: number;
  /** What the merchant lets us do, in the platform's own words; left out where the platform has no such list. */
  readonly granted?: readonly string[];
  /** Orders placed before it deserve nothing: they are history. */
  readonly startsAt: number;
  /** Keys the e-mail hashes of this store. */
  readonly identityKey: string;
  readonly webhookSecret: string;
  readonly credentials: Readonly<Record<string, string>> | null;
}

export interface StoreRecords {
  get(storeId: StoreId): Promise<StoreRecord | null>;
  list(): Promise<StoreRecord[]>;
  /** False when the id is taken. */
  create(record: StoreRecord): Promise<boolean>;
  update(storeId: StoreId, change: Partial<Omit<StoreRecord, 'storeId' | 'platform'>>): Promise<void>;
  /** Every version that is, was or will be in force: cancelled ones are not among them. */
  programs(storeId: StoreId): Promise<Program[]>;
  /** False when that version exists: somebody else saved first. */
  publish(storeId: StoreId, program: Program): Promise<boolean>;
}
