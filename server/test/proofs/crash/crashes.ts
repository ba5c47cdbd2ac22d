// A backlog, a worker that is killed again and again on its way through it, and what is there when it is empty.
import { randomUUID } from 'node:crypto';
import type { Core } from '../../../src/core.ts';
import type { NewItem } from '../../../src/inbox/inbox-store.ts';
import { INBOX } from '../../../src/limits.ts';
import type { MemberId, StoreId } from '../../../src/loyalty/ids.ts';
import { foundByVerify, keepBooks, rowsBehind } from '../check/books.ts';
import { ProofChild } from '../process/child.ts';
import { addProofStore, openCore, type Place } from '../process/open-core.ts';
import type { Halt } from '../process/parent.ts';
import type { Seeded } from '../process/seeded.ts';
import type { Drained, DrainTask } from './drain-worker.ts';
import { aBacklog, type Backlog } from './order-story.ts';
import type { Step } from './steps.ts';

export interface CrashSize {
  readonly events: number;
  readonly members: number;
  /** Kills at chosen steps, taken in turn; and kills at any moment. */
  readonly steps: readonly Step[];
  readonly atSteps: number;
  readonly atRandom: number;
}

export interface Crashed {
  readonly events: number;
  readonly orders: number;
  readonly entries: number;
  readonly members: number;
  readonly points: number;
  readonly kills: Readonly<Record<string, number>>;
  readonly claimedMoreThanOnce: number;
  readonly seconds: number;
  readonly wrong: readonly string[];
  readonly behind: readonly string[];
}

const BEGIN = Date.UTC(2026, 10, 21, 20);
const WORKER = new URL('drain-worker.ts', import.meta.url);
const AT_ONCE = 500;

async function fill(core: Core, store: StoreId, { bodies }: Backlog): Promise<void> {
  const itemOf = (body: Buffer, at: number): NewItem => ({
    itemId: randomUUID(),
    storeId: store,
    origin: 'webhook',
    topic: 'order.updated',
    dedupe: null,
    headers: {},
    body,
    receivedAt: BEGIN - bodies.length + at,
  });
  const items = bodies.map(itemOf);
  while (items.length > 0) await Promise.all(items.splice(0, AT_ONCE).map((item) => core.inbox.insert(item)));
}

/** Mostly in the first batch after a start, sometimes in a later one, so that the backlog lasts as long as the kills do. */
function haltAt(step: string, random: Seeded): Halt {
  const perBatch = step === 'claimed' || step === 'before finish' ? 1 : step === 'normalised' ? INBOX.claimMax : 24;
  const later = random.below(3) === 0 ? perBatch : 0;
  return { step, after: 1 + later + (perBatch === 1 ? 0 : random.below(perBatch)) };
}

class Killer {
  readonly kills: Record<string, number> = {};
  readonly #place: Place;
  #starts = 0;
  #next = new ProofChild(WORKER);

  constructor(place: Place) {
    this.#place = place;
  }

  async killAt(halt: Halt): Promise<void> {
    const child = await this.#start(halt);
    const step = await Promise.race([child.step(), child.answer().then(() => null)]);
    await child.kill();
    this.#count(step ?? 'ended before');
  }

  async killAfter(ms: number): Promise<void> {
    const child = await this.#start(null);
    const ended = await Promise.race([child.answer().then(() => true), new Promise((resolve) => setTimeout(resolve, ms, false))]);
    await child.kill();
    this.#count(ended === true ? 'ended before' : 'any moment');
  }

  async letFinish(): Promise<number> {
    const child = await this.#start(null);
    const answer = (await child.answer()) as Drained | null;
    await child.kill();
    if (answer === null) throw new Error('the last worker ended without an answer');
    return answer.taken;
  }

  async close(): Promise<void> {
    await this.#next.kill();
  }

  /** The next one loads while this one works. */
  async #start(halt: Halt | null): Promise<ProofChild> {
    const child = this.#next;
    this.#starts += 1;
    const task: DrainTask = { uri: this.#place.uri, name: this.#place.name, halt, now: BEGIN + this.#starts * (INBOX.leaseMs + 1_000) };
    await child.tell(task);
    this.#next = new ProofChild(WORKER);
    return child;
  }

  #count(where: string): void {
    this.kills[where] = (this.kills[where] ?? 0) + 1;
  }
}

async function killAll(killer: Killer, size: CrashSize, random: Seeded): Promise<void> {
  const steps = Array.from({ length: size.atSteps }, (_, at) => size.steps[at % size.steps.length] ?? 'claimed');
  const kills = random.shuffled([...steps, ...Array.from({ length: size.atRandom }, () => null)]);
  for (const step of kills) {
    if (step === null) await killer.killAfter(30 + random.below(250));
    else await killer.killAt(haltAt(step, random));
  }
  // What failed waits for its retry, so one empty round is not the end.
  while ((await killer.letFinish()) > 0);
}

async function itemsByState(core: Core, store: StoreId): Promise<{ done: number; rest: string[]; again: number }> {
  let [done, again] = [0, 0];
  const rest: string[] = [];
  for (const state of ['new', 'dead', 'ignored'] as const) {
    const { items } = await core.inbox.list(store, state, null, 10);
    rest.push(...items.map(({ itemId, attempts, reason }) => `item ${itemId} is ${state} after ${attempts}: ${reason ?? ''}`));
  }
  for (let before: string | null = null, more = true; more;) {
    const { items, next } = await core.inbox.list(store, 'done', before, 1_000);
    more = next !== null;
    done += items.length;
    again += items.filter(({ attempts }) => attempts > 1).length;
    before = next;
  }
  return { done, rest, again };
}

/** The product's members by address, with what their chains say, against what they are owed. */
async function wrongBalances(
  core: Core,
  store: StoreId,
  owed: Backlog['owed'],
  available: ReadonlyMap<MemberId, number>,
): Promise<string[]> {
  const mine = new Map<string, number>();
  for (let position: string | null = null; ;) {
    const { members, next } = await core.members.search(store, null, position, 500);
    for (const { memberId, profile } of members)
      mine.set(profile.email ?? memberId, (mine.get(profile.email ?? memberId) ?? 0) + (available.get(memberId) ?? 0));
    if (next === null) break;
    position = next;
  }
  const everybody = new Set([...owed.keys(), ...mine.keys()]);
  return [...everybody].filter((who) => (owed.get(who) ?? 0) !== (mine.get(who) ?? 0)).map((who) => `${who} has ${mine.get(who) ?? 0} and is owed ${owed.get(who) ?? 0}`); // prettier-ignore
}

async function compare(core: Core, store: StoreId, backlog: Backlog): Promise<Omit<Crashed, 'kills' | 'seconds'>> {
  const books = await keepBooks(core, store);
  const { done, rest, again } = await itemsByState(core, store);
  const events = backlog.bodies.length;
  const available = new Map([...books.heads].map(([memberId, { after }]) => [memberId, after.available - after.deficit]));
  const lost = done === events ? [] : [`${done} of ${events} items are done`];
  const balances = await wrongBalances(core, store, backlog.owed, available);
  const wrong = [...lost, ...rest, ...balances, ...books.wrong, ...(await foundByVerify(core, store))];
  const points = [...available.values()].reduce((a, b) => a + b, 0);
  const behind = await rowsBehind(core, store, books.heads);
  return { events, orders: backlog.orders, entries: books.entries, members: books.heads.size, points, claimedMoreThanOnce: again, wrong: wrong.slice(0, 20), behind }; // prettier-ignore
}

export async function crashes(place: Place, size: CrashSize, random: Seeded): Promise<Crashed> {
  const { core, close } = await openCore(place, () => BEGIN);
  const killer = new Killer(place);
  try {
    const store = await addProofStore(core, BEGIN);
    const backlog = aBacklog(size.events, size.members, random);
    await fill(core, store, backlog);
    const began = performance.now();
    await killAll(killer, size, random);
    const seconds = Math.round((performance.now() - began) / 1_000);
    return { ...(await compare(core, store, backlog)), kills: killer.kills, seconds };
  } finally {
    await killer.close();
    await close();
  }
}
