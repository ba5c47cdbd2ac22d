// The launcher's five words in every language travel with it: they are smaller than one request.
import type { LanguageTag } from '../language/language.ts';
import type { Message } from '../language/speak.ts';
import { launcher as en } from '../locales/en.json';
import { launcher as fa } from '../locales/fa.json';
import { launcher as he } from '../locales/he.json';

export type LauncherWords = Readonly<Record<keyof typeof en, Message>>;

export const LAUNCHER_WORDS: Readonly<Record<LanguageTag, LauncherWords>> = { en, fa, he };
