import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/language/language.ts';
import { readSettings } from '../../src/launcher/settings.ts';

function settingsOf(data: Record<string, string>) {
  const root = document.createElement('div');
  Object.assign(root.dataset, data);
  return readSettings(root);
}

describe('what the page tells the launcher', () => {
  it('has sensible values when nothing is said', () => {
    expect(settingsOf({})).toMatchObject({ proxy: '/apps/lasting', signedIn: false, accountUrl: '/account', side: 'end', offsetInline: 20, scheme: 'auto', knownPoints: null, watch: false }); // prettier-ignore
  });

  it.each(['https://evil.example/login', 'javascript:alert(1)', '//evil.example'])('does not follow %s to another place', (accountUrl) => {
    expect(settingsOf({ accountUrl, proxy: accountUrl })).toMatchObject({ accountUrl: '/account', proxy: '/apps/lasting' });
  });

  it('keeps distances within the page', () => {
    expect(settingsOf({ offsetInline: '-5', offsetBlock: '99999' })).toMatchObject({ offsetInline: 0, offsetBlock: 200 });
    expect(settingsOf({ offsetInline: 'x' }).offsetInline).toBe(20);
  });

  it.each([['fa-IR', 'fa', 'rtl'], ['iw', 'he', 'rtl'], ['en-GB', 'en', 'ltr'], ['de', 'en', 'ltr'], ['en-!!', 'en', 'ltr']])('%s is read as %s, %s', (locale, tag, dir) => { expect(languageOf(locale)).toMatchObject({ tag, dir }); }); // prettier-ignore
});
