// What is loaded only on pages whose address speaks of referrals: by a friend's link somebody arrived, or somebody wants to bring a friend.

export interface ArrivalModule {
  readonly arrive: () => void;
}

/** Where a menu, a block or a mail leads to; the panel opens on that page. */
export const FRIENDS_HASH = '#lasting-referrals';
/** How a link says whose friend somebody is, and how the cart keeps it; themes and the checkout show no attribute that begins so. */
const ASKED = 'lasting_ref';
const KEPT = '_lasting_ref';
/** The link's code, and the way it was sent: whatever else stands there came from nowhere of ours. */
const REFERENCE = /^[A-Z0-9][A-Z0-9-]{2,39}(;[a-z]{1,16})?$/i;

export function arrive(): void {
  if (location.hash === FRIENDS_HASH) openPanel();
  const reference = new URLSearchParams(location.search).get(ASKED);
  if (reference !== null && REFERENCE.test(reference)) void keep(reference);
}

function openPanel(): void {
  const pill = document.getElementById('lasting-root')?.shadowRoot?.querySelector<HTMLElement>('.launcher');
  if (pill?.getAttribute('aria-expanded') === 'false') pill.click();
}

/** In the shop's own cart, so without a cookie of ours. Kept once: what is kept leaves the address, and a copied one names nobody. */
async function keep(reference: string): Promise<void> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const body = JSON.stringify({ attributes: { [KEPT]: reference } });
  const kept = await fetch('/cart/update.js', { method: 'POST', headers, body }).catch(() => null);
  if (kept?.ok !== true) return;
  const url = new URL(location.href);
  url.searchParams.delete(ASKED);
  history.replaceState(history.state, '', url);
}
