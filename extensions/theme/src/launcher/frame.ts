// The shadow root that keeps the shop's styles out and ours in, with the colours and the place the merchant chose.
import { accentRule, colourFrom, DEFAULT_ACCENT } from '../colour/contrast.ts';
import { attachStyle } from '../styles/attach.ts';
import launcherStyle from './launcher.css?inline';
import type { Settings } from './settings.ts';

export interface Frame {
  readonly shadow: ShadowRoot;
  /** Carries language and direction for everything inside. */
  readonly element: HTMLElement;
}

export function createFrame(root: HTMLElement, settings: Settings): Frame {
  const shadow = root.attachShadow({ mode: 'open' });
  const element = document.createElement('div');
  element.className = 'frame';
  element.lang = settings.language.tag;
  element.dir = settings.language.dir;
  element.dataset['scheme'] = settings.scheme;
  element.dataset['side'] = settings.side;
  shadow.append(element);
  attachStyle(shadow, launcherStyle);
  attachStyle(shadow, `.frame{--offset-inline:${settings.offsetInline}px;--offset-block:${settings.offsetBlock}px}`);
  attachStyle(shadow, accentRule(chosenAccent(root, element, settings.accent)));
  return { shadow, element };
}

/** The browser itself turns the merchant's colour into numbers, so every notation it knows will do; what it cannot read is left aside. */
function chosenAccent(root: HTMLElement, element: HTMLElement, accent: string) {
  const chosen = accent || getComputedStyle(root).getPropertyValue('--lasting-accent').trim();
  if (chosen === '') return DEFAULT_ACCENT;
  const probe = document.createElement('i');
  probe.style.color = chosen;
  if (probe.style.color === '') return DEFAULT_ACCENT;
  element.append(probe);
  const colour = colourFrom(getComputedStyle(probe).color);
  probe.remove();
  return colour ?? DEFAULT_ACCENT;
}
