// How blocks write into the places that Liquid left for them.
import type { Estimate } from '../member/answers.ts';
import type { ShopPage } from '../launcher/shop-page.ts';
import type { Tools } from './blocks.ts';

/** The place of that name; blocks of ours have them all. */
export const slot = (block: HTMLElement, name: string) => block.querySelector<HTMLElement>(`[data-slot=${name}]`);

export function write(block: HTMLElement, name: string, text: string): void {
  const place = slot(block, name);
  if (place) place.textContent = text;
}

/** "You will earn 12 points"; nothing where nothing is earned or nothing can be said. The place keeps its height. */
export async function writeEstimate(block: HTMLElement, { source }: ShopPage, tools: Tools, lines: string): Promise<void> {
  const { points } = (await source.read(`estimate?lines=${lines}`).catch(() => ({ points: null }))) as Estimate;
  // Another variant may have been chosen meanwhile.
  if (block.dataset['lines'] === lines) write(block, 'earn', points ? tools.say(block.dataset['earn'] ?? '', { points: tools.points(points) }) : ''); // prettier-ignore
}
