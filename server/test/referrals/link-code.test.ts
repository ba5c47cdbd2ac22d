import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOf } from '../../src/referrals/code-look.ts';
import { chosenCode, codeFor, nameInCode } from '../../src/referrals/link-code.ts';

/** Bytes that say what comes out: the n-th letter of the alphabet. */
const always =
  (...bytes: number[]) =>
  (): Uint8Array =>
    Uint8Array.from(bytes);

describe('the readable half of a code', () => {
  it.each([
    ['Ada', 'ADA'],
    ['José', 'JOSE'],
    ['Łukasz', 'LUKASZ'],
    ['Žofie', 'ZOFIE'],
    ['Мария', 'MARIYA'],
    ['سارا', 'SARA'],
    ['علی', 'ALI'],
    ['نیلوفر', 'NILWFR'],
    ['אדם', 'ADM'],
    ['Mary Ann', 'MARY'],
    ['Anna-Lena', 'ANNALENA'],
    ['Harshit', 'HARSHIT'],
    ['Pornthip', 'PORNTHIP'],
    ['Maximiliane-Josephine', 'MAXIMILIAN'],
  ])('is a first name in letters that everybody can type: %s is %s', (name, code) => {
    expect(nameInCode(name)).toBe(code);
  });

  it.each([null, '', '  ', 'X', '123', '🎉', '...', 'Admin', 'Support', 'Shopify', 'fuck'])('names nobody where there is no name that can stand in a link: %s', (name) => {
    expect(nameInCode(name)).toBe('FRIEND');
  }); // prettier-ignore

  it('is letters only, whatever somebody calls themselves', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => /^[A-Z]{2,10}$/u.test(nameInCode(name))));
  });
});

describe('a code that we give', () => {
  it('ends in four characters that nobody mistakes for others', () => {
    expect(codeFor('Ada', always(7, 20, 22, 2), 0)).toBe('ADA-7MP2');
    for (let n = 0; n < 500; n += 1) expect(codeFor('Ada', randomBytes, 0)).toMatch(/^ADA-[0-9A-HJKMNP-TV-Z]{4}$/u);
  });

  it('grows when so many short ones are taken', () => {
    expect(codeFor('Ada', randomBytes, 10)).toMatch(/^ADA-[0-9A-Z]{10}$/u);
  });
});

describe('a code that somebody chooses', () => {
  it.each([
    ['ada lovelace', 'ADA-LOVELACE'],
    ['  tea with ada! ', 'TEA-WITH-ADA'],
    ['ada2026', 'ADA2026'],
    ['چای با سارا', 'CHAI-BA-SARA'],
  ])('is written as it can be typed: %s is %s', (wanted, code) => {
    expect(chosenCode(wanted)).toBe(code);
  });

  it.each(['admin', 'Support', 'ADM1N', 'the official shop', 'refund-team', 'fuck you all', 'f.u.c.k', 'sh1thead', '🎉🎉🎉🎉', 'abc', 'a'.repeat(25)])('is refused where it speaks for the shop, is rude, or nothing fit is left: %s', (wanted) => {
    expect(chosenCode(wanted)).toBeNull();
  }); // prettier-ignore

  it('keeps honest words that only contain others', () => {
    for (const name of ['scunthorpe', 'classic-tea', 'assam-lover', 'Dickens', 'teamwork-ada']) expect(chosenCode(name)).not.toBeNull();
  });
});

describe('codes that look alike', () => {
  it('are one code, whatever case, hyphens, O or 0, I, L or 1 are typed', () => {
    const looks = new Set(['ADA-O1L7', 'ada-01i7', 'Ada011 7', 'ADA—OLI7'].map(lookOf));
    expect([...looks]).toEqual(['ADA0117']);
  });
});
