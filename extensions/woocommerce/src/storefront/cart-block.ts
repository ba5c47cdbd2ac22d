// What the cart would earn. A classic cart is drawn anew with its block; a cart of blocks is listened to.
import type { ShowBlock } from '../../../theme/src/blocks/blocks.ts';
import { write, writeEstimate } from '../../../theme/src/blocks/write.ts';
import { cartLines, type StoreCart } from './cart-lines.ts';

const AFTER_CHANGE_MS = 300;

interface WithData {
  readonly wp?: {
    readonly data?: {
      select: (store: string) => { getCartData?: () => StoreCart } | undefined;
      subscribe: (listener: () => void, store: string) => unknown;
    };
  };
}

const STORE = 'wc/store/cart';

export const showBlock: ShowBlock = (block, page, tools) => {
  let waiting = 0;
  function ask(lines: string): void {
    if (block.dataset['asked'] === lines) return;
    block.dataset['asked'] = lines;
    block.dataset['lines'] = lines;
    if (lines === '') write(block, 'earn', '');
    else void writeEstimate(block, page, tools, lines);
  }
  ask(block.dataset['lines'] ?? '');
  const { data } = (window as WithData).wp ?? {};
  if (!data?.select(STORE)?.getCartData) return;
  data.subscribe(() => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      const cart = data.select(STORE)?.getCartData?.();
      // Before it is loaded the store has a cart without anything in it.
      if (cart?.items && (cart.items.length > 0 || block.dataset['asked'] !== '')) ask(cartLines(cart, block.dataset));
    }, AFTER_CHANGE_MS);
  }, STORE);
};
