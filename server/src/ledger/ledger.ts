// The single writer of points: read the last entry, decide, insert. Two unique indexes make it exact; nothing is locked.
import { setTimeout as wait } from 'node:timers/promises';
import type { EntryKey, MemberId, StoreId } from '../loyalty/ids.ts';
import type { Circumstances, Command } from '../loyalty/ledger/command.ts';
import { decide, type Head } from '../loyalty/ledger/decide.ts';
import type { Decided, Entry } from '../loyalty/ledger/entry.ts';
import { brokenBy } from '../loyalty/ledger/invariants.ts';
import { EMPTY_STATE } from '../loyalty/ledger/state.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import { hashOfEntry } from './hash.ts';
import { HeadCache } from './head-cache.ts';
import type { LedgerStore } from './ledger-store.ts';
import { Turns } from './turns.ts';

export interface Intention {
  readonly command: Command;
  readonly key: EntryKey;
  /** See {@link hashOfIntention}. */
  readonly inputHash: string;
}

export interface AppendRequest {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  /** The inbox item this comes from. */
  readonly cause: string;
  /** Made anew on every try, after the head was read: what it reads can only be newer than the head, and then the insert loses its race. */
  readonly intend: () => Intention | Promise<Intention>;
  /** An intention made already, after this head was recalled; it saves the first try both readings. */
  readonly first?: { readonly recalled: Recalled; readonly intention: Intention };
}

/** A member's last entry as far as this process knows: out of its memory, or read just now. */
export interface Recalled {
  readonly entry: Entry | null;
  readonly remembered: boolean;
}

interface Try extends Recalled {
  readonly intention: Intention;
}

export interface Appended {
  readonly entry: Entry;
  /** False: this very fact had been written before, and this is that entry. */
  readonly fresh: boolean;
}

/** Lost the race too often: the work goes back to its queue. Never shown to a person. */
export class Contended extends Error {
  constructor(memberId: MemberId) {
    super(`member ${memberId} is being written too often just now`);
    this.name = 'Contended';
  }
}

/** A decision that breaks a promise of the ledger: a bug, stopped before it is written. */
export class InvariantBroken extends Error {}

export interface LedgerOptions {
  readonly store: LedgerStore;
  readonly circumstances: (storeId: StoreId) => Circumstances | Promise<Circumstances>;
  readonly attemptsMax?: number;
  readonly cacheMax?: number;
}

export class Ledger {
  readonly #store: LedgerStore;
  readonly #circumstances: LedgerOptions['circumstances'];
  readonly #attemptsMax: number;
  readonly #heads: HeadCache;
  readonly #turns = new Turns();

  constructor({ store, circumstances, attemptsMax = 40, cacheMax = 20_000 }: LedgerOptions) {
    this.#store = store;
    this.#circumstances = circumstances;
    this.#attemptsMax = attemptsMax;
    this.#heads = new HeadCache(cacheMax);
  }

  /**
   * Writes one fact once. Returns the entry (also when it had been written before), or a refusal.
   * @throws Contended after too many lost races; InvariantBroken on a bug; the database's error when it does not answer.
   */
  async append(request: AppendRequest): Promise<Appended | Refused> {
    // Appends of one process to one member would only lose races against each other.
    return this.#turns.take(`${request.storeId}/${request.memberId}`, () => this.#append(request));
  }

  /** For {@link AppendRequest.first}: what is read after this fits an entry that is built on it. */
  async recall(storeId: StoreId, memberId: MemberId): Promise<Recalled> {
    const remembered = this.#heads.get(storeId, memberId);
    if (remembered !== undefined) return { entry: remembered, remembered: true };
    return this.#read(storeId, memberId);
  }

  async #append(request: AppendRequest): Promise<Appended | Refused> {
    let answer = await this.#write(request, this.#firstTry(request) ?? (await this.#anotherTry(request)));
    for (let attempt = 1; attempt < this.#attemptsMax; attempt += 1) {
      if (answer === 'lost-race') await wait(Math.random() * Math.min(2 ** attempt, 50));
      else if (answer !== 'stale') return answer;
      answer = await this.#write(request, await this.#anotherTry(request, false));
    }
    if (answer !== 'lost-race' && answer !== 'stale') return answer;
    throw new Contended(request.memberId);
  }

  /** What was made ready, unless this process has written to the member since. */
  #firstTry({ storeId, memberId, first }: AppendRequest): Try | null {
    if (first === undefined) return null;
    const newest = this.#heads.get(storeId, memberId);
    return newest === undefined || newest.seq === first.recalled.entry?.seq ? { ...first.recalled, intention: first.intention } : null;
  }

  async #anotherTry(request: AppendRequest, mayRemember = true): Promise<Try> {
    const { storeId, memberId } = request;
    const recalled = mayRemember ? await this.recall(storeId, memberId) : await this.#read(storeId, memberId);
    return { ...recalled, intention: await request.intend() };
  }

  async #read(storeId: StoreId, memberId: MemberId): Promise<Recalled> {
    const entry = await this.#store.head(storeId, memberId);
    if (entry !== null) this.#heads.refresh(entry);
    return { entry, remembered: false };
  }

  async #write(
    request: AppendRequest,
    { entry: previous, remembered, intention }: Try,
  ): Promise<Appended | Refused | 'lost-race' | 'stale'> {
    const { storeId, memberId } = request;
    const decided = decide(headOf(memberId, previous), intention.command, await this.#circumstances(storeId));
    if (isRefused(decided)) return this.#refused(request, intention, decided, remembered);
    const entry = completed(request, intention, previous, decided);
    this.#check(previous, entry);
    if ((await this.#store.append(entry)) === 'appended') {
      this.#heads.put(entry);
      return { entry, fresh: true };
    }
    this.#heads.lost(storeId, memberId);
    return (await this.#known(request, intention)) ?? 'lost-race';
  }

  /** A refusal may only mean that the fact is already written (a repeated debit finds too little left) or that the remembered head is old. */
  async #refused(
    request: AppendRequest,
    intention: Intention,
    refused: Refused,
    remembered: boolean,
  ): Promise<Appended | Refused | 'stale'> {
    if (remembered) return 'stale';
    return (await this.#known(request, intention)) ?? refused;
  }

  async #known({ storeId }: AppendRequest, { key, inputHash }: Intention): Promise<Appended | Refused | null> {
    const entry = await this.#store.byKey(storeId, key);
    if (entry === null) return null;
    return entry.inputHash === inputHash ? { entry, fresh: false } : refuse('key-reused', `${key} was written for another intention`);
  }

  #check(previous: Entry | null, entry: Entry): void {
    // Its hash was made of it a moment ago.
    const [broken] = brokenBy(previous, entry, (each) => (each === entry ? entry.hash : hashOfEntry(each)));
    if (broken !== undefined) throw new InvariantBroken(`${broken.invariant}: ${broken.detail}`);
  }
}

/** The end of a member's id: two chains that are ever merged differ in it, and every entry carries it many times. */
const CHAIN_NAME_LENGTH = 12;

function headOf(memberId: MemberId, entry: Entry | null): Head {
  const chain = `${memberId.slice(-CHAIN_NAME_LENGTH)}/`;
  return entry === null ? { seq: 0, at: 0, state: EMPTY_STATE, chain } : { seq: entry.seq, at: entry.at, state: entry.after, chain };
}

function completed(
  { storeId, memberId, cause }: AppendRequest,
  { key, inputHash }: Intention,
  previous: Entry | null,
  decided: Decided,
): Entry {
  const seq = (previous?.seq ?? 0) + 1;
  const prevHash = previous?.hash ?? '';
  const unhashed = { ...decided, storeId, memberId, seq, key, inputHash, cause, prevHash };
  return { ...unhashed, hash: hashOfEntry(unhashed) };
}
