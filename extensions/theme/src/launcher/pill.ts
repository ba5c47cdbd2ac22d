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
    face.append(document.createElement('i'), text);
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
