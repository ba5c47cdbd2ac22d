// The cart: what it would earn, and the one reward that fits it. What a tap does comes with the panel.
import type { HeldReward, Reward, StorefrontMe, StorefrontProgram } from '../member/answers.ts';
import type { ShowBlock } from './blocks.ts';
import { slot, write, writeEstimate } from './write.ts';

/** What the button would do, and with what: a reward the shopper has already, or one of the catalogue. Of a choice, as much as fits the cart. */
export interface CartWish {
  readonly kind: 'remove' | 'apply' | 'redeem';
  readonly held?: HeldReward;
  readonly reward?: Reward;
  readonly steps: number;
}

export interface Cart {
  readonly totalMinor: number;
  readonly codes: readonly string[];
}

/** Only what becomes a code helps this cart: a gift card or credit does not. */
const CODES = /-off$|^free-|^variable/;

/** One thing at a time: what is in the cart can be taken out, and what is ready comes before what still costs points. */
export function wishOf({ held, offers }: StorefrontMe, { rewards }: StorefrontProgram, { totalMinor, codes }: Cart): CartWish | null {
  const fits = ({ minimumOrder, worth }: HeldReward | Reward) =>
    totalMinor > 0 && (minimumOrder?.amountMinor ?? 0) <= totalMinor && (worth?.amountMinor ?? 0) <= totalMinor;
  const mine = held.filter(({ state, applyPath }) => state === 'ready' && applyPath);
  const within = mine.find(({ code }) => codes.includes(String(code)));
  const ready = within ?? mine.find(fits);
  if (ready) return { kind: within ? 'remove' : 'apply', held: ready, steps: 1 };
  const most = ({ id }: Reward) => offers.find((offer) => offer.id === id)?.maxSteps ?? 0;
  // The cheapest comes first, and the dearest that fits is what the shopper saved up for.
  const reward = rewards.findLast((one) => most(one) && CODES.test(one.kind) && fits(one));
  const one = reward?.steps;
  return reward
    ? { kind: 'redeem', reward, steps: one ? Math.min(most(reward), Math.floor(totalMinor / one.worth.amountMinor)) : 1 }
    : null;
}

export const showBlock: ShowBlock = (block, page, tools) => {
  const { source, settings } = page;
  const data = block.dataset;
  const button = slot(block, 'button') as HTMLButtonElement | null;
  if (data['lines']) void writeEstimate(block, page, tools, data['lines']);
  if (!settings.signedIn || !button) return;
  let program: StorefrontProgram | null = null;
  let wish: CartWish | null = null;
  let attempt = 0;

  function draw(): void {
    const { me } = source.state;
    if (!me || !program || !button || 'busy' in data) return;
    wish = wishOf(me, program, { totalMinor: Number(data['total']), codes: data['codes']?.split(',') ?? [] });
    button.hidden = !wish;
    button.textContent = data[`${wish?.kind}Button`] ?? '';
    const what = wish?.reward ?? wish?.held;
    const points = tools.points((wish?.reward?.steps?.points ?? what?.points ?? 0) * (wish?.steps ?? 0));
    write(block, 'reward', tools.say(data[wish?.kind ?? ''] ?? '', { reward: what?.name ?? '', points }));
  }
  /** What was said last stays to be read; the next tap is the next try. */
  function end(said: string | null): void {
    if (said) data['busy'] = 'said';
    else delete data['busy'];
    draw();
  }
  source.listen(draw);
  async function tap(): Promise<void> {
    if (!wish || data['busy'] === '') return;
    data['busy'] = '';
    try {
      const { useInCart, words } = await tools.loadPanel(settings.language.tag, attempt++);
      void useInCart({ block, page, words, wish, onEnd: end });
    } catch {
      end(null);
    }
  }
  button.addEventListener('click', () => void tap());
  async function begin(): Promise<void> {
    program = (await source.read(`program?locale=${settings.language.tag}`)) as StorefrontProgram;
    if (!source.state.me) await source.refresh();
    draw();
  }
  void begin().catch(() => undefined);
};
