// The points of a product: of the variant and the quantity that are chosen now.
import type { ShowBlock } from './blocks.ts';
import { writeEstimate } from './write.ts';

const AFTER_CHANGE_MS = 150;

/** The form that puts this product into the cart: nearest to the block, as themes nest them. */
function formBeside(block: HTMLElement): HTMLFormElement | null {
  for (let place: HTMLElement | null = block; place; place = place.parentElement) {
    const form = place.querySelector<HTMLFormElement>('form[action*="/cart/add"]');
    if (form) return form;
  }
  return null;
}

function typed(form: HTMLFormElement | null, name: string): string {
  const field = form?.elements.namedItem(name);
  return field && 'value' in field ? field.value : '';
}

export const showBlock: ShowBlock = (block, page, tools) => {
  const { product, prices, variant } = block.dataset;
  const priceOf = new Map(prices?.split(',').map((pair) => pair.split(':') as [string, string]));
  const kind = block.dataset['gift'] === undefined ? '' : ':gift';
  const look = () => {
    const form = formBeside(block);
    const price = priceOf.get(typed(form, 'id')) ?? priceOf.get(variant ?? '') ?? 0;
    const quantity = Number.parseInt(typed(form, 'quantity'), 10) || 1;
    const lines = `${product}:${quantity}:${quantity * Number(price)}${kind}`;
    if (block.dataset['lines'] === lines) return;
    block.dataset['lines'] = lines;
    void writeEstimate(block, page, tools, lines);
  };
  look();
  // Themes tell of a variant each in their own way, but all of them change a field first.
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(look, AFTER_CHANGE_MS);
    if (!block.isConnected) document.removeEventListener('change', soon);
  };
  document.addEventListener('change', soon);
};
