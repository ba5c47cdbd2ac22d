// The caller of the ledger, as the server is one: read the last entry, decide, insert; a taken key is looked up. Every answer is
// compared with the accountant's, and every entry with every promise.
import { hashOfEntry, hashOfIntention } from '../../../src/ledger/hash.ts';
import { entryKey, memberId, storeId } from '../../../src/loyalty/ids.ts';
import type { Circumstances, Command } from '../../../src/loyalty/ledger/command.ts';
import type { Head } from '../../../src/loyalty/ledger/decide.ts';
import type { Decided, Entry } from '../../../src/loyalty/ledger/entry.ts';
import { brokenBy } from '../../../src/loyalty/ledger/invariants.ts';
import { EMPTY_STATE, type MemberState } from '../../../src/loyalty/ledger/state.ts';
import { isRefused, refuse, type Refused } from '../../../src/loyalty/refusal.ts';
import { Accountant } from '../accountant/accountant.ts';
import { compareAnswer, compareReading, mustBe } from './compare.ts';
import { MemoryLedger } from './memory-ledger.ts';
import type { Score } from './score.ts';

export interface Subject {
  readonly decide: (head: Head, command: Command, circumstances: Circumstances) => Decided | Refused;
  readonly asOf: (state: MemberState, at: number) => MemberState;
}

/** Where the process dies while it sends one command. */
export type Crash = 'none' | 'before-insert' | 'before-answer';

export interface Request {
  readonly chain: string;
  readonly key: string;
  /** What the caller wants, without anything that is read or computed. */
  readonly intention: readonly (string | number)[];
  readonly command: () => Command;
}

export class Crashed extends Error {}

export const headOf = (entry: Entry | null): Head =>
  entry === null ? { seq: 0, at: 0, state: EMPTY_STATE } : { seq: entry.seq, at: entry.at, state: entry.after };

export class Desk {
  readonly ledger = new MemoryLedger();
  readonly accountant = new Accountant();
  readonly #subject: Subject;
  readonly #score: Score;
  rules: Circumstances;

  constructor(subject: Subject, score: Score, rules: Circumstances) {
    this.#subject = subject;
    this.#score = score;
    this.rules = rules;
  }

  /** @throws Crashed where the process is made to die; anything else it throws is a difference between ledger and accountant. */
  send(request: Request, crash: Crash = 'none'): Entry | Refused {
    const { chain } = request;
    const previous = this.ledger.head(chain);
    const command = request.command();
    const inputHash = hashOfIntention(...request.intention);
    const decided = this.#subject.decide({ ...headOf(previous), chain: `${chain}/` }, command, this.rules);
    const known = this.ledger.byKey(request.key);
    if (known !== null) return known.inputHash === inputHash ? known : refuse('key-reused', request.key);
    const { verdict, keep } = this.accountant.judge(chain, command, this.rules);
    compareAnswer(command, verdict, decided);
    this.#score.count(command.kind, isRefused(decided) ? decided.refused : null);
    if (isRefused(decided)) return decided;
    const entry = this.#completed(request, inputHash, previous, decided);
    mustBe([], brokenBy(previous, entry, hashOfEntry), `every promise kept by ${command.kind}`);
    if (crash === 'before-insert') throw new Crashed();
    mustBe('appended', this.ledger.append(entry), 'a new fact is written');
    keep();
    if (crash === 'before-answer') throw new Crashed();
    return entry;
  }

  /** Whatever the ledger says at an instant, the accountant says too, whether or not a job ran on the way. */
  compareAt(chain: string, at: number, jobAt: number): void {
    const previous = this.ledger.head(chain);
    const head = headOf(previous);
    if (at < head.at) return;
    compareReading(this.#subject, head, this.rules, at, Math.min(at, Math.max(head.at, jobAt)), this.accountant.holdings(chain, at), chain);
  }

  #completed({ chain, key }: Request, inputHash: string, previous: Entry | null, decided: Decided): Entry {
    const who = { storeId: storeId('s'), memberId: memberId(chain), key: entryKey(key), inputHash, cause: 'model' };
    const unhashed = { ...decided, ...who, seq: (previous?.seq ?? 0) + 1, prevHash: previous?.hash ?? '' };
    return { ...unhashed, hash: hashOfEntry(unhashed) };
  }
}
