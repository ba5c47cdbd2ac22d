// `applyDiscountCodeChange`: the sandbox's own checkout decides, and its page shows the new sums, as Shopify's does.
import { codesOf, linesOf, moneyOf } from './context.js';

/** @typedef {import('./context.js').Context} Context */
/** @template T @typedef {import('./signals.js').HostSignal<T>} HostSignal */
/** @typedef {{ codes: HostSignal<{ code: string }[]>, subtotal: HostSignal<ReturnType<typeof moneyOf>>, total: HostSignal<ReturnType<typeof moneyOf>>, lines: HostSignal<ReturnType<typeof linesOf>> }} CartSignals */

/** The page's summary and its button anew, except the place in which the extension stands. @param {Element} place */
async function refreshSummary(place) {
  const summary = place.closest('.summary');
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  const whole = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = whole.querySelector('.summary');
  const [button, freshButton] = [document, whole].map((one) => one.querySelector('form[action="/checkout"] button[type="submit"]'));
  if (button && freshButton) button.replaceChildren(...freshButton.childNodes);
  if (summary === null || fresh === null) return;
  const target = place.getAttribute('data-extension-target');
  fresh.querySelector(`[data-extension-target="${String(target)}"]`)?.replaceWith(document.createElement('slot'));
  const around = [...fresh.childNodes];
  const at = around.findIndex((node) => node instanceof Element && (node.localName === 'slot' || node.querySelector('slot') !== null));
  if (at < 0) return;
  const standing = [...summary.children].find((child) => child.contains(place)) ?? place;
  const others = [...summary.childNodes].filter((child) => child !== standing);
  for (const child of others) child.remove();
  standing.before(...around.slice(0, at));
  standing.after(...around.slice(at + 1));
}

/**
 * @param {Context} context
 * @param {CartSignals} cart
 * @param {Element} place
 */
export function discountChanges(context, cart, place) {
  /** @param {{ type: string, code: string }} change */
  return async ({ type, code }) => {
    const body = JSON.stringify(type === 'addDiscountCode' ? { add: code } : { remove: code });
    const answer = await fetch(String(context.discountsUrl), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const {
      ok,
      refusal,
      cart: fresh,
    } = /** @type {{ ok: boolean, refusal: string | null, cart: Partial<Context> }} */ (await answer.json());
    if (!ok) return { type: 'error', message: `discount code refused: ${String(refusal)}` };
    const now = { ...context, ...fresh };
    cart.codes.set(codesOf(now));
    cart.lines.set(linesOf(now));
    cart.subtotal.set(moneyOf(now.subtotal, now.currency));
    cart.total.set(moneyOf(now.total, now.currency));
    await refreshSummary(place);
    return { type: 'success' };
  };
}
