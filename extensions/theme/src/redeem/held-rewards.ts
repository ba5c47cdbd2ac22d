// The rewards a member holds, from the wish to the code in the cart: one for the page, so that panel and cart show the same, and a second tap is no second wish.
import type { HeldReward, Reward, StorefrontMe } from '../member/answers.ts';
import type { MemberSource } from '../member/source.ts';
import { ask, type Outcome } from './ask.ts';
import { answered, requestIdOf } from './request-ids.ts';
import { giveBack, progressAtFirst, take, type Address } from './taking.ts';
import { applyInCart, removeFromCart, type Applied } from './theme-cart.ts';

/** How it went on this page, beside what the shop says of it. */
export interface Progressing {
  /** Asked for longer than it usually takes. */
  readonly slow?: boolean;
  readonly applying?: boolean;
  readonly applied?: Applied;
}

/** Quick at first, because it usually takes a second or two; then it is the member's next look that tells. */
const LOOK_AFTER_MS = [600, 600, 900, 900, 1500, 1500, 2500, 2500, 4000, 4000, 6000, 6000, 10_000, 10_000];
const SLOW_AFTER = 7;
/** So long this page knows better than an answer that may have been on its way before. */
const OWN_MS = 8_000;

interface Own {
  readonly reward: HeldReward;
  readonly at: number;
}

/** Answers that mean "later": the wish stays the same one. */
const AGAIN: readonly string[] = ['too-many-requests', 'unavailable', 'unexpected'];

export class HeldRewards {
  readonly #source: MemberSource;
  readonly #address: Address;
  readonly #listeners = new Set<() => void>();
  readonly #own = new Map<string, Own>();
  readonly #progress = new Map<string, Progressing>();
  readonly #asking = new Map<string, Promise<Outcome>>();
  readonly #following = new Map<string, Promise<HeldReward | null>>();
  /** True once a code came into the cart, on this page. */
  cartChanged = false;

  constructor(source: MemberSource, proxy: string, language: string) {
    this.#source = source;
    this.#address = { proxy, locale: `?locale=${language}` };
  }

  /** The newest known: of this page where it knows more than the last answer about the member. */
  of({ held }: StorefrontMe): readonly HeldReward[] {
    const own = [...this.#own.values()].filter(({ at }) => Date.now() - at < OWN_MS).map(({ reward }) => reward);
    const known = held.map((one) => own.find(({ id }) => id === one.id) ?? one);
    return [...own.filter((one) => !held.some(({ id }) => id === one.id)), ...known];
  }

  progressOf(id: string): Progressing {
    return this.#progress.get(id) ?? progressAtFirst(id);
  }

  redeem(reward: Reward, steps: number): Promise<Outcome> {
    const wish = { rewardId: reward.id, steps };
    return this.#once(`redeem ${reward.id}`, async () => {
      const outcome = await take(this.#address, reward, { requestId: requestIdOf(wish), ...wish });
      const later = outcome.kind === 'failed' || (outcome.kind === 'refused' && AGAIN.includes(outcome.code));
      if (!later) answered(wish);
      return outcome;
    });
  }

  giveBack(held: HeldReward): Promise<Outcome> {
    const { id, code } = held;
    return this.#once(`give back ${id}`, async () => {
      const outcome = await giveBack(this.#address, held);
      // A code that is gone would stand in the way at the checkout.
      if (outcome.kind === 'done' && code !== null) this.cartChanged = (await removeFromCart(code)) || this.cartChanged;
      return outcome;
    });
  }

  /** Looks after what is still prepared, from an earlier visit too; gives what became of it, null when that takes too long. */
  follow(id: string): Promise<HeldReward | null> {
    const known = this.#following.get(id) ?? this.#look(id).finally(() => this.#following.delete(id));
    this.#following.set(id, known);
    return known;
  }

  async apply(held: HeldReward): Promise<Applied> {
    if (held.applyPath === null || held.code === null) return 'failed';
    this.#note(held.id, { applying: true });
    const applied = await applyInCart(held.applyPath, held.code);
    this.cartChanged ||= applied !== 'failed';
    this.#note(held.id, { applying: false, applied });
    return applied;
  }

  /** Returns the way to stop listening. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Two taps are one wish: the second waits for the answer to the first. */
  #once(key: string, start: () => Promise<Outcome>): Promise<Outcome> {
    const known = this.#asking.get(key) ?? start().then((outcome) => this.#take(outcome)).finally(() => this.#asking.delete(key)); // prettier-ignore
    this.#asking.set(key, known);
    return known;
  }

  /** The balance follows from it, so the member is looked at anew, whatever was answered. */
  #take(outcome: Outcome): Outcome {
    if (outcome.kind === 'done') this.#keep(outcome.reward);
    void this.#source.refresh(true);
    return outcome;
  }

  async #look(id: string): Promise<HeldReward | null> {
    const { proxy, locale } = this.#address;
    for (const [tries, ms] of LOOK_AFTER_MS.entries()) {
      await new Promise((done) => setTimeout(done, ms));
      const outcome = await ask(`${proxy}/held/${encodeURIComponent(id)}${locale}`);
      if (outcome.kind === 'done' && outcome.reward.state !== 'preparing') {
        this.#take(outcome);
        return outcome.reward;
      }
      if (tries === SLOW_AFTER) this.#note(id, { slow: true });
    }
    return null;
  }

  #keep(reward: HeldReward): void {
    this.#own.set(reward.id, { reward, at: Date.now() });
    this.#tell();
  }

  #note(id: string, change: Progressing): void {
    this.#progress.set(id, { ...this.#progress.get(id), ...change });
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const ofPages = new WeakMap<MemberSource, HeldRewards>();

/** The page's own: whoever shares the source shares it. */
export function heldRewardsOf(source: MemberSource, proxy: string, language: string): HeldRewards {
  const held = ofPages.get(source) ?? new HeldRewards(source, proxy, language);
  ofPages.set(source, held);
  return held;
}
