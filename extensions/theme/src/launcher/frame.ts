// The shadow root that keeps the shop's styles out and ours in, with the colours and the place the merchant chose.
import { accentRule, colourFrom, DEFAULT_ACCENT, type Colour } from '../colour/contrast.ts';
import { attachStyle } from '../styles/attach.ts';
import launcherStyle from './launcher.css?inline';
import type { Settings } from './settings.ts';

export interface Frame {
  readonly shadow: ShadowRoot;
  /** Carries language and direction for everything inside. */
  readonly element: HTMLElement;
  /** Later settings win. */
  dress: (settings: Settings) => void;
  /** As the merchant wants it; what it gives as text is the panel's to find. */
  accent: Colour;
}

export function createFrame(root: HTMLElement): Frame {
  const shadow = root.attachShadow({ mode: 'open' });
  const element = document.createElement('div');
  element.className = 'frame';
  shadow.append(element);
  attachStyle(shadow, launcherStyle);

  function dress({ language, scheme, side, offsetInline, offsetBlock, accent, onAccent }: Settings): void {
    element.lang = language.tag;
    element.dir = language.dir;
    element.dataset['scheme'] = scheme;
    element.dataset['side'] = side;
    frame.accent = read(accent || getComputedStyle(root).getPropertyValue('--lasting-accent')) ?? DEFAULT_ACCENT;
    attachStyle(
      shadow,
      `.frame{--offset-inline:${offsetInline}px;--offset-block:${offsetBlock}px;${accentRule(frame.accent, read(onAccent))}}`,
    );
  }

  /** The browser itself turns a colour into numbers, so every notation it knows will do; what it cannot read is left aside. */
  function read(colour: string): Colour | null {
    const probe = document.createElement('i');
    probe.style.color = colour;
    if (probe.style.color === '') return null;
    element.append(probe);
    const computed = colourFrom(getComputedStyle(probe).color);
    probe.remove();
    return computed;
  }
  const frame: Frame = { shadow, element, dress, accent: DEFAULT_ACCENT };
  return frame;
}
