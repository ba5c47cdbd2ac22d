// The points of a product: of the variation and the quantity that are chosen now.
import type { ShowBlock } from '../../../theme/src/blocks/blocks.ts';
import { writeEstimate } from '../../../theme/src/blocks/write.ts';

const AFTER_CHANGE_MS = 150;

interface WithJQuery {
  readonly jQuery?: (target: object) => { on: (events: string, selector: string, listener: () => void) => void };
}

/** The form that puts this product into the cart: nearest to the block, as themes nest them. */
function formBeside(block: HTMLElement): HTMLFormElement | null {
  for (let place: HTMLElement | null = block; place; place = place.parentElement) {
    const form = place.querySelector<HTMLFormElement>('form.cart');
    if (form) return form;
  }
  return null;
}

function typed(form: HTMLFormElement | null, name: string): string {
  const field = form?.elements.namedItem(name);
  return field && 'value' in field ? field.value : '';
}

export const showBlock: ShowBlock = (block, page, tools) => {
  const { product, prices, price, gift } = block.dataset;
  const priceOf = new Map(prices?.split(',').map((pair) => pair.split(':') as [string, string]));
  const look = () => {
    const form = formBeside(block);
    const each = priceOf.get(typed(form, 'variation_id')) ?? price ?? 0;
    const quantity = Number.parseInt(typed(form, 'quantity'), 10) || 1;
    const lines = `${product}:${quantity}:${quantity * Number(each)}${gift === undefined ? '' : ':gift'}`;
    if (block.dataset['lines'] === lines) return;
    block.dataset['lines'] = lines;
    void writeEstimate(block, page, tools, lines);
  };
  look();
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(look, AFTER_CHANGE_MS);
  };
  document.addEventListener('change', soon);
  // WooCommerce tells of variations by jQuery's own events, which nobody else hears.
  (window as WithJQuery).jQuery?.(document).on('found_variation reset_data', 'form.cart', soon);
};
