// Stands in the place of the theme's `redeem/taking.ts`: a reward that takes something off is chosen for the cart, and costs nothing before the order. What no
// cart can show is asked of the server as everywhere.
import { CODES } from '../../../theme/src/blocks/fitting.ts';
import type { HeldReward, HeldState, Reward } from '../../../theme/src/member/answers.ts';
import type { WordKey } from '../../../theme/src/panel/voice.ts';
import { ask, type Outcome } from '../../../theme/src/redeem/ask.ts';
import type { Progressing } from '../../../theme/src/redeem/held-rewards.ts';
import type { Wish } from '../../../theme/src/redeem/request-ids.ts';
import type { Address } from '../../../theme/src/redeem/taking.ts';
import { cartChanged } from './cart.ts';
import { CHOSEN, heldOf } from './chosen.ts';
import { endpoint } from './facts.ts';
import { passage } from './passage.ts';

const PATIENCE_MS = 15_000;
/** No state of the server: nothing was spent, so nothing comes back. It has words of its own. */
const DROPPED = 'dropped' as HeldState;

/** `words`: why not, in the shopper's language. */
interface Said {
  readonly ok?: boolean;
  readonly words?: string;
}

/** The shop asks the server and keeps the choice in its own session. Its header is what a page of another site cannot send. */
async function askShop(name: string, wish: object): Promise<Said | null> {
  const headers = { accept: 'application/json', 'content-type': 'application/json', 'x-requested-with': 'lasting' };
  const init = { method: 'POST', headers, body: JSON.stringify(wish), signal: AbortSignal.timeout(PATIENCE_MS) };
  try {
    const answer = await fetch(endpoint(passage().facts, name), init);
    return (await answer.json()) as Said;
  } catch {
    return null;
  }
}

function outcomeOf(said: Said | null, reward: HeldReward): Outcome {
  if (said === null) return { kind: 'failed', offline: !navigator.onLine };
  if (said.ok !== true) return { kind: 'refused', code: 'unavailable', reason: null, ...(said.words ? { words: said.words } : {}) };
  passage().forget();
  document.dispatchEvent(new CustomEvent('lasting:choice'));
  cartChanged();
  return { kind: 'done', reward };
}

export async function take(
  { proxy, locale }: Address,
  { id, kind, name, points, steps: choice }: Reward,
  { requestId, rewardId, steps }: Wish & { readonly requestId: string },
): Promise<Outcome> {
  if (!CODES.test(kind)) return ask(`${proxy}/redeem${locale}`, { requestId, rewardId, steps, cart: null });
  const said = await askShop('lasting_choose', { rewardId, steps });
  return outcomeOf(said, heldOf({ rewardId: id, name, points: choice === null ? points : choice.points * steps }));
}

export async function giveBack({ proxy, locale }: Address, held: HeldReward): Promise<Outcome> {
  if (held.id !== CHOSEN) return ask(`${proxy}/held/${encodeURIComponent(held.id)}/cancel${locale}`, {});
  return outcomeOf(await askShop('lasting_drop', {}), { ...held, state: DROPPED, cancellable: false });
}

export const progressAtFirst = (held: string): Progressing => (held === CHOSEN ? { applied: 'applied' } : {});

export const askWords = ({ kind }: Reward): WordKey => (CODES.test(kind) ? ('chooseAsk' as WordKey) : 'redeemAsk');
export const confirmWords = ({ kind }: Reward): WordKey => (CODES.test(kind) ? ('chooseConfirm' as WordKey) : 'redeemConfirm');
export const returnWords = ({ id }: HeldReward, sure: boolean): WordKey =>
  (id === CHOSEN ? (sure ? 'chosenOutSure' : 'chosenOut') : sure ? 'heldReturnSure' : 'heldReturn') as WordKey;
