// The accountant's books: one object per single point, which never disappears and only changes hands and places. Nothing here is shared
// with the ledger under test, and nothing is clever: a sum is a count of points.
import type { LotSource } from '../../../src/loyalty/ledger/entry.ts';

export type Place = 'pending' | 'available' | 'reserved' | 'redeemed' | 'expired' | 'adjusted' | 'gone';

export interface Point {
  owner: string;
  place: Place;
  /** The reservation that holds or spent it, or the adjustment that took it. */
  by: string | null;
  /** Which points arrived together in this chain, in order of arrival. */
  lot: number;
  readonly source: LotSource;
  readonly issuedAt: number;
  availableAt: number | null;
  expiresAt: number | null;
  graced: boolean;
  /** The merges that carried it, the latest last. */
  via: readonly string[];
  /** Its place in the row in which points were set aside or spent. */
  rank: number;
}

/** One line about a part of an order: what a chain was asked to give or take, and what of it did not move. */
export interface OrderLine {
  readonly chain: string;
  readonly order: string;
  readonly part: string;
  readonly points: number;
  readonly alreadyExpired: number;
  readonly writtenOff: number;
}

export interface Use {
  /** Where it counts: a merge makes it count in the target too, and an undone merge in both. */
  chains: readonly string[];
  readonly rule: string;
  readonly period: string;
  readonly points: number;
}

export interface Hold {
  readonly id: string;
  owner: string;
  readonly place: string;
  readonly openedAt: number;
  state: 'open' | 'settled' | 'released';
  /** Spent although there were no points: still owed then, or forgiven then. */
  owed: number;
  forgiven: number;
}

export interface Merge {
  readonly id: string;
  readonly from: string;
  readonly into: string;
  state: 'left' | 'received' | 'returning' | 'undone';
  debt: number;
  /** How many lines about orders there were when it was received: an order that stands there before is the target's own too. */
  linesBefore: number;
}

export interface Books {
  points: Point[];
  lots: number;
  debts: Record<string, number>;
  lastAt: Record<string, number>;
  closed: Record<string, { how: 'merged' | 'erased'; into: string | null }>;
  taken: Record<string, number>;
  lines: OrderLine[];
  uses: Use[];
  holds: Hold[];
  accepted: { chain: string; merge: string }[];
  merges: Merge[];
}

export function emptyBooks(): Books {
  return { points: [], lots: 0, debts: {}, lastAt: {}, closed: {}, taken: {}, lines: [], uses: [], holds: [], accepted: [], merges: [] };
}

const copies = <T extends object>(all: readonly T[]): T[] => all.map((each) => ({ ...each }));

/** A copy by hand: this runs once per command, and `structuredClone` would be most of the test's time. */
export function copyOf(books: Books): Books {
  return {
    points: copies(books.points),
    lots: books.lots,
    debts: { ...books.debts },
    lastAt: { ...books.lastAt },
    closed: { ...books.closed },
    taken: { ...books.taken },
    lines: [...books.lines],
    uses: copies(books.uses),
    holds: copies(books.holds),
    accepted: [...books.accepted],
    merges: copies(books.merges),
  };
}

/** The chains of one person: those that were merged into the same one. */
export function groupOf(books: Books, chain: string): string[] {
  const end = (from: string): string => {
    const closed = books.closed[from];
    return closed?.how === 'merged' && closed.into !== null ? end(closed.into) : from;
  };
  const chains = new Set([chain, ...Object.keys(books.closed)]);
  return [...chains].filter((each) => end(each) === end(chain));
}
