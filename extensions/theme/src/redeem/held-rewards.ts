// The rewards a member holds, from the wish to the code in the cart: one for the page, so that panel and cart show the same, and a second tap is no second wish.
import type { HeldReward, StorefrontMe } from '../member/answers.ts';
import type { MemberSource } from '../member/source.ts';
import { ask, type Outcome } from './ask.ts';
import { answered, requestIdOf, type Wish } from './request-ids.ts';
import { applyInCart, cartHint, type Applied } from './theme-cart.ts';

/** How it went on this page, beside what the shop says of it. */
export interface Progressing {
  /** Asked for longer than it usually takes. */
  readonly slow?: boolean;
  readonly applying?: boolean;
  readonly applied?: Applied;
}

export interface HeldRewards {
  /** The newest known: of this page where it knows more than the last answer about the member. */
  of: (me: StorefrontMe) => readonly HeldReward[];
  progressOf: (id: string) => Progressing;
  /** What is prepared is looked after until it is ready, and then put into the cart by itself. */
  redeem: (wish: Wish) => Promise<Outcome>;
  giveBack: (id: string) => Promise<Outcome>;
  apply: (held: HeldReward) => Promise<Applied>;
  /** Looks after what is still prepared, from an earlier visit too. Resolves with what became of it. */
  follow: (id: string) => Promise<HeldReward | null>;
  /** True once a code came into the cart or out of it, on this page. */
  readonly cartChanged: boolean;
  listen: (listener: () => void) => () => void;
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

export function createHeldRewards(source: MemberSource, proxy: string, language: string): HeldRewards {
  const listeners = new Set<() => void>();
  const own = new Map<string, Own>();
  const progress = new Map<string, Progressing>();
  const asking = new Map<string, Promise<Outcome>>();
  const following = new Map<string, Promise<HeldReward | null>>();
  let cartChanged = false;

  const tell = () => listeners.forEach((listener) => listener());
  const note = (id: string, change: Progressing) => {
    progress.set(id, { ...progress.get(id), ...change });
    tell();
  };
  function keep(reward: HeldReward): void {
    own.set(reward.id, { reward, at: Date.now() });
    tell();
  }

  /** Two taps are one wish: the second waits for the answer to the first. */
  function once(key: string, start: () => Promise<Outcome>): Promise<Outcome> {
    const known = asking.get(key) ?? start().finally(() => asking.delete(key));
    asking.set(key, known);
    return known;
  }

  async function send(wish: Wish): Promise<Outcome> {
    const outcome = await ask(`${proxy}/redeem`, { requestId: requestIdOf(wish), ...wish, cart: await cartHint() });
    if (outcome.kind !== 'failed' && !(outcome.kind === 'refused' && AGAIN.includes(outcome.code))) answered(wish);
    if (outcome.kind === 'done') keep(outcome.reward);
    void source.refresh();
    return outcome;
  }

  async function look(id: string): Promise<HeldReward | null> {
    for (const [tries, ms] of LOOK_AFTER_MS.entries()) {
      await new Promise((done) => setTimeout(done, ms));
      const outcome = await ask(`${proxy}/held/${encodeURIComponent(id)}?locale=${language}`);
      if (outcome.kind === 'done' && outcome.reward.state !== 'preparing') {
        keep(outcome.reward);
        void source.refresh();
        return outcome.reward;
      }
      if (tries === SLOW_AFTER) note(id, { slow: true });
    }
    return null;
  }

  function follow(id: string): Promise<HeldReward | null> {
    const known = following.get(id) ?? look(id).finally(() => following.delete(id));
    following.set(id, known);
    return known;
  }

  async function apply(held: HeldReward): Promise<Applied> {
    if (held.applyPath === null || held.code === null) return 'failed';
    note(held.id, { applying: true });
    const applied = await applyInCart(held.applyPath, held.code);
    cartChanged ||= applied !== 'failed';
    note(held.id, { applying: false, applied });
    return applied;
  }

  return {
    of({ held }) {
      const fresh = [...own.values()].filter(({ reward, at }) => Date.now() - at < OWN_MS && !held.some(({ id }) => id === reward.id));
      const known = held.map((one) => {
        const mine = own.get(one.id);
        return mine !== undefined && Date.now() - mine.at < OWN_MS ? mine.reward : one;
      });
      return [...fresh.map(({ reward }) => reward), ...known];
    },
    progressOf: (id) => progress.get(id) ?? {},
    redeem: (wish) => once(`redeem ${wish.rewardId}`, () => send(wish)),
    giveBack: (id) =>
      once(`give back ${id}`, async () => {
        const outcome = await ask(`${proxy}/held/${encodeURIComponent(id)}/cancel`, {});
        if (outcome.kind === 'done') keep(outcome.reward);
        void source.refresh();
        return outcome;
      }),
    apply,
    follow,
    get cartChanged() {
      return cartChanged;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const known = new WeakMap<MemberSource, HeldRewards>();

/** The page's own: whoever shares the source shares it. */
export function heldRewardsOf(source: MemberSource, proxy: string, language: string): HeldRewards {
  const held = known.get(source) ?? createHeldRewards(source, proxy, language);
  known.set(source, held);
  return held;
}
