// Entry of `lasting.js`, the classic script that a theme loads deferred: it finds its root and its blocks, and the place its sister files lie at.
import type { ArrivalModule } from '../friends/arrival.ts';
import type { BlockModule } from '../blocks/blocks.ts';
import type { PanelModule, PanelWords } from '../panel/open.tsx';
import { defineBlocks } from './define-blocks.ts';
import { startLauncher, type LoadPanel } from './launcher.ts';
import { shopPage, type ShopPage } from './shop-page.ts';

const script = document.currentScript;
const address = script instanceof HTMLScriptElement ? script.src : '';
// A browser remembers a module that failed to load; another query makes it ask again.
const load = <T>(file: string, attempt: number) =>
  import(new URL(attempt > 0 ? `${file}?retry=${attempt}` : file, address || location.href).href) as Promise<T>;

const loadPanel: LoadPanel = async (language, attempt) => {
  const [panel, { words }] = await Promise.all([
    load<PanelModule>('lasting-panel.js', attempt),
    load<{ words: PanelWords }>(`lasting-panel-${language}.js`, attempt),
  ]);
  return { ...panel, words };
};

/** By a friend's link, or to bring one: what either takes is not on the pages of everybody else. */
function arrive(): void {
  if (/lasting[-_]ref/.test(location.href)) void load<ArrivalModule>('lasting-arrival.js', 0).then((module) => module.arrive());
}

function start(): void {
  const root = document.getElementById('lasting-root');
  let page: ShopPage | null = null;
  const pageOf = (element: HTMLElement) => (page ??= shopPage(root ?? element));
  if (root !== null) startLauncher(root, loadPanel, pageOf(root));
  defineBlocks(pageOf, loadPanel, (kind) => load<BlockModule>(`lasting-${kind}.js`, 0));
  arrive();
  addEventListener('hashchange', arrive);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
