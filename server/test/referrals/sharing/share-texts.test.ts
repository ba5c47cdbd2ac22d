import { describe, expect, it } from 'vitest';
import { ourShareTexts, shareTexts, withoutUrl, withUrl } from '../../../src/referrals/sharing/share-texts.ts';

const NONE = { texts: {} };
const values = { store: 'Tea and Clay', gift: '5 € off' };
const LINK = 'https://tea.example/apps/lasting/ref/ADA-7KQ2';
const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, '');

describe('the words of a shared link', () => {
  it.each(['en', 'fa', 'he'] as const)('are ours in %s while the merchant wrote none, and say the shop and the gift', (locale) => {
    const { title, message, subject } = shareTexts(NONE, locale, values);
    expect(title).toContain('Tea and Clay');
    for (const text of [message, subject]) expect(text).toContain('5 € off');
    for (const text of [title, subject]) expect(text).not.toMatch(/[{}\n]/u);
    expect(withUrl(message, LINK).split('\n').at(-1)).toBe(LINK);
  });

  it.each(['en', 'fa', 'he'] as const)('speak of no gift in %s where nothing is promised', (locale) => {
    const said = Object.values(shareTexts(NONE, locale, { store: 'Tea', gift: null })).map(plain);
    for (const text of said) {
      expect(text).toContain('Tea');
      expect(text).not.toContain('{gift}');
    }
    expect(said[1]).not.toBe(plain(ourShareTexts(locale).message));
  });

  it('are the merchant’s own where they wrote some, with the same placeholders', () => {
    const own = { title: '{store} loves you', message: 'Take {gift}: {url}', subject: 'From {store}' };
    const said = shareTexts({ texts: { en: own } }, 'en', values);
    expect(said).toEqual({ title: 'Tea and Clay loves you', message: 'Take 5 € off: {url}', subject: 'From Tea and Clay' });
    expect(shareTexts({ texts: { en: own } }, 'fa', values).title).not.toContain('loves');
  });

  it('leave aside what the merchant wrote of a gift while there is none, and keep the rest', () => {
    const own = { title: '{store} loves you', message: 'Take {gift}: {url}', subject: 'From {store}' };
    const said = shareTexts({ texts: { en: own } }, 'en', { store: 'Tea', gift: null });
    expect([said.title, said.subject]).toEqual(['Tea loves you', 'From Tea']);
    expect(said.message).not.toContain('Take');
  });

  it('carry the address also where the merchant forgot it', () => {
    expect(withUrl('Look at this', LINK)).toBe(`Look at this\n${LINK}`);
    expect(withUrl('At {url}, really: {url}', LINK)).toBe(`At ${LINK}, really: ${LINK}`);
  });

  it('end without a colon where the address stands beside them', () => {
    expect(withoutUrl('Come by my link and you get tea:\n{url}')).toBe('Come by my link and you get tea');
    expect(withoutUrl('{url} is where it is')).toBe('is where it is');
  });

  it('are not filled in twice by a name that looks like a placeholder', () => {
    const said = shareTexts(NONE, 'en', { store: '{gift} {url} $& $1', gift: '{store}' });
    expect(said.title).toBe('A gift for you at {gift} {url} $& $1');
    expect(withUrl('to {url}', 'https://tea.example/$&')).toBe('to https://tea.example/$&');
  });
});
