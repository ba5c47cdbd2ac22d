// The classic cart and checkout: the box is filled, and WooCommerce's own scripts draw the sums anew after a choice.
import { createBox, type Box } from '../cart/box.ts';
import { addressOf, Refused, type CartNow, type Place, type Ways } from '../cart/place.ts';

interface JQueryLike {
  on: (events: string, listener: () => void) => void;
  trigger: (event: string) => void;
}
declare global {
  interface Window {
    jQuery?: (target: HTMLElement) => JQueryLike;
  }
}

const boxes = new Map<HTMLElement, Box>();

function cartNow(): CartNow {
  const text = document.querySelector<HTMLElement>('.lasting-cart-state')?.dataset['cart'];
  return text === undefined ? { choice: null, word: '', goodsMinor: 0 } : (JSON.parse(text) as CartNow);
}

/** The header is one that another site's page cannot send; so there is no nonce, which a cached page would have to keep. */
async function post(address: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-requested-with': 'lasting' };
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  const { ok, words } = (await answer.json()) as { ok?: boolean; words?: string };
  drawSums();
  if (ok !== true) throw new Refused(words ?? '');
}

/** Both pages listen to an event of the body; the cart takes only its own. */
function drawSums(): void {
  window.jQuery?.(document.body).trigger(document.querySelector('form.checkout') === null ? 'wc_update_cart' : 'update_checkout');
}

const waysOf = (place: Place): Ways => ({
  choose: (rewardId, steps) => post(addressOf(place, 'lasting_choose'), { rewardId, steps }),
  drop: () => post(addressOf(place, 'lasting_drop'), {}),
});

/** WooCommerce puts new elements in the place of old ones. */
function look(): void {
  for (const host of document.querySelectorAll<HTMLElement>('.lasting-cart[data-place]')) {
    if (!boxes.has(host)) {
      const place = JSON.parse(host.dataset['place'] ?? '') as Place;
      boxes.set(host, createBox(host, place, waysOf(place)));
    }
    boxes.get(host)?.update(cartNow());
  }
}

look();
window.jQuery?.(document.body).on('updated_checkout updated_wc_div updated_cart_totals', look);
