// From a draft to a version: everything that may be done to a store's program, each guarded by what the doer has seen.
import type { admin } from '../contract/index.ts';
import type { StoreId } from '../loyalty/ids.ts';
import { problemsOf, type ProgramProblem } from '../loyalty/program/problems.ts';
import { programTerms, type Program } from '../loyalty/program/program.ts';
import { PROGRAM_LEAD_MS } from '../stores/directory.ts';
import type { DraftStore, StoredDraft } from './draft-store.ts';
import type { Doer } from './person.ts';
import { programOf, termsOf } from './program-terms.ts';
import { liveVersion } from './version-state.ts';
import type { Version, VersionStore } from './version-store.ts';

export interface ProgramDeskOptions {
  readonly versions: VersionStore;
  readonly drafts: DraftStore;
  readonly clock: () => number;
}

export interface Place {
  readonly storeId: StoreId;
  readonly currency: string;
  readonly timeZone: string;
  /** Kinds of rewards that no store of its platform can give. */
  readonly cannotGive: readonly string[];
}

export interface Standing {
  readonly versions: readonly Version[];
  readonly live: Version;
  readonly newest: Version;
  readonly draft: StoredDraft | null;
}

export interface Publishing {
  readonly seenRevision: number;
  readonly seenVersion: number;
  /** Null: as soon as every process can know of it. */
  readonly at: number | null;
}

export type Published =
  | { readonly kind: 'published'; readonly version: Version; readonly before: Program }
  | { readonly kind: 'stale'; readonly field: 'expectedRevision' | 'expectedVersion' }
  | { readonly kind: 'incomplete'; readonly problem: ProgramProblem }
  | { readonly kind: 'too-soon' };

export class ProgramDesk {
  readonly #options: ProgramDeskOptions;

  constructor(options: ProgramDeskOptions) {
    this.#options = options;
  }

  /** @throws when the store has no program at all: it was not installed through `installStore`. */
  async standing(storeId: StoreId): Promise<Standing> {
    const [versions, draft] = await Promise.all([this.#options.versions.all(storeId), this.#options.drafts.get(storeId)]);
    const [live, newest] = [liveVersion(versions, this.#options.clock()), versions.at(-1)];
    if (live === null || newest === undefined) throw new Error(`store ${storeId} has no program`);
    return { versions, live, newest, draft };
  }

  version(storeId: StoreId, version: number): Promise<Version | null> {
    return this.#options.versions.get(storeId, version);
  }

  /** Null when `seen` is no longer so. A draft goes on from the version it was begun from; a new one from the newest. */
  async save(storeId: StoreId, terms: admin.Terms, seen: number, by: Doer, basedOn?: number): Promise<StoredDraft | null> {
    const { draft, newest } = await this.standing(storeId);
    const base = basedOn ?? draft?.basedOn ?? newest.program.version;
    return this.#options.drafts.save(storeId, { terms, basedOn: base, savedAt: this.#options.clock(), by }, seen);
  }

  discard(storeId: StoreId, seen: number): Promise<boolean> {
    return this.#options.drafts.discard(storeId, seen);
  }

  async publish({ storeId, currency, timeZone, cannotGive }: Place, wish: Publishing, by: Doer): Promise<Published> {
    const now = this.#options.clock();
    const { draft, newest, live } = await this.standing(storeId);
    if (draft?.revision !== wish.seenRevision) return { kind: 'stale', field: 'expectedRevision' };
    if (newest.program.version !== wish.seenVersion) return { kind: 'stale', field: 'expectedVersion' };
    const [problem] = problemsOf(draft.terms, currency, cannotGive);
    if (problem !== undefined) return { kind: 'incomplete', problem };
    const soonest = now + PROGRAM_LEAD_MS;
    if (wish.at !== null && wish.at < soonest) return { kind: 'too-soon' };
    const frame = { version: wish.seenVersion + 1, inForceFrom: wish.at ?? soonest, currency, timeZone };
    const before = live.program;
    return this.#write(storeId, programOf(programTerms.parse(draft.terms), frame), before, { publishedAt: now, by }, draft.revision);
  }

  /** False unless it is scheduled and far enough away that nobody has judged by it. */
  async cancel(storeId: StoreId, version: number): Promise<boolean> {
    const now = this.#options.clock();
    return this.#options.versions.cancel(storeId, version, now, now + PROGRAM_LEAD_MS);
  }

  async #write(
    storeId: StoreId,
    program: Program,
    before: Program,
    stamp: NonNullable<Version['stamp']>,
    draftRevision: number,
  ): Promise<Published> {
    if (!(await this.#options.versions.publish(storeId, program, stamp))) return { kind: 'stale', field: 'expectedVersion' };
    // Somebody may have typed on meanwhile: then theirs is a new draft and stays.
    await this.#options.drafts.discard(storeId, draftRevision);
    return { kind: 'published', version: { program, stamp, cancelledAt: null }, before };
  }
}

/** The terms of a version, as a draft holds them. */
export function asTyped(program: Program): admin.Terms {
  return JSON.parse(JSON.stringify(termsOf(program))) as admin.Terms;
}
