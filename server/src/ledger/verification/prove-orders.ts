// Every order gave what it deserves by its judgement at its newest known state, over everybody it ever belonged to: in points and in dates.
import { setTimeout as wait } from 'node:timers/promises';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { Tranche } from '../../loyalty/ledger/command.ts';
import type { Entry } from '../../loyalty/ledger/entry.ts';
import type { Broken } from '../../loyalty/ledger/invariants.ts';
import type { Lot } from '../../loyalty/ledger/state.ts';
import type { OrderShare } from '../ledger-store.ts';
import type { Findings } from './finding.ts';
import type { LedgerReader, OrderBook, OrderClaim, OrderTraces } from './ports.ts';
import type { Watcher } from './watcher.ts';

const BATCH = 500;
/** Suspects wait for a second look in memory; a store with more is looked at again at once. */
const SUSPECTS_MAX = 1_000;
const MERGES_MAX = 100;
const LOOKS = 3;
const LOOK_AGAIN_MS = 50;
/** Whoever wrote about an order this short a time ago may not be done with it. */
const BUSY_MS = 60_000;

export interface OrderProof {
  readonly storeId: StoreId;
  readonly book: OrderBook;
  readonly reader: Pick<LedgerReader, 'head'>;
  readonly findings: Findings;
  readonly clock: () => number;
}

interface Found {
  readonly orderId: OrderId;
  readonly memberId: MemberId | null;
  readonly seq: number;
  readonly broken: readonly Broken[];
  /** When anything last happened to it or to its member. */
  readonly touchedAt: number;
}

const wrong = (invariant: string, detail: string): Broken => ({ invariant, detail });

function partPoints(shares: readonly OrderShare[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { given } of shares) for (const { part, points } of given.parts) sums.set(part, (sums.get(part) ?? 0) + points);
  return sums;
}

/** Points over everybody: part by part what is deserved, and nothing else. */
function pointsFinding(claim: OrderClaim, shares: readonly OrderShare[]): Broken | null {
  const given = partPoints(shares);
  if (claim.judgedBy === null) {
    if (given.size > 0) return wrong('judgement-never-changes', 'points were given, and its document has no judgement');
    return claim.earns ? wrong('given-equals-deserved', 'it was never settled') : null;
  }
  if (typeof claim.deserved === 'string') return wrong('judgement-never-changes', claim.deserved);
  // An order of nobody deserves nothing yet.
  const deserved = claim.memberId === null ? [] : claim.deserved;
  const wanted = new Map(deserved.map(({ part, points }) => [part, points]));
  for (const part of new Set([...given.keys(), ...wanted.keys()])) {
    const [has, wants] = [given.get(part) ?? 0, wanted.get(part) ?? 0];
    if (has !== wants) return wrong('given-equals-deserved', `${part}: it gave ${has} points and deserves ${wants}`);
  }
  return null;
}

function versionFinding({ judgedBy }: OrderClaim, versions: readonly number[]): Broken | null {
  const other = versions.find((version) => version !== judgedBy);
  if (judgedBy === null || other === undefined) return null;
  return wrong('judgement-never-changes', `its document says program version ${judgedBy}, its entries were calculated by ${other}`);
}

function hasDatesOf(lot: Lot, { availableAt, expiresAt }: Tranche): boolean {
  if (lot.state === 'pending' && lot.availableAt !== availableAt) return false;
  // Later than deserved happens rightly: grace, and time that a failure gave back.
  return lot.graced || lot.expiresAt === expiresAt || (lot.expiresAt ?? Infinity) >= (expiresAt ?? Infinity);
}

function datesFinding(claim: OrderClaim, head: Entry | null): Broken | null {
  if (head === null || head.memberId !== claim.memberId || typeof claim.deserved === 'string') return null;
  for (const lot of head.after.lots) {
    if (lot.source.kind !== 'order' || lot.source.ref !== claim.orderId || lot.via.length > 0) continue;
    const tranche = claim.deserved.find(({ part }) => part === lot.source.part);
    if (tranche !== undefined && tranche.points > 0 && !hasDatesOf(lot, tranche))
      return wrong('dates-are-as-deserved', `lot ${lot.lotId} has other dates than the order deserves`);
  }
  return null;
}

/** Orders are suspected cheaply while everything streams by, and called wrong only after an exact second look. */
export class OrderWatch implements Watcher {
  readonly inProgress: OrderId[] = [];
  readonly #proof: OrderProof;
  readonly #suspects = new Set<OrderId>();
  #chains: { head: Entry; orders: Set<OrderId> }[] = [];
  #orders = new Set<OrderId>();
  #collected = 0;

  constructor(proof: OrderProof) {
    this.#proof = proof;
  }

  step({ bare }: { bare: Entry }): void {
    if (bare.order !== null) this.#orders.add(bare.order.orderId);
  }

  chain(head: Entry): void {
    if (this.#orders.size === 0) return;
    this.#chains.push({ head, orders: this.#orders });
    this.#collected += this.#orders.size;
    this.#orders = new Set();
  }

  /** Orders that chains name are known, and what is left of them has the dates they deserve. */
  async flush(last: boolean): Promise<void> {
    if (!last && this.#collected < BATCH) return;
    const chains = this.#chains;
    [this.#chains, this.#collected] = [[], 0];
    const ids = [...new Set(chains.flatMap(({ orders }) => [...orders]))];
    const claims = new Map<OrderId, OrderClaim>();
    for (let from = 0; from < ids.length; from += BATCH) {
      const some = await this.#proof.book.claimsOf(this.#proof.storeId, ids.slice(from, from + BATCH));
      for (const claim of some) claims.set(claim.orderId, claim);
    }
    for (const { head, orders } of chains) {
      for (const orderId of orders) {
        const claim = claims.get(orderId);
        if (claim === undefined || datesFinding(claim, head) !== null) await this.#suspect(orderId);
      }
    }
  }

  async #suspect(orderId: OrderId): Promise<void> {
    this.#suspects.add(orderId);
    if (this.#suspects.size >= SUSPECTS_MAX) await this.#judgeSuspects();
  }

  /** After the chains: every order's document against the sums of its entries. */
  async finish(): Promise<void> {
    const { book, storeId } = this.#proof;
    for await (const claims of book.claims(storeId)) {
      const traces = await book.traces(storeId, claims.map(({ orderId }) => orderId)); // prettier-ignore
      for (const claim of claims) {
        const { shares, versions }: OrderTraces = traces.get(claim.orderId) ?? { shares: [], versions: [] };
        const suspicious = pointsFinding(claim, shares) ?? versionFinding(claim, versions) ?? this.#strangers(claim, shares);
        if (suspicious !== null) await this.#suspect(claim.orderId);
      }
    }
    await this.#judgeSuspects();
  }

  #strangers({ memberId }: OrderClaim, shares: readonly OrderShare[]): boolean | null {
    return shares.some((share) => share.memberId !== memberId && share.points !== 0) ? true : null;
  }

  /**
   * Work that goes on meanwhile must not be called wrong, and it can begin and end between any two questions: an order is wrong only if it is
   * at every look, and nothing waits for it at any.
   */
  async #judgeSuspects(): Promise<void> {
    const suspects = [...this.#suspects];
    this.#suspects.clear();
    let left: Found[] = [];
    for (let look = 1; look <= LOOKS && suspects.length > 0; look += 1) {
      const working = await this.#proof.book.inProgress(this.#proof.storeId);
      left = (await this.#examineAll(suspects)).filter((found) => this.#isWrong(found, working));
      suspects.splice(0, suspects.length, ...left.map(({ orderId }) => orderId));
      if (suspects.length > 0 && look < LOOKS) await wait(LOOK_AGAIN_MS);
    }
    for (const { memberId, seq, orderId, broken } of left) this.#proof.findings.add({ memberId: memberId ?? '', seq, orderId }, ...broken);
  }

  #isWrong({ orderId, touchedAt }: Found, working: ReadonlySet<OrderId> | 'all'): boolean {
    const isBusy = this.#proof.clock() - touchedAt < BUSY_MS;
    if (working !== 'all' && !working.has(orderId) && !isBusy) return true;
    this.inProgress.push(orderId);
    return false;
  }

  async #examineAll(orderIds: readonly OrderId[]): Promise<Found[]> {
    const found: Found[] = [];
    for (const orderId of orderIds) {
      const each = await this.#examine(orderId);
      if (each !== null) found.push(each);
    }
    return found;
  }

  async #examine(orderId: OrderId): Promise<Found | null> {
    const { book, storeId } = this.#proof;
    const [claim] = await book.claimsOf(storeId, [orderId]);
    const shares = await book.shares(storeId, orderId);
    if (claim === undefined) {
      if (shares.length === 0) return null;
      const unknown = wrong('order-is-known', `entries name order ${orderId}, and it has no document`);
      return { orderId, memberId: shares[0]?.memberId ?? null, seq: 0, broken: [unknown], touchedAt: 0 };
    }
    const head = claim.memberId === null ? null : await this.#proof.reader.head(storeId, claim.memberId);
    const versions = (await book.traces(storeId, [orderId])).get(orderId)?.versions ?? [];
    const found = [pointsFinding(claim, shares), versionFinding(claim, versions), datesFinding(claim, head), await this.#strangersFinding(claim, shares)]; // prettier-ignore
    const broken = found.filter((each) => each !== null);
    const [again] = await book.claimsOf(storeId, [orderId]);
    if (broken.length === 0) return null;
    // It changed under the look: somebody is working on it this moment.
    if (again?.revision !== claim.revision) return this.#examine(orderId);
    return { orderId, memberId: claim.memberId, seq: head?.seq ?? 0, broken, touchedAt: Math.max(claim.seenAt, head?.at ?? 0) };
  }

  /** Points of an order stay only with the person it belongs to; a merged member is that person still. */
  async #strangersFinding(claim: OrderClaim, shares: readonly OrderShare[]): Promise<Broken | null> {
    const owner = claim.memberId === null ? null : await this.#personOf(claim.memberId);
    for (const { memberId, points } of shares) {
      if (memberId === claim.memberId || points === 0) continue;
      if ((await this.#personOf(memberId)) !== owner)
        return wrong('given-equals-deserved', `member ${memberId} still has ${points} points of it`);
    }
    return null;
  }

  async #personOf(memberId: MemberId): Promise<MemberId> {
    let person = memberId;
    for (let step = 0; step < MERGES_MAX; step += 1) {
      const into = (await this.#proof.reader.head(this.#proof.storeId, person))?.after.closed?.into ?? null;
      if (into === null) return person;
      person = into;
    }
    return person;
  }
}
