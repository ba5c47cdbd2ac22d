// The launcher: all that runs before the first tap. It shows the balance, keeps it fresh, and fetches the panel when it is wanted.
import type { MemberSource } from '../member/source.ts';
import type { LanguageTag } from '../language/language.ts';
import type { StorefrontLook } from '../member/answers.ts';
import type { PanelModule, PanelWords } from '../panel/open.tsx';
import { createFrame } from './frame.ts';
import { createPill, type Pill } from './pill.ts';
import { dressed, isHidden, type Settings } from './settings.ts';
import { shopPage, type ShopPage } from './shop-page.ts';

export interface LoadedPanel extends PanelModule {
  readonly words: PanelWords;
}
/** How the panel comes: over the network in a shop. `attempt` counts from 0, so that a failed address is not asked again. */
export type LoadPanel = (language: LanguageTag, attempt: number) => Promise<LoadedPanel>;

const LOOK_PATIENCE_MS = 800;
/** When to look after a page said that points are about to change. */
const WATCH_AT_MS = [300, 600, 900, 1500, 3000, 6000, 12_000];

export function startLauncher(root: HTMLElement, loadPanel: LoadPanel, page: ShopPage = shopPage(root)): void {
  // A theme may carry the script twice; a second launcher on the same root would throw.
  if (root.shadowRoot !== null || isHidden(root, location.pathname)) return;
  const { source } = page;
  let { settings } = page;
  const frame = createFrame(root);
  const pill = createPill(settings);

  function wear(next: Settings): void {
    settings = next;
    frame.dress(settings);
    pill.speakAs(settings);
    showBalance(root, pill, source, settings.knownPoints);
  }
  wear(settings);
  source.listen(() => showBalance(root, pill, source, settings.knownPoints));
  frame.element.append(pill.button);
  awaitLook(pill, page.look(), (look) => wear(dressed(settings, look)));
  keepFresh(source, settings);

  let panel: LoadedPanel | null = null;
  let attempt = 0;
  async function open(): Promise<void> {
    pill.showBusy(true);
    try {
      panel ??= await loadPanel(settings.language.tag, attempt++);
      pill.showOpen(true);
      panel.openPanel({ frame, settings, source, words: panel.words, onClose: closed });
    } catch {
      pill.showFailed();
    }
    pill.showBusy(false);
  }
  function closed(): void {
    pill.showOpen(false);
    pill.button.focus();
  }
  pill.button.addEventListener('click', () => {
    if (!pill.button.hasAttribute('data-busy')) void open();
  });
}

/** The pill waits a moment for the merchant's look; the page's own will do where none comes in time, so that nobody sees it change. */
function awaitLook({ button }: Pill, look: Promise<StorefrontLook>, wear: (look: StorefrontLook) => void): void {
  const reveal = () => button.removeAttribute('data-waiting');
  button.dataset['waiting'] = '';
  setTimeout(reveal, LOOK_PATIENCE_MS);
  // What is no look breaks on its way into the settings, and then nothing of it is worn.
  const worn = look.then((known) => 'waiting' in button.dataset && wear(known));
  void worn.catch(() => undefined).then(reveal);
}

/** Before anything is known a member sees the word, never a zero that might be wrong. */
function showBalance(root: HTMLElement, pill: Pill, { state: { me } }: MemberSource, knownPoints: number | null): void {
  const points = me === null ? knownPoints : me.signedIn ? (me.member?.available ?? 0) : null;
  // Themes and tests can read what is shown without reaching into the shadow root.
  if (points === null) {
    pill.showRewards();
    delete root.dataset['points'];
  } else {
    pill.showPoints(points);
    root.dataset['points'] = String(points);
  }
}

/** A guest's page asks nothing about anybody before the tap; a member's page asks when the browser has time, and when it is looked at again. */
function keepFresh(source: MemberSource, settings: Settings): void {
  if (!settings.signedIn) return;
  // Safari has no idle callback; there the next task is late enough.
  const { requestIdleCallback: whenIdle = setTimeout } = window as Partial<Window>;
  whenIdle(() => void source.refresh());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void source.refresh();
  });
  if (settings.watch) for (const ms of WATCH_AT_MS) setTimeout(() => void source.refresh(), ms);
}
