// Posts what a subject deserves beyond what it was given: for its owner, and for everybody else who has points of it. A subject is an order, or what gives
// points in the same way under a name of its own. What was given is read from stored entries, so repeating it changes nothing.
import { hashOfIntention } from '../ledger/hash.ts';
import type { AppendRequest, Intention, Ledger, Recalled } from '../ledger/ledger.ts';
import type { LedgerStore, OrderShare } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import { entryKey, type MemberId, type OrderId, type StoreId } from '../loyalty/ids.ts';
import type { Given, SettleOrder } from '../loyalty/ledger/command.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { addGiven } from '../loyalty/ledger/sums.ts';
import { isRefused } from '../loyalty/refusal.ts';

export interface RestatingOptions {
  readonly ledger: Ledger;
  readonly entries: Pick<LedgerStore, 'sharesOfOrder' | 'head'>;
  readonly persons: Persons;
  /** Called after every write; a projection that fails stops the work, and the work is repeated. */
  readonly appended: (entry: Entry) => Promise<void>;
}

/** What is restated, whose it is, and because of which inbox item. */
export interface Subject {
  readonly storeId: StoreId;
  /** The order, or the name that stands in an order's place. */
  readonly orderId: OrderId;
  /** Null: nobody's yet. */
  readonly memberId: MemberId | null;
  readonly cause: string;
}

/** What somebody deserves of it. */
export interface Worth extends Pick<SettleOrder, 'explain'> {
  readonly tranches: SettleOrder['deserved'];
  readonly activityUntil: number | null;
}

/** Read once for the first try: the owner's last entry, and after it what every chain was given for the subject. */
export interface FirstLook {
  readonly recalled: Recalled | null;
  readonly shares: readonly OrderShare[];
}

interface Share {
  readonly subject: Subject;
  readonly memberId: MemberId;
  readonly worth: Worth;
}

export class Restating {
  readonly #options: RestatingOptions;

  constructor(options: RestatingOptions) {
    this.#options = options;
  }

  /** The head before the shares: what was given by then can only be newer than the head, and then the insert loses its race. */
  async firstLook({ storeId, orderId, memberId }: Omit<Subject, 'cause'>): Promise<FirstLook> {
    const recalled = memberId === null ? null : await this.#options.ledger.recall(storeId, memberId);
    return { recalled, shares: await this.#options.entries.sharesOfOrder(storeId, orderId) };
  }

  /** Who the subject's member is now. Only where another chain has a share can a merge matter before the write; a chain that was merged away refuses the write itself. */
  async ownerOf({ storeId, memberId }: Omit<Subject, 'cause'>, { shares }: FirstLook): Promise<MemberId | null> {
    return shares.some((share) => share.memberId !== memberId) ? this.present(storeId, memberId) : memberId;
  }

  async present<T extends MemberId | null>(storeId: StoreId, memberId: T): Promise<T | MemberId> {
    return memberId === null ? memberId : this.#options.persons.present(storeId, memberId);
  }

  /**
   * Until nothing is missing; the entries that this took. `owner`: see {@link ownerOf}. `elsewhere` is what everybody deserves who is not the owner. Taking
   * back comes first: a crash in between leaves the shop owing points, never the points twice.
   */
  async restate(subject: Subject, owner: MemberId | null, first: FirstLook, worth: Worth, elsewhere: () => Worth): Promise<Entry[]> {
    const { storeId } = subject;
    const written: (Entry | null)[] = [];
    for (const memberId of await this.#others(storeId, first.shares, owner)) {
      written.push(await this.#settleMember({ subject, memberId, worth: elsewhere() }));
    }
    const isElsewhere = first.shares.some((share) => share.memberId !== subject.memberId);
    if (owner !== null) written.push(await this.#settleMember({ subject, memberId: owner, worth }, isElsewhere ? null : first));
    return written.filter((entry) => entry !== null);
  }

  /** For work that is repeated: whoever did it before may have died between an entry and what is shown of it, and then nothing is left to settle. */
  async showAgain(storeId: StoreId, orderId: OrderId): Promise<void> {
    const { entries, appended } = this.#options;
    for (const { memberId } of await entries.sharesOfOrder(storeId, orderId)) {
      const last = await entries.head(storeId, memberId);
      if (last !== null) await appended(last);
    }
  }

  /** Persons other than the owner who were given something for it; chains that are one person now count together. */
  async #others(storeId: StoreId, shares: readonly OrderShare[], owner: MemberId | null): Promise<MemberId[]> {
    const given = new Map<MemberId, number>();
    for (const { memberId, points } of shares) {
      const person = memberId === owner ? memberId : await this.present(storeId, memberId);
      given.set(person, (given.get(person) ?? 0) + points);
    }
    return [...given].filter(([person, points]) => person !== owner && points !== 0).map(([person]) => person);
  }

  /** What the chains of one person gave together; the number of entries counts in the chain that will be written. */
  async #given(storeId: StoreId, shares: readonly OrderShare[], person: MemberId): Promise<Given> {
    const mine: OrderShare[] = [];
    for (const share of shares) {
      if (share.memberId === person || (await this.present(storeId, share.memberId)) === person) mine.push(share);
    }
    const own = mine.find((share) => share.memberId === person);
    return { ...addGiven(mine.map((share) => share.given)), entries: own?.given.entries ?? 0 };
  }

  async #intention({ subject, memberId, worth }: Share, shares: readonly OrderShare[]): Promise<Intention> {
    const { storeId, orderId } = subject;
    const given = await this.#given(storeId, shares, memberId);
    const { tranches, activityUntil, explain } = worth;
    return {
      command: { kind: 'settle-order', orderId, deserved: tranches, activityUntil, given, explain },
      key: entryKey(`order:${orderId}:${memberId}:${given.entries}`),
      inputHash: hashOfIntention('settle-order', storeId, memberId, orderId),
    };
  }

  async #request(share: Share, look: FirstLook | null): Promise<AppendRequest> {
    const { subject, memberId } = share;
    const { storeId, orderId, cause } = subject;
    const intend = async () => this.#intention(share, await this.#options.entries.sharesOfOrder(storeId, orderId));
    if (look?.recalled == null) return { storeId, memberId, cause, intend };
    return { storeId, memberId, cause, intend, first: { recalled: look.recalled, intention: await this.#intention(share, look.shares) } };
  }

  async #settleMember(share: Share, look: FirstLook | null = null): Promise<Entry | null> {
    const { subject, memberId } = share;
    const answer = await this.#options.ledger.append(await this.#request(share, look));
    if (isRefused(answer)) {
      if (answer.refused === 'nothing-to-do') return null;
      // Merged just now: the points are elsewhere, and the next look finds them there.
      if (answer.refused === 'member-merged') {
        return this.#settleMember({ ...share, memberId: await this.present(subject.storeId, memberId) });
      }
      throw new Error(`order ${subject.orderId} could not be settled: ${answer.refused} (${answer.detail})`);
    }
    await this.#options.appended(answer.entry);
    // Somebody else wrote this step, perhaps from an older state: look again until nothing is left to do.
    return answer.fresh ? answer.entry : this.#settleMember(share);
  }
}
