// Entry of `lasting.js`, which pages of the shop load deferred. It finds what the page says and its blocks; everything else comes when it is wanted.
import type { BlockModule } from '../../../theme/src/blocks/blocks.ts';
import { defineBlocks } from '../../../theme/src/launcher/define-blocks.ts';
import { startLauncher, type LoadPanel } from '../../../theme/src/launcher/launcher.ts';
import { shopPage } from '../../../theme/src/launcher/shop-page.ts';
import type { PanelModule, PanelWords } from '../../../theme/src/panel/open.tsx';
import { address } from './address.ts';
import { readFacts } from './facts.ts';
import { createPassage, open } from './passage.ts';

/** Where a menu, a block or a mail leads to; the panel opens on the page about friends. */
const FRIENDS_HASH = '#lasting-referrals';

function openForFriends(root: HTMLElement): void {
  const pill = root.shadowRoot?.querySelector<HTMLElement>('.launcher');
  if (location.hash === FRIENDS_HASH && pill?.getAttribute('aria-expanded') === 'false') pill.click();
}

function start(): void {
  const root = document.querySelector<HTMLElement>('[data-lasting]');
  if (root === null) return;
  const passage = createPassage(readFacts(root));
  open(passage);
  const load = <T>(file: string, attempt: number) => import(address(passage.facts, file, attempt)) as Promise<T>;
  const loadPanel: LoadPanel = async (language, attempt) => {
    const [panel, { words }] = await Promise.all([
      load<PanelModule>('lasting-panel.js', attempt),
      load<{ words: PanelWords }>(`lasting-panel-${language}.js`, attempt),
    ]);
    return { ...panel, words };
  };
  const page = shopPage(root);
  document.addEventListener('lasting:choice', () => {
    passage.forget();
    if (page.source.state.me) void page.source.refresh();
  });
  // Where the merchant wants no launcher, its place in the page says only what blocks need.
  if (root.id === 'lasting-root') startLauncher(root, loadPanel, page);
  defineBlocks(
    () => page,
    loadPanel,
    (kind) => load<BlockModule>(`lasting-${kind}.js`, 0),
  );
  openForFriends(root);
  addEventListener('hashchange', () => openForFriends(root));
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
