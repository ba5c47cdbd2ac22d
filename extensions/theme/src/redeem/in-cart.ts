// One tap in the cart block: the reward is asked for, waited for and put into the cart, each step in words where the button stands.
import type { CartWish } from '../blocks/fitting.ts';
import type { ShopPage } from '../launcher/shop-page.ts';
import { createVoice, type PanelWords, type Voice } from '../panel/voice.ts';
import type { HeldReward } from '../member/answers.ts';
import { heldWords } from './held-words.ts';
import { heldRewardsOf, type HeldRewards } from './held-rewards.ts';
import { sayNo } from './refusals.ts';
import { onCartPage, removeFromCart } from './theme-cart.ts';

export interface InCart {
  readonly block: HTMLElement;
  readonly page: ShopPage;
  readonly words: PanelWords;
  readonly wish: CartWish;
  /** The block shows its next offer again, unless `said` is to be read first. */
  readonly onEnd: (said: string | null) => void;
}

interface Work {
  readonly block: HTMLElement;
  readonly rewards: HeldRewards;
  readonly voice: Voice;
  readonly tell: (text: string) => void;
}

/** Null: the cart has it. */
async function bring(held: HeldReward, { block, rewards, voice, tell }: Work): Promise<string | null> {
  tell(heldWords(voice, held, {}));
  const ready = held.state === 'preparing' ? await rewards.follow(held.id) : held;
  if (ready === null) return heldWords(voice, held, { slow: true });
  if (ready.state !== 'ready' || ready.applyPath === null) return heldWords(voice, ready, {});
  tell(heldWords(voice, ready, { applying: true }));
  const applied = await rewards.apply(ready);
  // The cart does not show what is taken off at the checkout only: there is nothing to look at, but to say.
  if (applied !== 'applied' || ready.kind === 'free-shipping') return heldWords(voice, ready, { applied });
  block.dataset['codes'] += `,${ready.code}`;
  return null;
}

async function redeem({ reward, steps }: CartWish, work: Work): Promise<string | null> {
  if (!reward) return null;
  work.tell(work.voice.say('redeemBusy'));
  const outcome = await work.rewards.redeem(reward, steps);
  return outcome.kind === 'done' ? bring(outcome.reward, work) : sayNo(work.voice, outcome);
}

async function remove({ held }: CartWish, { block, voice }: Work): Promise<string | null> {
  if (!held?.code || !(await removeFromCart(held.code))) return voice.say('no.failed');
  block.dataset['codes'] = '';
  return null;
}

export async function useInCart({ block, page: { settings, source }, words, wish, onEnd }: InCart): Promise<void> {
  const place = block.querySelector('[data-slot=reward]');
  const tell = (text: string) => {
    if (place) place.textContent = text;
  };
  const work = { block, rewards: heldRewardsOf(source, settings.proxy, settings.language.tag), voice: createVoice(settings, words), tell };
  const said = wish.kind === 'remove' ? await remove(wish, work) : wish.held ? await bring(wish.held, work) : await redeem(wish, work);
  if (said !== null) tell(said);
  else if (onCartPage()) return location.reload();
  onEnd(said);
}
