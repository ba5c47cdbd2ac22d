// The box's words, in a file of their own: a page loads one language.
import { give } from '../cart/words.ts';
import words from '../words/en.json';

give(words);
