// A checkpoint: what a store's ledger was at the end of a day, sealed, and chained to the one before. Entries alone cannot show that a tail was
// cut off, a chain removed, or everything after a change hashed again; a seal that whoever can write to the database cannot make does.
//
// Exact while entries keep coming: it speaks of the entries with `from <= at < to`, and time never runs backwards in a chain, so these are one
// piece of every chain and never change again. It is made only when `to` lies further back than clocks and writes can be late.
import { hash } from 'node:crypto';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Move } from '../loyalty/ledger/entry.ts';
import type { MemberState } from '../loyalty/ledger/state.ts';

/** The last entry of one chain in a checkpoint's time. */
export interface ChainHead {
  readonly memberId: MemberId;
  readonly seq: number;
  readonly hash: string;
}

export interface Sums {
  readonly pending: number;
  readonly available: number;
  readonly reserved: number;
  readonly deficit: number;
  readonly taken: number;
}

export interface CheckpointContent {
  readonly storeId: StoreId;
  /** 1, 2, 3, ... */
  readonly n: number;
  /** The last day it covers, in the store's time zone: "2026-11-21". */
  readonly day: string;
  readonly from: number;
  readonly to: number;
  /** Entries of the store up to `to`, and chains that got entries since `from`. */
  readonly entries: number;
  readonly chains: number;
  /** The store's buckets at `to`. */
  readonly sums: Sums;
  /** Over the heads of those chains, page by page: see {@link HeadPages}. */
  readonly digest: string;
  /** The seal of the checkpoint before; '' for the first. */
  readonly previous: string;
}

export interface Checkpoint extends CheckpointContent {
  readonly seal: string;
  /** The key of the seal, itself sealed by the keyring, so that a rotated key does not orphan old checkpoints. */
  readonly sealedKey: string;
  /** Under which its pages of heads are kept. */
  readonly pages: string;
}

export const NO_SUMS: Sums = { pending: 0, available: 0, reserved: 0, deficit: 0, taken: 0 };

export function addSums(a: Sums, b: Sums, sign: 1 | -1 = 1): Sums {
  return {
    pending: a.pending + sign * b.pending,
    available: a.available + sign * b.available,
    reserved: a.reserved + sign * b.reserved,
    deficit: a.deficit + sign * b.deficit,
    taken: a.taken + sign * b.taken,
  };
}

export function sumsOfState({ pending, available, reserved, deficit, taken }: MemberState): Sums {
  return { pending, available, reserved, deficit, taken };
}

const SIDES: Readonly<Record<string, { field: keyof Sums; sign: 1 | -1 }>> = {
  'member:pending': { field: 'pending', sign: 1 },
  'member:available': { field: 'available', sign: 1 },
  'member:reserved': { field: 'reserved', sign: 1 },
  'member:deficit': { field: 'deficit', sign: -1 },
};

/** What moves change the buckets by. */
export function sumsOfMoves(moves: readonly Move[]): Sums {
  const sums = { ...NO_SUMS };
  for (const move of moves) {
    if (move.type === 'allowance') sums.taken += move.taken;
    if (move.type !== 'points') continue;
    const [from, to] = [SIDES[move.from], SIDES[move.to]];
    if (from !== undefined) sums[from.field] -= from.sign * move.points;
    if (to !== undefined) sums[to.field] += to.sign * move.points;
  }
  return sums;
}

/** The text that is sealed. Version 1. */
export function canonicalCheckpoint({ storeId, n, day, from, to, entries, chains, sums, digest, previous }: CheckpointContent): string {
  const { pending, available, reserved, deficit, taken } = sums;
  return JSON.stringify([1, storeId, n, day, from, to, entries, chains, [pending, available, reserved, deficit, taken], digest, previous]);
}

export const HEADS_PER_PAGE = 1_000;

export function hashOfPage(heads: readonly ChainHead[]): string {
  return hash('sha256', JSON.stringify(heads.map(({ memberId, seq, hash: last }) => [memberId, seq, last])), 'hex');
}

/** Heads in the order of their members, in pages: the digest needs one page of memory, and a page can be looked up when it does not match. */
export class HeadPages {
  chains = 0;
  #page: ChainHead[] = [];
  #digest = '';

  /** A full page, when this head completes one. */
  add(head: ChainHead): readonly ChainHead[] | null {
    this.chains += 1;
    this.#page.push(head);
    return this.#page.length === HEADS_PER_PAGE ? this.#close() : null;
  }

  /** The last page, if it holds anything. */
  end(): readonly ChainHead[] | null {
    return this.#page.length === 0 ? null : this.#close();
  }

  get digest(): string {
    return this.#digest;
  }

  #close(): readonly ChainHead[] {
    const page = this.#page;
    this.#page = [];
    this.#digest = hash('sha256', `${this.#digest}${hashOfPage(page)}`, 'hex');
    return page;
  }
}
