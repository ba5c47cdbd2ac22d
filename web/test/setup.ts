// What the browser has and jsdom lacks, and a clean page after each test.
import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach } from 'vitest';

// Test files share one page: what a test put there by hand must not stand in the next one's way.
beforeEach(() => document.body.replaceChildren());
afterEach(cleanup);

const noMedia: typeof window.matchMedia = (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
});

class NoResizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

Object.assign(window, { matchMedia: noMedia, ResizeObserver: NoResizes, scrollTo: () => undefined });
// Nothing is laid out here; charts complain about a place without size.
Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 640, 240);

// Axe measures icons on a canvas; without one it goes on without.
HTMLCanvasElement.prototype.getContext = () => null;

if (!('showModal' in HTMLDialogElement.prototype)) {
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.setAttribute('open', '');
    },
    close(this: HTMLDialogElement) {
      this.removeAttribute('open');
    },
  });
}
