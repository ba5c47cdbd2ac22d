// Random lives of a few members of one store, as entries: everything that can move points happens to them, at any time.
import fc from 'fast-check';
import { monthOf } from '../../src/loyalty/calendar.ts';
import { entryKey, memberId, orderId, storeId, type MemberId } from '../../src/loyalty/ids.ts';
import type { Circumstances, Command, Redeemed } from '../../src/loyalty/ledger/command.ts';
import { decide } from '../../src/loyalty/ledger/decide.ts';
import type { Entry, PointsMove } from '../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE, type MemberState, type Take } from '../../src/loyalty/ledger/state.ts';
import { redeemedBy } from '../../src/loyalty/ledger/sums.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { adjust, award, circumstances, givenIn, settleOrder } from '../builders/commands.ts';

export const HOUR = 3_600_000;
export const ZONE = 'Europe/Berlin';
const BEGIN = Date.UTC(2026, 0, 30);
const KINDS = [
  'order', 'order', 'order', 'award', 'adjust', 'undo-adjust', 'reserve', 'reserve', 'settle', 'settle', 'release', 'return-spent',
  'expire-undo', 'import', 'merge', 'erase',
] as const; // prettier-ignore

export interface Wish {
  readonly afterHours: number;
  readonly what: (typeof KINDS)[number];
  readonly member: number;
  readonly which: number;
  readonly amount: number;
  readonly waitHours: number | null;
  readonly lifeHours: number | null;
}

export const wish: fc.Arbitrary<Wish> = fc.record({
  afterHours: fc.integer({ min: 0, max: 600 }),
  what: fc.constantFrom(...KINDS),
  member: fc.nat(2),
  which: fc.nat(2),
  amount: fc.integer({ min: 0, max: 200 }),
  waitHours: fc.option(fc.integer({ min: 0, max: 300 })),
  lifeHours: fc.option(fc.integer({ min: -900, max: 1_500 })),
});

export const wishes = fc.array(wish, { minLength: 1, maxLength: 40 });

const isPoints = (move: Entry['moves'][number]): move is PointsMove => move.type === 'points';

export class Lives {
  readonly chains = new Map<MemberId, Entry[]>();
  readonly #policy: Partial<Circumstances>;
  readonly #zone: string;
  now = BEGIN;
  #merges = 0;

  constructor(policy: Partial<Circumstances> = {}, zone = ZONE) {
    this.#policy = policy;
    this.#zone = zone;
  }

  /** Chain by chain, as a store gives them. */
  get entries(): Entry[] {
    return [...this.chains].toSorted(([a], [b]) => a.localeCompare(b)).flatMap(([, chain]) => chain);
  }

  chain(member: MemberId): Entry[] {
    const known = this.chains.get(member) ?? [];
    this.chains.set(member, known);
    return known;
  }

  stateOf(member: MemberId): MemberState {
    return this.chain(member).at(-1)?.after ?? EMPTY_STATE;
  }

  /** One entry, or nothing when it is refused. */
  give(member: MemberId, command: Command): Entry | null {
    const chain = this.chain(member);
    const last = chain.at(-1);
    const head = { seq: last?.seq ?? 0, at: last?.at ?? 0, state: last?.after ?? EMPTY_STATE, chain: `${member}/` };
    const known = { issuedMonth: monthOf(Math.max(this.now, head.at), this.#zone), graceMs: 48 * HOUR, ...this.#policy };
    const decided = decide(head, command, circumstances(this.now, known));
    if (isRefused(decided)) return null;
    const who = { storeId: storeId('s'), memberId: member, seq: head.seq + 1, inputHash: '', cause: 'c', prevHash: '', hash: '' };
    const entry = { ...decided, ...who, key: entryKey(`${member}/${head.seq}`) };
    chain.push(entry);
    return entry;
  }

  /** A job that posts everything that is due. */
  expireAll(): void {
    for (const member of this.chains.keys()) this.give(member, { kind: 'expire' });
  }

  live(next: Wish): void {
    this.now += next.afterHours * HOUR;
    const member = memberId(`m${next.member}`);
    if (next.what === 'merge') this.#merge(member, memberId(`m${next.which}`));
    else {
      const command = this.#command(member, next);
      if (command !== null) this.give(member, command);
    }
  }

  #command(member: MemberId, { what, which, amount, waitHours, lifeHours }: Wish): Command | null {
    const availableAt = waitHours === null ? null : this.now + waitHours * HOUR;
    const expiresAt = lifeHours === null ? null : this.now + lifeHours * HOUR;
    const order = `${member}-${which}`;
    const reservationId = `r${which}`;
    if (what === 'order') return settleOrder(amount, givenIn(this.chain(member), order), { order, availableAt, expiresAt });
    if (what === 'award') return award(amount, { availableAt: availableAt ?? 0, expiresAt });
    if (what === 'adjust') return adjust(amount % 2 === 0 ? amount : -amount, { expiresAt });
    if (what === 'undo-adjust') return this.#undo(member);
    if (what === 'import')
      return {
        kind: 'import-opening',
        ref: 'old',
        lots: [{ points: amount, issuedAt: 0, issuedMonth: '2025-12', availableAt: 0, expiresAt }],
      };
    if (what === 'erase') return amount < 20 ? { kind: 'erase' } : null;
    if (what === 'expire-undo') return this.#unexpire(member);
    const redeemed: Redeemed = redeemedBy(reservationId, this.chain(member));
    const spent = { reservationId, orderId: orderId(order), redeemed };
    if (what === 'settle') return { kind: 'settle', ...spent, target: amount };
    if (what === 'return-spent') return { kind: 'return-spent', ...spent, target: Math.min(amount, redeemed.settled) };
    if (what === 'release')
      return { kind: 'release', reservationId, why: amount % 2 === 0 ? 'failure' : 'abandoned', ended: redeemed.ended };
    const until = this.now + 24 * HOUR;
    return { kind: 'reserve', reservationId, rewardId: reservationId, cart: null, points: amount, expiresAt: until, limit: null };
  }

  /** Of the latest adjustment that took points: back into its lots. */
  #undo(member: MemberId): Command | null {
    const taken = this.chain(member).findLast(
      ({ kind, moves }) => kind === 'adjust' && moves.some((move) => isPoints(move) && move.to === 'program:adjusted'),
    );
    const lots = takes(taken, 'program:adjusted');
    const points = lots.reduce((sum, lot) => sum + lot.points, 0);
    return points === 0 ? null : { kind: 'undo-adjust', ref: 'a-1', points: -points, lots, expired: 0, explain: null };
  }

  #unexpire(member: MemberId): Command | null {
    const expired = this.chain(member).at(-1);
    const lots = takes(expired, 'program:expired');
    return lots.length === 0 ? null : { kind: 'expire-undo', lots, expiresAt: this.now + 500 * HOUR };
  }

  #merge(from: MemberId, into: MemberId): void {
    if (from === into || this.stateOf(from).closed !== null || this.stateOf(into).closed !== null) return;
    const mergeId = `merge-${(this.#merges += 1)}`;
    this.give(into, { kind: 'merge-accept', mergeId, undo: false });
    const out = this.give(from, { kind: 'transfer-out', mergeId, into, undo: false, brought: null });
    if (out === null) return;
    const moves = out.moves.filter(isPoints);
    const lots = moves.flatMap(({ from: bucket, to, lot, points, birth }) =>
      to === 'transfer' && lot !== null && birth !== null
        ? [{ lotId: lot, points, birth, state: bucket === 'member:pending' ? ('pending' as const) : ('available' as const) }]
        : [],
    );
    const deficit = moves.filter(({ to }) => to === 'member:deficit').filter((move) => move.from === 'transfer');
    const before = this.chain(from).at(-2)?.after;
    this.give(into, {
      kind: 'transfer-in',
      mergeId,
      undo: false,
      lots,
      deficit: deficit.reduce((sum, { points }) => sum + points, 0),
      reservations: before?.reservations ?? [],
      counters: [],
      orders: [],
    });
  }
}

function takes(entry: Entry | undefined, to: PointsMove['to']): Take[] {
  const moves = entry?.moves.filter(isPoints) ?? [];
  return moves.flatMap(({ to: bucket, lot, points, birth }) =>
    bucket === to && lot !== null && birth !== null ? [{ lotId: lot, points, birth }] : [],
  );
}
