// Whatever two people who turn out to be one do, in whatever order: what is given for agreeing is given once to whoever agreed first under the names they
// had then, and the books prove.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BOB } from './accounts-world.ts';
import { AgreeingWorld, JOINED, type AgreeingShop } from './agreeing-world.ts';

const SECOND = '888';
type Step = { readonly does: 'give' | 'take-back'; readonly who: string } | { readonly does: 'merge' | 'undo' };
const said = fc.record({ does: fc.constantFrom('give', 'take-back'), who: fc.constantFrom(BOB.id, SECOND) });
const joined = fc.record({ does: fc.constantFrom('merge', 'undo') });

let world: AgreeingWorld;
beforeAll(async () => {
  world = await AgreeingWorld.open();
});
afterAll(() => world.close());

/** What should have been given: a row of who agreed, under all names that they have by now. */
class Expected {
  points = 0;
  readonly #given: Set<string>[] = [];
  merged = false;

  gives(who: string): void {
    const person = this.merged ? BOB.id : who;
    if (!this.#given.some((names) => names.has(person))) this.points += JOINED;
    this.#given.push(new Set([person]));
  }

  merges(): void {
    this.merged = true;
    for (const names of this.#given) if (names.has(SECOND)) names.add(BOB.id);
  }

  undoes(): void {
    this.merged = false;
    for (const names of this.#given) if (names.has(SECOND)) names.delete(BOB.id);
  }
}

async function take(shop: AgreeingShop, step: Step, expected: Expected, merge: Parameters<AgreeingWorld['merges']>[0]): Promise<void> {
  shop.core.time.now += 1_000;
  if (step.does === 'give') expected.gives(step.who);
  if (step.does === 'give') await shop.gives('newsletter', null, step.who);
  if (step.does === 'take-back') await shop.takesBack('newsletter', step.who);
  if (step.does === 'merge' && !expected.merged) {
    await world.merges(merge);
    expected.merges();
  }
  if (step.does === 'undo' && expected.merged) {
    await world.undoes(merge);
    expected.undoes();
  }
}

it('gives once for ever what is given for agreeing, through any number of merges, undos and changes of mind', async () => {
  const lives = fc.array(fc.oneof({ weight: 3, arbitrary: said }, { weight: 2, arbitrary: joined }), { minLength: 3, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(lives, async (steps) => {
      const shop = await world.shop();
      await shop.shop.enables({ id: Number(SECOND), email: 'second@example.com' });
      const [first, second] = [await shop.shop.customer(BOB.id), await shop.shop.customer(SECOND)];
      const expected = new Expected();
      let merges = 0;
      for (const step of steps as Step[]) {
        if (step.does === 'merge' && !expected.merged) merges += 1;
        const merge = { storeId: shop.shop.storeId, mergeId: `m-${merges}`, from: second.memberId, into: first.memberId, by: 'u' };
        await take(shop, step, expected, merge);
      }
      const there = await Promise.all([first, second].map(({ memberId }) => shop.core.available(shop.shop.storeId, memberId)));
      expect(there.reduce((sum, points) => sum + points, 0)).toBe(expected.points);
      expect(await shop.shop.verified()).toEqual({ ok: true, problems: [] });
    }),
    { numRuns: 12, seed: 6 },
  );
}, 60_000);
