// Words come in a script of their own, which is on the page before the box: one of three languages.
import type en from '../words/en.json';

export type Words = typeof en;

declare global {
  interface Window {
    lastingCartWords?: Words;
  }
}

export function give(words: Words): void {
  window.lastingCartWords = words;
}

export function wordsOfPage(): Words {
  const words = window.lastingCartWords;
  if (words === undefined) throw new Error('The box came without its words');
  return words;
}
