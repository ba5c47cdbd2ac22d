// What somebody is asked to agree to: in whose words, what it earns, and that words nobody was shown are no consent.
import { describe, expect, it } from 'vitest';
import { asksOf, wordsAgreedTo } from '../../src/accounts/consent-words.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';

const shop = { name: 'Tea & Clay $&' };
const terms = { version: '2026-11', url: 'https://tea.example/terms' };
const accounts = { ...DEFAULT_SETTINGS.accounts, asks: { newsletter: true, birthday: true }, terms };
const settings = { accounts };
const rule = { on: true, name: { en: 'A gift' }, when: [], limit: null };
const plain = defaultProgram('EUR');
const actions: Program['earning']['actions'] = [
  { ...rule, id: 'joined', kind: 'newsletter-joined', params: { points: 20 } },
  { ...rule, id: 'more', kind: 'newsletter-joined', params: { points: 5 } },
  { ...rule, id: 'some', kind: 'newsletter-joined', params: { points: 500 }, when: [{ kind: 'first-order', not: false, params: {} }] },
  { ...rule, id: 'told', kind: 'birthday-given', params: { points: 15 } },
  { ...rule, id: 'off', on: false, kind: 'birthday-given', params: { points: 900 } },
];
const program: Program = { ...plain, active: true, earning: { ...plain.earning, actions } };
const asked = (given: Parameters<typeof asksOf>[4] = []) => asksOf(settings, program, shop, 'en', given);

describe('what is asked', () => {
  it('says the name of the shop as it is, in every language', () => {
    for (const locale of ['en', 'fa', 'he'] as const) {
      for (const { wording } of asksOf(settings, program, shop, locale)) expect(wording).toContain(shop.name);
    }
  });

  it('promises what everybody gets by the program in force, and nothing by rules with conditions', () => {
    expect(asked().map(({ kind, points }) => [kind, points])).toEqual([['terms', null], ['newsletter', 25], ['birthday', 15]]); // prettier-ignore
    expect(asksOf(settings, { ...program, active: false }, shop, 'en').every(({ points }) => points === null)).toBe(true);
  });

  it('is only what the merchant asks for', () => {
    const quiet = { accounts: { ...accounts, terms: null, asks: { newsletter: false, birthday: false } } };
    expect(asksOf(quiet, program, shop, 'en')).toEqual([]);
  });

  it('is not what was agreed to already, but terms that changed are asked again', () => {
    const given = asked().map(({ kind, version }) => ({ kind, version }));
    expect(asked(given)).toEqual([]);
    const changed = { accounts: { ...accounts, terms: { ...terms, version: '2027-01' } } };
    expect(asksOf(changed, program, shop, 'en', given).map(({ kind, url }) => [kind, url])).toEqual([['terms', terms.url]]);
  });
});

describe('the words that were agreed to', () => {
  it('are those that the version names, in whatever language they were shown', () => {
    for (const locale of ['en', 'fa', 'he'] as const) {
      for (const { kind, version, wording } of asksOf(settings, program, shop, locale)) {
        expect(wordsAgreedTo(settings, shop, { kind, version }, locale)).toBe(wording);
      }
    }
    const [, hebrew] = asksOf(settings, program, shop, 'he');
    expect(wordsAgreedTo(settings, shop, { kind: 'newsletter', version: hebrew?.version ?? '' }, 'en')).toBe(hebrew?.wording);
  });

  it('are none for a version that was made up, is of another kind, of another shop, or of what is not asked', () => {
    const [, newsletter] = asked();
    const version = newsletter?.version ?? '';
    for (const forged of ['', 'en-000000000000', '__proto__', 'constructor', terms.version]) {
      expect(wordsAgreedTo(settings, shop, { kind: 'newsletter', version: forged }, 'en')).toBeNull();
    }
    expect(wordsAgreedTo(settings, shop, { kind: 'birthday', version }, 'en')).toBeNull();
    expect(wordsAgreedTo(settings, { name: 'Another shop' }, { kind: 'newsletter', version }, 'en')).toBeNull();
    const quiet = { accounts: { ...accounts, terms: null, asks: { newsletter: false, birthday: false } } };
    expect(wordsAgreedTo(quiet, shop, { kind: 'newsletter', version }, 'en')).toBeNull();
    expect(wordsAgreedTo(quiet, shop, { kind: 'terms', version: terms.version }, 'en')).toBeNull();
  });
});
