// Two desks, one order, every sequence of their steps; and every sequence in which one of them dies on the way and its delivery comes again.
import type { Core } from '../../../src/core.ts';
import { memberId, orderId, type MemberId, type StoreId } from '../../../src/loyalty/ids.ts';
import { foundByVerify, keepBooks, rowsBehind } from '../check/books.ts';
import { addProofStore, openCore, type Place } from '../process/open-core.ts';
import { openDesks, type Desk, type Step } from './desks.ts';
import { sightOf, type Story } from './stories.ts';
import { nextTurns, runInTurns, type Pause, type Run, type Turns } from './turns.ts';

export interface Interleaved {
  readonly sequences: number;
  /** Steps of the longest sequence. */
  readonly longest: number;
  readonly wrong: readonly string[];
  /** Balance rows that do not show their chain's last entry. */
  readonly behind: readonly string[];
}

const NOW = Date.UTC(2026, 10, 21, 20);
const AT_ONCE: Pause = () => Promise.resolve();

interface Stage {
  readonly core: Core;
  readonly store: StoreId;
  readonly one: Desk;
  readonly two: Desk;
  /** Of a process that starts after another died. */
  readonly three: Desk;
  readonly story: Story;
}

interface Tally {
  sequences: number;
  longest: number;
  readonly wrong: string[];
}

/** `dies`: the number of steps after which the first desk is gone; its delivery is worked on again by the third. */
async function perform(stage: Stage, turns: Turns, dies: number | null, tally: Tally): Promise<Run> {
  const { story, one, two, three } = stage;
  const id = `o-${dies ?? 'all'}-${tally.sequences}`;
  const members = { one: memberId(`one-${id}`), other: memberId(`other-${id}`) };
  if (story.before !== null) await one.look(sightOf(story.before, id, members), AT_ONCE);
  const look = (desk: Desk, at: 0 | 1) => (pause: Pause) => desk.look(sightOf(story.sights[at], id, members), pause);
  const run = await runInTurns([look(one, 0), look(two, 1)], turns, dies === null ? null : { worker: 0, after: dies });
  if (dies !== null) await three.look(sightOf(story.sights[0], id, members), AT_ONCE);
  const end = await wrongEnd(stage, id, members);
  if (end !== null) tally.wrong.push(`${end}, after ${told(run)}${dies === null ? '' : `; A died after ${dies} steps`}`);
  tally.sequences += 1;
  tally.longest = Math.max(tally.longest, run.taken.length);
  return run;
}

async function wrongEnd({ core, store, story }: Stage, id: string, members: Record<'one' | 'other', MemberId>): Promise<string | null> {
  const shares = await core.entries.sharesOfOrder(store, orderId(id));
  const given = Object.fromEntries(shares.filter(({ points }) => points !== 0).map((share) => [share.memberId, share.points]));
  const { whose, points } = story.ends;
  const [is, should] = [JSON.stringify(given), JSON.stringify(points === 0 ? {} : { [members[whose]]: points })];
  return is === should ? null : `given ${is}, deserved ${should}`;
}

const told = ({ taken }: Run): string => taken.map(({ worker, step }) => `${worker === 0 ? 'A' : 'B'} ${step}`).join(', ');

/** Nobody waits for more; then the steps that are apart must be fewer. */
const SEQUENCES_MAX = 40_000;

/** Gives the number of steps of the desk that may die, so that the caller knows how many deaths there are. */
async function everySequence(stage: Stage, dies: number | null, tally: Tally): Promise<number> {
  let most = 0;
  for (let turns: Turns | null = []; turns !== null;) {
    if (tally.sequences >= SEQUENCES_MAX) throw new Error(`more than ${SEQUENCES_MAX} sequences`);
    const run: Run = await perform(stage, turns, dies, tally);
    most = Math.max(most, run.taken.filter(({ worker }) => worker === 0).length);
    turns = nextTurns(run);
  }
  return most;
}

async function everyDeath(stage: Stage, tally: Tally): Promise<void> {
  for (let dies = 1; (await everySequence(stage, dies, tally)) === dies; dies += 1);
}

/** One story, on a store of its own database; the whole store is verified at the end. */
export async function interleave(
  place: Place,
  story: Story,
  apart: readonly Step[],
  deaths: 'nobody dies' | 'one dies',
): Promise<Interleaved> {
  const { core, close } = await openCore(place, () => NOW);
  const store = await addProofStore(core, NOW);
  const opened = await openDesks(place, store, 3, apart, NOW);
  try {
    const [one, two, three] = opened.desks;
    if (one === undefined || two === undefined || three === undefined) throw new Error('a desk is missing');
    const tally: Tally = { sequences: 0, longest: 0, wrong: [] };
    const stage = { core, store, one, two, three, story };
    await (deaths === 'one dies' ? everyDeath(stage, tally) : everySequence(stage, null, tally));
    const books = await keepBooks(core, store);
    const wrong = [...tally.wrong, ...books.wrong, ...(await foundByVerify(core, store))];
    return { ...tally, wrong: wrong.slice(0, 20), behind: await rowsBehind(core, store, books.heads) };
  } finally {
    await opened.close();
    await close();
  }
}
