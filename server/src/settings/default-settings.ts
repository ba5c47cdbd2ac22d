// Until somebody saves their own: quiet colours with enough contrast for small text, the launcher where people expect it.
import type { admin } from '../contract/index.ts';

export const DEFAULT_SETTINGS: admin.SettingsValues = {
  branding: { primary: '#1f5f4a', onPrimary: '#ffffff', side: 'end', offsetPx: { side: 20, bottom: 20 }, launcher: {} },
  languages: ['en', 'fa', 'he'],
  pointNames: {},
  accounts: { offer: true, asks: { newsletter: true, birthday: false }, heldBackPercent: 0, terms: null },
  referrals: { texts: {}, image: null },
};
