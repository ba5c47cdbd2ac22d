// A small shop: two guests, two accounts, three orders, two rewards, two carts and one budget. Callers in it behave as the server's do:
// they read what stored entries did, name a fact with a key, and try again after a crash.
import type { Circumstances } from '../../../src/loyalty/ledger/command.ts';
import type { Entry } from '../../../src/loyalty/ledger/entry.ts';
import { isRefused, type Refused } from '../../../src/loyalty/refusal.ts';
import { mustBe } from './compare.ts';
import { Crashed, Desk, type Crash, type Request, type Subject } from './desk.ts';
import type { Score } from './score.ts';
import type { WishedPart } from './action.ts';

export const MEMBERS = ['guest-1', 'guest-2', 'account-1', 'account-2'] as const;
export const BUDGET = 'allowance:budget:b1:all';

export interface ShopOrder {
  readonly id: string;
  owner: string;
  parts: readonly (WishedPart & { readonly since: number })[];
}
export interface KnownReward {
  readonly id: string;
  readonly chain: string;
}
export interface KnownMerge {
  readonly id: string;
  readonly from: string;
  readonly into: string;
}
export interface OpenTake {
  readonly name: string;
  readonly amount: number;
}

export class World {
  readonly desk: Desk;
  now = 0;
  lag = 0;
  serial = 0;
  /** The furthest the clock ever was: periods of limits never go back. */
  latest = 0;
  readonly orders: readonly ShopOrder[] = MEMBERS.slice(0, 3).map((owner, n) => ({ id: `order-${n + 1}`, owner, parts: [] }));
  readonly rewards: KnownReward[] = [];
  readonly adjustments: Request[] = [];
  readonly merges: KnownMerge[] = [];
  readonly sent: { readonly request: Request; readonly entry: Entry }[] = [];
  readonly touched = new Set<string>();
  openTakes: OpenTake[] = [];

  constructor(subject: Subject, score: Score) {
    const policy = { negative: 'allow', graceMs: 5, approvalAbove: null } as const;
    this.desk = new Desk(subject, score, { now: 0, watermark: 0, issuedMonth: '2026-11', ...policy });
  }

  setClock(now: number): void {
    this.now = Math.max(0, now);
    this.latest = Math.max(this.latest, this.now);
    this.setRules({});
  }

  setRules(change: Partial<Circumstances>): void {
    this.desk.rules = { ...this.desk.rules, now: this.now, watermark: Math.max(0, this.now - this.lag), ...change };
  }

  member = (index: number): string => MEMBERS[index] ?? MEMBERS[0];
  /** The newest first, and round again. */
  pick = <T>(from: readonly T[], index: number): T | undefined => from[from.length - 1 - (index % Math.max(1, from.length))];
  nextSerial = (): number => (this.serial += 1);

  /** Where a chain's commands are sent: to the end of its aliases. */
  live(chain: string): string {
    const closed = this.desk.ledger.head(chain)?.after.closed;
    return closed?.how === 'merged' && closed.into !== null ? this.live(closed.into) : chain;
  }

  /** The stored entries of one person, over all chains that were merged into one. */
  personal(chain: string): Entry[] {
    return this.desk.ledger.entriesOf(MEMBERS.filter((each) => this.live(each) === this.live(chain)));
  }

  /** As the server sends: a merged chain passes the command on to its alias. */
  send(request: Request, crash: Crash = 'none'): Entry | Refused {
    const answer = this.sendHere(request, crash);
    const alias = this.live(request.chain);
    const isPassedOn = isRefused(answer) && answer.refused === 'member-merged' && alias !== request.chain;
    return isPassedOn ? this.send({ ...request, chain: alias }, crash) : answer;
  }

  /** To this chain and no other; after a crash the same command is sent again. */
  sendHere(request: Request, crash: Crash = 'none'): Entry | Refused {
    this.touched.add(request.chain);
    const answer = this.#retried(request, crash);
    if (!isRefused(answer)) this.sent.push({ request, entry: answer });
    return answer;
  }

  #retried(request: Request, crash: Crash): Entry | Refused {
    const before = this.desk.ledger.all().length;
    try {
      return this.desk.send(request, crash);
    } catch (error) {
      if (!(error instanceof Crashed)) throw error;
    }
    const known = this.desk.ledger.byKey(request.key);
    const answer = this.desk.send(request);
    if (known !== null) mustBe(known, answer, 'a command sent again after a crash answers with its own entry');
    mustBe(before + (isRefused(answer) ? 0 : 1), this.desk.ledger.all().length, 'entries written by a command sent again after a crash');
    return answer;
  }
}
