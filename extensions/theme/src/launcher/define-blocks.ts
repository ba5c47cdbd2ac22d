// Blocks are elements of our own, so that one which a theme draws again (another variant, a changed cart) comes alive by itself.
import { BLOCK_KINDS, type BlockKind, type BlockModule } from '../blocks/blocks.ts';
import { sayPoints } from '../language/points.ts';
import { speak, type Values } from '../language/speak.ts';
import type { LoadPanel } from './launcher.ts';
import type { ShopPage } from './shop-page.ts';
import { LAUNCHER_WORDS } from './words.ts';

type PageOf = (element: HTMLElement) => ShopPage;

/** Pages without blocks load nothing for them. What fails to load leaves a block as the page was rendered. */
export function defineBlocks(pageOf: PageOf, loadPanel: LoadPanel, load: (kind: BlockKind) => Promise<BlockModule>): void {
  // A theme may carry the script twice.
  if (customElements.get('lasting-block')) return;
  const shown = new WeakSet<Element>();
  // Not before it is seen: what is in a closed drawer, or far below, costs a page nothing.
  const looking = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) void show(target as HTMLElement);
  });
  async function show(block: HTMLElement): Promise<void> {
    const kind = BLOCK_KINDS.find((one) => one === block.dataset['kind']);
    // One that was shown, and only moved or scrolled, is alive.
    if (!kind || shown.has(block)) return;
    shown.add(block);
    const page = pageOf(block);
    const [{ showBlock }, look] = await Promise.all([load(kind), page.look().catch(() => null)]);
    const { tag } = page.settings.language;
    // The words of a block are the page's, so its numbers and names are too.
    const speech = { ...page.settings, pointName: look?.pointNames[tag] ?? null };
    const say = (message: string, values: Values) => speak(speech.language, message, values);
    showBlock(block, page, { say, points: (count) => sayPoints(speech, LAUNCHER_WORDS[tag].points, count), loadPanel });
  }
  customElements.define(
    'lasting-block',
    class extends HTMLElement {
      connectedCallback(): void {
        looking.observe(this);
      }
    },
  );
}
