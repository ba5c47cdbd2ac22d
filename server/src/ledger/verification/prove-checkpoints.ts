// The chains are still what every sealed checkpoint saw. The digests of all checkpoints are made again in the one pass over the chains; only
// where one differs, its kept list of heads is laid beside the chains, and names whose chain was cut, removed, rewritten or inserted.
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { Broken } from '../../loyalty/ledger/invariants.ts';
import { addSums, HeadPages, NO_SUMS, sumsOfState, type ChainHead, type Checkpoint, type Sums } from '../checkpoint.ts';
import { sealProblem, type SealKeys } from '../checkpoint-seal.ts';
import type { CheckpointStore, VerificationStore } from '../checkpoint-store.ts';
import { STORE_WIDE, type Findings } from './finding.ts';
import type { LedgerReader } from './ports.ts';
import type { Step, Watcher } from './watcher.ts';

export interface CheckpointProof {
  readonly storeId: StoreId;
  readonly checkpoints: Pick<CheckpointStore, 'all' | 'pages'>;
  readonly verifications: Pick<VerificationStore, 'newest'>;
  readonly keys: SealKeys;
  readonly reader: Pick<LedgerReader, 'between' | 'head'>;
  readonly findings: Findings;
}

interface Witness {
  readonly n: number;
  readonly seal: string;
}

/** One checkpoint's time, and what the chains say about it today. */
class Window {
  readonly sealed: Checkpoint;
  readonly heads = new HeadPages();
  entries = 0;
  sums: Sums = NO_SUMS;

  constructor(sealed: Checkpoint) {
    this.sealed = sealed;
  }

  end(head: ChainHead, change: Sums): void {
    this.heads.add(head);
    this.sums = addSums(this.sums, change);
  }
}

export class CheckpointWatch implements Watcher {
  readonly #proof: CheckpointProof;
  readonly #windows: readonly Window[];
  readonly #witnessed: Witness | null;
  /** In the chain at hand: the window of its last entry, that entry, and the buckets before the window. */
  #at = 0;
  #last: ChainHead | null = null;
  #before: Sums = NO_SUMS;
  #now: Sums = NO_SUMS;

  private constructor(proof: CheckpointProof, sealed: readonly Checkpoint[], witnessed: Witness | null) {
    this.#proof = proof;
    this.#windows = sealed.map((each) => new Window(each));
    this.#witnessed = witnessed;
  }

  get newest(): Checkpoint | null {
    return this.#windows.at(-1)?.sealed ?? null;
  }

  static async open(proof: CheckpointProof): Promise<CheckpointWatch> {
    const witnessed = (await proof.verifications.newest(proof.storeId))?.checkpoint ?? null;
    return new CheckpointWatch(proof, await proof.checkpoints.all(proof.storeId), witnessed);
  }

  step({ bare, after, first }: Step): void {
    if (first) [this.#at, this.#last, this.#before, this.#now] = [0, null, NO_SUMS, NO_SUMS];
    const window = this.#windows[this.#at];
    if (window === undefined) return;
    if (bare.at >= window.sealed.to) this.#move(bare.at);
    const here = this.#windows[this.#at];
    if (here === undefined || bare.at < here.sealed.from) return;
    here.entries += 1;
    this.#last = { memberId: bare.memberId, seq: bare.seq, hash: bare.hash };
    this.#now = sumsOfState(after);
  }

  /** On to the window that holds an instant, or past them all. */
  #move(at: number): void {
    this.#close();
    while (at >= (this.#windows[this.#at]?.sealed.to ?? Infinity)) this.#at += 1;
  }

  #close(): void {
    if (this.#last !== null) this.#windows[this.#at]?.end(this.#last, addSums(this.#now, this.#before, -1));
    [this.#last, this.#before] = [null, this.#now];
  }

  chain(): void {
    this.#close();
  }

  async finish(): Promise<void> {
    const { findings, keys } = this.#proof;
    let previous: Checkpoint | null = null;
    for (const window of this.#windows) {
      const { sealed } = window;
      const problem = sealProblem(keys, sealed);
      if (problem !== null) this.#say('checkpoints-are-sealed', `checkpoint ${sealed.n} (${sealed.day}): ${problem}`);
      const chained = chainProblem(previous, sealed);
      if (chained !== null) findings.add(STORE_WIDE, chained);
      // What was forged proves nothing about the chains.
      if (problem === null) await this.#compare(window, previous);
      previous = sealed;
    }
    this.#compareWitness(previous);
  }

  #say(invariant: string, detail: string): void {
    this.#proof.findings.add(STORE_WIDE, { invariant, detail });
  }

  /** The last proof saw a checkpoint: it is still there. */
  #compareWitness(newest: Checkpoint | null): void {
    const seen = this.#witnessed;
    if (seen === null) return;
    const there = this.#windows.find(({ sealed }) => sealed.n === seen.n)?.sealed;
    if (there === undefined && seen.n > (newest?.n ?? 0))
      this.#say('checkpoints-are-complete', `the last nightly proof saw checkpoint ${seen.n}; the newest now is ${newest?.n ?? 0}`);
    if (there !== undefined && there.seal !== seen.seal)
      this.#say('checkpoints-are-sealed', `checkpoint ${seen.n} is not the one that the last nightly proof saw`);
  }

  async #compare(window: Window, previous: Checkpoint | null): Promise<void> {
    const { sealed, heads } = window;
    heads.end();
    if (heads.digest !== sealed.digest) return this.#name(window);
    if (previous?.n !== sealed.n - 1 && sealed.n !== 1) return;
    const entries = sealed.entries - (previous?.entries ?? 0);
    const sums = addSums(sealed.sums, previous?.sums ?? NO_SUMS, -1);
    if (entries !== window.entries || JSON.stringify(sums) !== JSON.stringify(addSums(NO_SUMS, window.sums)))
      this.#say('checkpoints-match', `${sealed.day}: the sums of its chains are not what checkpoint ${sealed.n} sealed`);
  }

  /** Lays the kept heads beside the chains, both in the order of members. */
  async #name({ sealed }: Window): Promise<void> {
    const before = this.#proof.findings.count;
    const kept = pagesOf(this.#proof.checkpoints.pages(sealed), sealed.digest);
    const actual = headsOf(this.#proof.reader.between(this.#proof.storeId, sealed.from, sealed.to, null));
    let [old, now] = [await kept.next(), await actual.next()];
    while (old.done !== true || now.done !== true) {
      const member = earlier(old.done === true ? null : old.value.memberId, now.done === true ? null : now.value.memberId);
      const was = old.done !== true && old.value.memberId === member ? old.value : null;
      const is = now.done !== true && now.value.memberId === member ? now.value : null;
      await this.#nameOne(sealed, was, is);
      if (was !== null) old = await kept.next();
      if (is !== null) now = await actual.next();
    }
    if (old.value === 'damaged')
      this.#say('checkpoints-are-sealed', `the heads kept with checkpoint ${sealed.n} (${sealed.day}) are not those it sealed`);
    else if (this.#proof.findings.count === before)
      this.#say('checkpoints-match', `${sealed.day}: the chains are not what checkpoint ${sealed.n} sealed`);
  }

  async #nameOne({ n, day }: Checkpoint, was: ChainHead | null, is: ChainHead | null): Promise<void> {
    const place = is ?? was;
    if (place === null) return;
    const left = is === null ? ((await this.#proof.reader.head(this.#proof.storeId, place.memberId))?.seq ?? 0) : is.seq;
    const broken = differenceOf(was, is, left);
    if (broken !== null) this.#proof.findings.add(place, { ...broken, detail: `${broken.detail} (checkpoint ${n}, ${day})` });
  }
}

function chainProblem(previous: Checkpoint | null, { n, from, previous: named, day }: Checkpoint): Broken | null {
  const expected = (previous?.n ?? 0) + 1;
  if (n !== expected) return { invariant: 'checkpoints-are-complete', detail: `checkpoint ${expected} is missing before that of ${day}` };
  if (named === (previous?.seal ?? '') && from === (previous?.to ?? 0)) return null;
  return { invariant: 'checkpoints-are-sealed', detail: `checkpoint ${n} (${day}) does not continue the one before it` };
}

function differenceOf(was: ChainHead | null, is: ChainHead | null, left: number): Broken | null {
  if (was === null) return { invariant: 'no-chain-was-inserted', detail: `entry ${is?.seq ?? 0} was not there when the day was sealed` };
  if (is === null && left === 0)
    return { invariant: 'no-chain-was-removed', detail: `the chain reached entry ${was.seq}, and nothing of it is left` };
  if (is === null || is.seq < was.seq)
    return { invariant: 'no-chain-was-cut', detail: `the chain reached entry ${was.seq}, and now ends that day at ${is?.seq ?? left}` };
  if (is.seq > was.seq)
    return { invariant: 'no-chain-was-inserted', detail: `entries ${was.seq + 1} to ${is.seq} were not there when the day was sealed` };
  return is.hash === was.hash ? null : { invariant: 'no-chain-was-rewritten', detail: `entry ${was.seq} has another hash than when the day was sealed` }; // prettier-ignore
}

function earlier(a: MemberId | null, b: MemberId | null): MemberId | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The kept heads, one by one; ends as 'damaged' when they are not what the digest was made of. */
async function* pagesOf(pages: AsyncIterable<readonly ChainHead[]>, digest: string): AsyncGenerator<ChainHead, 'whole' | 'damaged'> {
  const heads = new HeadPages();
  for await (const page of pages) {
    for (const head of page) {
      heads.add(head);
      yield head;
    }
  }
  heads.end();
  return heads.digest === digest ? 'whole' : 'damaged';
}

async function* headsOf(batches: ReturnType<LedgerReader['between']>): AsyncGenerator<ChainHead, 'whole'> {
  let last: ChainHead | null = null;
  for await (const batch of batches) {
    for (const { memberId, seq, hash } of batch) {
      if (last !== null && last.memberId !== memberId) yield last;
      last = { memberId, seq, hash };
    }
  }
  if (last !== null) yield last;
  return 'whole';
}
