// Deliveries to points, simulated: stores that send and send again, servers that accept, workers that claim batches as inbox/drain.ts does,
// one database that all of them wait for, and an outage of it. Work is timed by what was measured; the rest are the assumptions in `Run`.
import { INBOX } from '../../src/limits.ts';
import { Agenda } from './agenda.ts';
import type { Operations } from './operations.ts';
import { Queue, type Item } from './queue.ts';
import { randomOf, type Random } from './random.ts';

export interface Run {
  readonly name: string;
  readonly seed: number;
  readonly seconds: number;
  readonly ordersPerSecond: number;
  readonly burst: { readonly from: number; readonly to: number; readonly times: number } | null;
  readonly servers: number;
  readonly workers: number;
  readonly databaseCores: number;
  /** One write or read as a worker waits for it: network, queue in the database, journal of a majority. */
  readonly roundTripMs: number;
  readonly hot: { readonly kind: 'member' | 'order'; readonly share: number } | null;
  readonly outage: { readonly from: number; readonly to: number } | null;
  /** 'oldest': every worker looks at the same oldest items, as the code does. 'spread': each looks at a part of its own. */
  readonly claims: 'oldest' | 'spread';
  /** 'whole': a batch ends when its last subject does, as the code has it. 'freed': whoever waits for a hot chain holds up nobody else. */
  readonly batches: 'whole' | 'freed';
}

export interface Outcome {
  readonly deliveries: number;
  readonly longestQueue: number;
  readonly p50Seconds: number;
  readonly p99Seconds: number;
  /** Claims that found work and got none of it, of all claims that found work. */
  readonly lostClaims: number;
  /** From the outage's end until everything sent before that end has its points. */
  readonly recoverySeconds: number | null;
  /** The same for what had been accepted before the outage began: our own part of the wait. */
  readonly ownRecoverySeconds: number | null;
  readonly unfinished: number;
}

const PER_ORDER = 3;
/** The first message of an order gives its points, the others find nothing to change. They come seconds apart. */
const LATER_BY_SECONDS = [0, 1.5, 6];
/** Shopify: eight more tries within four hours; how they are spread is our guess, doubling from a minute. */
const SEND_AGAIN_SECONDS = 60;
const SENT_AGAIN_MAX = 8;
/** The driver looks for a server this long before it gives up. */
const DRIVER_WAITS_SECONDS = 5;
const ANSWER_WITHIN_SECONDS = 4;
/** Insert refused, key looked up, head and shares read again: a lost race on one chain. */
const RACE_TRIPS = 4;
const APPEND_TRIES = 40;
const AFTER_THE_END_SECONDS = 1_200;

export class Simulation {
  readonly #run: Run;
  readonly #costs: Operations;
  readonly #agenda = new Agenda();
  readonly #queue = new Queue();
  readonly #random: Random;
  readonly #waits: number[] = [];
  #sent = 0;
  #longest = 0;
  #doorFreeAt = 0;
  #databaseFreeAt = 0;
  readonly #chainFreeAt = { member: 0, order: 0 };
  #claims = 0;
  #lost = 0;
  #oldDoneAt = 0;
  #ownDoneAt = 0;

  constructor(run: Run, costs: Operations) {
    this.#run = run;
    this.#costs = costs;
    this.#random = randomOf(run.seed);
  }

  outcome(): Outcome {
    const { workers, seconds, outage } = this.#run;
    this.#agenda.at(0, () => this.#nextOrder(0));
    for (let worker = 0; worker < workers; worker += 1) this.#agenda.at(this.#random.next() / 4, () => this.#look(worker));
    this.#agenda.runUntil(seconds + AFTER_THE_END_SECONDS);
    const waits = this.#waits.toSorted((a, b) => a - b);
    const quantile = (part: number): number => waits[Math.min(waits.length - 1, Math.floor(part * waits.length))] ?? Number.NaN;
    return {
      deliveries: this.#sent,
      longestQueue: this.#longest,
      p50Seconds: quantile(0.5),
      p99Seconds: quantile(0.99),
      lostClaims: this.#claims === 0 ? 0 : this.#lost / this.#claims,
      recoverySeconds: outage === null ? null : Math.max(0, this.#oldDoneAt - outage.to),
      ownRecoverySeconds: outage === null ? null : Math.max(0, this.#ownDoneAt - outage.to),
      unfinished: this.#sent - waits.length,
    };
  }

  get #isDown(): boolean {
    const { outage } = this.#run;
    return outage !== null && this.#agenda.now >= outage.from && this.#agenda.now < outage.to;
  }

  #nextOrder(order: number): void {
    const { burst, ordersPerSecond, seconds, hot } = this.#run;
    const { now } = this.#agenda;
    const times = burst !== null && now >= burst.from && now < burst.to ? burst.times : 1;
    const next = now + this.#random.waitSeconds(ordersPerSecond * times);
    const isHot = hot !== null && this.#random.next() < hot.share;
    for (let telling = 0; telling < PER_ORDER; telling += 1) {
      const at = now + (LATER_BY_SECONDS[telling] ?? 0);
      // All news of a hot order is about the one order; a hot member has many orders.
      const about = isHot && hot.kind === 'order' ? -1 : order;
      const item = { sentAt: at, order: about, gives: telling === 0, hot: isHot ? hot.kind : null, tries: 0, acceptedAt: 0 };
      this.#sent += 1;
      this.#agenda.at(at, () => this.#deliver(item, 0));
    }
    if (next < seconds) this.#agenda.at(next, () => this.#nextOrder(order + 1));
  }

  /** The servers together work deliveries off one after another; whoever would wait too long is told to come again. */
  #deliver(item: Item, again: number): void {
    const { now } = this.#agenda;
    const startsAt = Math.max(now, this.#doorFreeAt);
    if (this.#isDown || startsAt - now > ANSWER_WITHIN_SECONDS) {
      const wait = SEND_AGAIN_SECONDS * 2 ** again * (0.75 + this.#random.next() / 2);
      if (again < SENT_AGAIN_MAX) this.#agenda.at(now + wait, () => this.#deliver(item, again + 1));
      return;
    }
    item.acceptedAt = now;
    this.#doorFreeAt = startsAt + this.#costs.accept.cpuMs / 1_000 / this.#run.servers;
    this.#askDatabase(this.#costs.accept.databaseMs);
    this.#agenda.at(this.#doorFreeAt + this.#run.roundTripMs / 1_000, () => this.#enqueue(item));
  }

  #enqueue(item: Item): void {
    this.#queue.add(item);
    this.#longest = Math.max(this.#longest, this.#queue.waiting);
  }

  #look(worker: number): void {
    const { workers, roundTripMs, claims } = this.#run;
    if (this.#isDown) return this.#agenda.at(this.#agenda.now + DRIVER_WAITS_SECONDS + INBOX.pollMs / 1_000, () => this.#look(worker));
    const places = Math.floor(this.#queue.waiting / INBOX.claimMax);
    const skip = claims === 'oldest' ? 0 : Math.floor(this.#random.next() * Math.min(workers, places)) * INBOX.claimMax;
    const seen = this.#queue.look(INBOX.claimMax, skip);
    if (seen.length === 0) return this.#pause(worker);
    this.#agenda.at(this.#agenda.now + roundTripMs / 1_000, () => {
      const mine = this.#isDown ? [] : seen.filter((each) => this.#queue.take(each)).map(({ item }) => item);
      this.#claims += 1;
      if (mine.length > 0) return this.#work(worker, mine);
      this.#lost += 1;
      return this.#pause(worker);
    });
  }

  #pause(worker: number): void {
    this.#agenda.at(this.#agenda.now + INBOX.pollMs / 1_000, () => this.#look(worker));
  }

  /** A batch ends when its last subject does; until then the worker takes nothing new. */
  #work(worker: number, items: readonly Item[]): void {
    const { now } = this.#agenda;
    const leaseEndsAt = now + INBOX.leaseMs / 1_000;
    for (const item of items) item.tries += 1;
    const { endsAt, chainsEndAt, givenUp } = this.#timeOf(items);
    if (this.#run.batches === 'whole') {
      const lastAt = Math.max(endsAt, chainsEndAt);
      this.#finish(lastAt, leaseEndsAt, items, givenUp);
      return this.#agenda.at(lastAt, () => this.#look(worker));
    }
    const [hot, others] = [items.filter((item) => item.hot !== null), items.filter((item) => item.hot === null)];
    this.#finish(endsAt, leaseEndsAt, others, givenUp);
    this.#finish(Math.max(endsAt, chainsEndAt), leaseEndsAt, hot, givenUp);
    return this.#agenda.at(endsAt, () => this.#look(worker));
  }

  #finish(endsAt: number, leaseEndsAt: number, items: readonly Item[], givenUp: ReadonlySet<Item>): void {
    this.#agenda.at(endsAt, () => {
      const { outage } = this.#run;
      // Nothing could be written any more, not even that it failed: the items come back when their lease ends.
      if (outage !== null && leaseEndsAt - INBOX.leaseMs / 1_000 < outage.to && endsAt > outage.from) {
        for (const item of items) this.#agenda.at(leaseEndsAt, () => this.#enqueue(item));
      } else {
        for (const item of items) if (givenUp.has(item)) this.#comeBack(item);
          else this.#done(item); // prettier-ignore
      }
    });
  }

  #comeBack(item: Item): void {
    const backoff = (INBOX.firstRetryMs / 1_000) * 2 ** (item.tries - 1) * (1 + this.#random.next() / 2);
    this.#agenda.at(this.#agenda.now + backoff, () => this.#enqueue(item));
  }

  #done(item: Item): void {
    this.#waits.push(this.#agenda.now - item.sentAt);
    const { outage } = this.#run;
    if (outage === null) return;
    if (item.sentAt < outage.to) this.#oldDoneAt = Math.max(this.#oldDoneAt, this.#agenda.now);
    if (item.acceptedAt < outage.from) this.#ownDoneAt = Math.max(this.#ownDoneAt, this.#agenda.now);
  }

  #timeOf(items: readonly Item[]): { endsAt: number; chainsEndAt: number; givenUp: ReadonlySet<Item> } {
    const { roundTripMs } = this.#run;
    const [trip, { now }] = [roundTripMs / 1_000, this.#agenda];
    let [cpuMs, databaseMs, longestChain, chainsEndAt] = [0, 0, 0, now];
    const givenUp = new Set<Item>();
    for (const about of Map.groupBy(items, ({ order }) => order).values()) {
      const { givingPoints, changingNothing, absorbShare } = this.#costs;
      const most = about.some(({ gives }) => gives) ? givingPoints : changingNothing;
      // Several messages about one order are absorbed each, and settled once.
      const times = 1 + (about.length - 1) * absorbShare;
      cpuMs += most.cpuMs * times;
      databaseMs += most.databaseMs * times;
      longestChain = Math.max(longestChain, most.roundTrips * times * trip * (0.8 + 0.6 * this.#random.next()));
      const hot = about[0]?.hot ?? null;
      // Only a message that gives points writes the member's chain.
      if (hot === null || (hot === 'member' && most !== givingPoints)) continue;
      const turn = Math.max(now, this.#chainFreeAt[hot]);
      const each = RACE_TRIPS * trip;
      // A chain is written by one at a time: whoever has too many before it loses its race too often, and goes back to the queue.
      if (hot === 'member' && turn - now > APPEND_TRIES * (each + 0.025)) for (const item of about) givenUp.add(item);
      else this.#chainFreeAt[hot] = turn + each * (hot === 'order' ? times : 1);
      chainsEndAt = Math.max(chainsEndAt, Math.min(this.#chainFreeAt[hot], now + APPEND_TRIES * (each + 0.025)));
    }
    const databaseEndsAt = this.#askDatabase(databaseMs);
    const cpuEndsAt = now + 2 * trip + cpuMs / 1_000;
    return { endsAt: Math.max(cpuEndsAt, databaseEndsAt, now + 3 * trip + longestChain) + trip, chainsEndAt: chainsEndAt + trip, givenUp };
  }

  #askDatabase(milliseconds: number): number {
    this.#databaseFreeAt = Math.max(this.#databaseFreeAt, this.#agenda.now) + milliseconds / 1_000 / this.#run.databaseCores;
    return this.#databaseFreeAt;
  }
}
