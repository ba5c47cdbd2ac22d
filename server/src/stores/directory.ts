// Stores and programs are needed for every delivery and change rarely: they are remembered for a moment. A new program version takes effect
// only after a lead longer than that moment, so a remembered list is never missing a version that an order must be judged by.
import { inForceAt } from '../loyalty/program/in-force.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { StoreRecord, StoreRecords } from './store-record.ts';

/** How long a remembered record is used. */
export const REMEMBER_MS = 2_000;
/** How long after publishing a version comes into force. Longer than {@link REMEMBER_MS} by more than clocks on one network differ. */
export const PROGRAM_LEAD_MS = 5_000;

interface Remembered<T> {
  /** A promise, so that everybody who asks while it is being read shares the reading. */
  readonly value: Promise<T>;
  readonly readAt: number;
}

export class StoreDirectory {
  readonly #records: StoreRecords;
  readonly #clock: () => number;
  readonly #stores = new Map<StoreId, Remembered<StoreRecord | null>>();
  readonly #programs = new Map<StoreId, Remembered<Program[]>>();

  constructor(records: StoreRecords, clock: () => number) {
    this.#records = records;
    this.#clock = clock;
  }

  async get(storeId: StoreId): Promise<StoreRecord | null> {
    return this.#remember(this.#stores, storeId, () => this.#records.get(storeId));
  }

  /** Every version that can be in force at or before `at`. Read anew when `at` lies beyond what the remembered list can know. */
  async programs(storeId: StoreId, at: number): Promise<Program[]> {
    const known = this.#programs.get(storeId);
    if (known !== undefined && at > known.readAt + PROGRAM_LEAD_MS - REMEMBER_MS) this.#programs.delete(storeId);
    return this.#remember(this.#programs, storeId, () => this.#records.programs(storeId));
  }

  /** @throws when the store has no program at all: it was not installed through `installStore`. */
  async programAt(storeId: StoreId, at: number): Promise<Program> {
    const program = inForceAt(await this.programs(storeId, at), at);
    if (program === null) throw new Error(`store ${storeId} has no program`);
    return program;
  }

  async programOfVersion(storeId: StoreId, version: number): Promise<Program> {
    const known = (await this.#programs.get(storeId)?.value)?.find((program) => program.version === version);
    const program = known ?? (await this.#records.programs(storeId)).find((each) => each.version === version);
    if (program === undefined) throw new Error(`program version ${version} of store ${storeId} is missing`);
    return program;
  }

  forget(storeId: StoreId): void {
    this.#stores.delete(storeId);
    this.#programs.delete(storeId);
  }

  async #remember<T>(memory: Map<StoreId, Remembered<T>>, storeId: StoreId, read: () => Promise<T>): Promise<T> {
    const now = this.#clock();
    const known = memory.get(storeId);
    if (known !== undefined && Math.abs(now - known.readAt) < REMEMBER_MS) return known.value;
    const value = read();
    memory.set(storeId, { value, readAt: now });
    // A failed reading is nobody's answer but its askers'.
    value.catch(() => memory.delete(storeId));
    return value;
  }
}
