// Stands in the place of the theme's `redeem/theme-cart.ts`: WooCommerce's cart, in blocks and in classic pages.
import { passage } from './passage.ts';

/** `waiting`: the code is kept for the cart, which is not yet what the code asks for. */
export type Applied = 'applied' | 'waiting' | 'failed';

interface CartBody {
  readonly coupons?: readonly { readonly code?: unknown }[];
}

const same = (one: unknown, other: string): boolean => typeof one === 'string' && one.toLowerCase() === other.toLowerCase();
const headers = { accept: 'application/json' };

/** Opens the address that puts the code into the cart, without leaving the page; then the cart is asked whether it has it. */
export async function applyInCart(applyPath: string, code: string): Promise<Applied> {
  // Only the shop itself: whatever else this is, it is no such address.
  if (!/^\/(?![/\\])/.test(applyPath)) return 'failed';
  try {
    const { ok } = await fetch(applyPath);
    const answer = await fetch(passage().facts.cartApi, { headers });
    if (!ok || !answer.ok) return 'failed';
    const { coupons = [] } = (await answer.json()) as CartBody;
    cartChanged();
    return coupons.some((one) => same(one.code, code)) ? 'applied' : 'waiting';
  } catch {
    return 'failed';
  }
}

/** Takes one code out; false where the cart could not be asked. Writing to the cart needs a nonce, which reading it gives. */
export async function removeFromCart(code: string): Promise<boolean> {
  try {
    const { cartApi } = passage().facts;
    const { headers: told } = await fetch(cartApi, { headers });
    const nonce = told.get('nonce') ?? '';
    const url = cartApi.replace(/\/cart\b/, '/cart/remove-coupon');
    const { status } = await fetch(url, { method: 'POST', headers: { ...headers, nonce, 'content-type': 'application/json' }, body: JSON.stringify({ code }) }); // prettier-ignore
    cartChanged();
    // 409: it was not in the cart.
    return status === 200 || status === 409;
  } catch {
    return false;
  }
}

interface OnThePage {
  readonly jQuery?: (target: object) => { trigger: (event: string) => { trigger: (event: string) => void } };
  readonly wp?: { readonly data?: { dispatch: (store: string) => { invalidateResolutionForStore?: () => void } | undefined } };
}

/** Both kinds of pages draw their cart again, each in its own way. */
export function cartChanged(): void {
  const { jQuery, wp } = window as unknown as OnThePage;
  jQuery?.(document.body).trigger('wc_update_cart').trigger('update_checkout');
  wp?.data?.dispatch('wc/store/cart')?.invalidateResolutionForStore?.();
}

/** Both draw themselves anew: nobody is torn out of a page that they were typing into. */
export const onCartPage = (): boolean => false;
