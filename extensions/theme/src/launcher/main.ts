// Entry of `lasting.js`, the classic script that a theme loads deferred: it finds its root and the place its sister files lie at.
import { startLauncher, type LoadPanel } from './launcher.ts';
import type { PanelModule, PanelWords } from '../panel/open.tsx';

const script = document.currentScript;
const address = script instanceof HTMLScriptElement ? script.src : '';

const loadPanel: LoadPanel = async (language, attempt) => {
  // A browser remembers a module that failed to load; another query makes it ask again.
  const at = (file: string) =>
    Object.assign(new URL(file, address || location.href), attempt > 0 ? { search: `?retry=${attempt}` } : {}).href;
  const [panel, { words }] = await Promise.all([
    import(at('lasting-panel.js')) as Promise<PanelModule>,
    import(at(`lasting-panel-${language}.js`)) as Promise<{ words: PanelWords }>,
  ]);
  return { openPanel: panel.openPanel, words };
};

function start(): void {
  const root = document.getElementById('lasting-root');
  if (root !== null) startLauncher(root, loadPanel);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
