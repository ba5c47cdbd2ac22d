// A process dies before its n-th write or call, for every n there is; another one, on the same database and with the same shop, goes on. Whatever
// was asked and not answered is asked again: by the user, by the shop that was not thanked for its news, by the clock.
import { randomUUID } from 'node:crypto';
import type { Core } from '../../../src/core.ts';
import { MINUTE, type SellingWorld } from '../../redemptions/selling-world.ts';
import { type Calls, Life, mortal } from './mortal.ts';
import { wrongWith } from './right.ts';
import { GIVEN, workOn, type Story, type Tale } from './stories.ts';

export interface Deaths {
  readonly story: string;
  readonly deaths: number;
  readonly wrong: readonly string[];
}

/** Leases of the dead run out, and what was put off is tried again. */
const ROUNDS = 6;
const ROUND_MS = 3 * MINUTE;

export async function settle(world: SellingWorld, core: Core = world.core): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await workOn(core);
    const [{ waiting }, outbox] = [
      await core.inbox.summary(world.line.store.storeId, world.clock()),
      await core.outbox.counts(world.line.store.storeId, world.clock()),
    ];
    if (waiting + outbox.waiting === 0) return;
    world.later(ROUND_MS);
  }
}

async function survives(act: () => Promise<unknown>, life: Life): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!life.isDead) throw error;
  }
}

class Lives {
  readonly #world: SellingWorld;
  readonly #calls: Calls;

  constructor(world: SellingWorld, calls: Calls) {
    this.#world = world;
    this.#calls = calls;
  }

  /** `diesBefore` null: nobody dies. Gives what was done in the life of the first process. */
  async live(story: Story, diesBefore: number | null): Promise<{ deeds: readonly string[]; died: boolean; wrong: string[] }> {
    const world = this.#world;
    await world.line.strike();
    const life = new Life(diesBefore);
    const tale: Tale = { world, ...(await world.member(GIVEN)), reservationId: randomUUID(), order: '' };
    let core = mortal(world.another(), life);
    this.#calls.belongTo(life, world.line.sandbox.url);
    let isMourned = false;
    for (const deed of [...story.deeds, { by: 'us', act: (present: Core) => settle(world, present) } as const]) {
      if (deed.by === 'shop') await this.#theirs(deed.act, tale, life);
      else await survives(() => deed.act(core, tale), life);
      if (!life.isDead || isMourned) continue;
      isMourned = true;
      this.#calls.belongTo(null, world.line.sandbox.url);
      core = world.another();
      world.later(ROUND_MS);
      await settle(world, core);
      if (deed.by === 'us') await deed.act(core, tale);
      await settle(world, core);
    }
    this.#calls.belongTo(null, world.line.sandbox.url);
    return { deeds: life.deeds, died: life.isDead, wrong: await this.#wrong(story, tale) };
  }

  async #theirs(act: (tale: Tale) => Promise<unknown>, tale: Tale, life: Life): Promise<void> {
    this.#calls.belongTo(null, this.#world.line.sandbox.url);
    await act(tale);
    if (!life.isDead) this.#calls.belongTo(life, this.#world.line.sandbox.url);
  }

  async #wrong({ ends }: Story, { memberId, reservationId }: Tale): Promise<string[]> {
    const { core } = this.#world;
    const found = await core.redemptions.read(this.#world.line.store.storeId, reservationId);
    const { settled } = await core.entries.redeemed(this.#world.line.store.storeId, reservationId);
    const is = `${found?.stage ?? 'nothing'} and ${settled} spent`;
    const should = `${ends.stage} and ${ends.settled} spent`;
    return [...(is === should ? [] : [`it ended as ${is}, not as ${should}`]), ...(await wrongWith(this.#world, [memberId], GIVEN))];
  }
}

/** `some`: which deaths are tried, by their number; all where it is left out. */
export async function everyDeath(
  world: SellingWorld,
  calls: Calls,
  story: Story,
  some: (death: number) => boolean = () => true,
): Promise<Deaths> {
  const lives = new Lives(world, calls);
  const whole = await lives.live(story, null);
  const wrong = whole.wrong.map((what) => `nobody died: ${what}`);
  let deaths = 0;
  for (let death = 1; death <= whole.deeds.length; death += 1) {
    if (!some(death)) continue;
    const life = await lives.live(story, death);
    const before = life.deeds.at(-1) ?? 'anything';
    if (!life.died) wrong.push(`death ${death} did not come`);
    wrong.push(...life.wrong.map((what) => `died before ${death}. ${before}: ${what}`));
    deaths += 1;
  }
  return { story: story.what, deaths, wrong };
}
