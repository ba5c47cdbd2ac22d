// Stands in the place of the theme's `launcher/settings.ts`: here the shop itself has put the merchant's look into what the page says.
import { languageOf } from '../../../theme/src/language/language.ts';
import type { Settings } from '../../../theme/src/launcher/settings.ts';
import { passage } from './passage.ts';

/** A cookie of the shop tells only whether somebody is signed in; who that is, the shop says to whom it gives a token. */
export const somebodyIsIn = (cookies: string): boolean => /(^|; )lasting_in=1/.test(cookies);

export function readSettings(): Settings {
  const { facts } = passage();
  const known = {
    proxy: '/ext',
    language: languageOf(facts.locale),
    signedIn: somebodyIsIn(document.cookie),
    knownPoints: null,
    watch: false,
  };
  return { ...facts, ...known };
}

export const dressed = (settings: Settings): Settings => settings;
export const isHidden = (): boolean => false;
