// Stands in the place of the theme's `launcher/words.ts`: the page has them in its own language.
import { passage } from './passage.ts';

const said = { get: () => passage().facts.words };

export const LAUNCHER_WORDS = Object.defineProperties({}, { en: said, fa: said, he: said });
