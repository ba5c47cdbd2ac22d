// The pill itself. Its button never changes size: only the face inside is exchanged, so that a new balance shifts nothing on the page.
import { sayPoints } from '../language/points.ts';
import { speak } from '../language/speak.ts';
import type { Settings } from './settings.ts';
import { LAUNCHER_WORDS } from './words.ts';

export interface Pill {
  readonly button: HTMLButtonElement;
  /** What is said after this is said so. */
  speakAs: (settings: Settings) => void;
  showPoints: (points: number) => void;
  showRewards: () => void;
  showBusy: (busy: boolean) => void;
  showFailed: () => void;
  showOpen: (open: boolean) => void;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Two leaves that make a tick: something that grows and is counted. */
const MARK = 'M10 17c-4-1-6.5-4-6.5-8.5 4 0 6.5 3 6.5 8.5Zm0 0c0-7 2.5-12 7-14 1.5 6-1 12-7 14Z';

export function createPill(first: Settings): Pill {
  let speech = first;
  const words = () => LAUNCHER_WORDS[speech.language.tag];
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');

  function show(label: string): void {
    if (button.textContent === label) return;
    const face = document.createElement('span');
    face.className = 'face';
    const text = document.createElement('span');
    text.textContent = label;
    face.append(mark(), text);
    button.replaceChildren(face);
    button.setAttribute('aria-label', speak(speech.language, words().open, { label }));
  }

  return {
    button,
    speakAs: (settings) => {
      speech = settings;
    },
    showPoints: (points) => show(sayPoints(speech, words().points, points)),
    showRewards: () => show(speech.rewards ?? speak(speech.language, words().rewards)),
    showFailed: () => show(speak(speech.language, words().failed)),
    showBusy: (busy) => button.toggleAttribute('data-busy', busy),
    showOpen: (open) => button.setAttribute('aria-expanded', String(open)),
  };
}

function mark(): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', MARK);
  svg.append(path);
  return svg;
}
