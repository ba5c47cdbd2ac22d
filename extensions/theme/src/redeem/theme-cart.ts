// The theme's own cart: looked at when a reward is wanted, and never before. Its addresses are those of every Shopify theme.
import { minorDigits } from '#contract/currencies.ts';

/** Tells theme carts (drawers, counters) that the cart is not what they show any more. */
export const CART_CHANGED = 'lasting:cart-changed';

interface CartBody {
  readonly token?: unknown;
  readonly item_count?: unknown;
  readonly total_price?: unknown;
  readonly currency?: unknown;
  readonly discount_codes?: readonly { readonly code?: unknown; readonly applicable?: unknown }[];
}

export interface CartHint {
  readonly token: string;
  readonly amountMinor: number;
}

/** `waiting`: the code is in the cart, which is not yet what the code asks for. */
export type Applied = 'applied' | 'waiting' | 'failed';

async function readCart(): Promise<CartBody> {
  const answer = await fetch('/cart.js', { headers: { accept: 'application/json' } });
  return (await answer.json()) as CartBody;
}

/**
 * The cart that a reward is for; null where there is none, or where it is too small for the reward: then it is kept for a later one. Themes count
 * in hundredths whatever the currency has.
 */
export async function cartHint(minimumMinor: number): Promise<CartHint | null> {
  try {
    const { token, item_count: items, total_price: total, currency } = await readCart();
    if (typeof token !== 'string' || token === '' || !items || typeof total !== 'number' || typeof currency !== 'string') return null;
    const amountMinor = Math.max(0, Math.round(total * 10 ** (minorDigits(currency) - 2)));
    return amountMinor < minimumMinor ? null : { token: token.slice(0, 200), amountMinor };
  } catch {
    return null;
  }
}

const same = (one: unknown, other: string): boolean => typeof one === 'string' && one.toLowerCase() === other.toLowerCase();

/** Opens the address that puts the code into the cart, without leaving the page. */
export async function applyInCart(applyPath: string, code: string): Promise<Applied> {
  // Only the shop itself: whatever else this is, it is no such address.
  if (!/^\/(?![/\\])/.test(applyPath)) return 'failed';
  try {
    const { ok } = await fetch(applyPath);
    if (!ok) return 'failed';
    const known = (await readCart()).discount_codes?.find((one) => same(one.code, code));
    changed();
    // An empty cart does not show a code that it will still have.
    return known?.applicable === false ? 'waiting' : 'applied';
  } catch {
    return 'failed';
  }
}

/** Takes one code out and leaves the others in; false where the cart could not be asked. */
export async function removeFromCart(code: string): Promise<boolean> {
  try {
    const known = ((await readCart()).discount_codes ?? []).map((one) => String(one.code));
    const left = known.filter((one) => !same(one, code));
    if (left.length === known.length) return true;
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const { ok } = await fetch('/cart/update.js', { method: 'POST', headers, body: JSON.stringify({ discount: left.join(',') }) });
    changed();
    return ok;
  } catch {
    return false;
  }
}

function changed(): void {
  document.dispatchEvent(new CustomEvent(CART_CHANGED));
}

/** The cart's own page shows prices that only the shop can count again. */
export const onCartPage = (): boolean => /\/cart\/?$/.test(location.pathname);
