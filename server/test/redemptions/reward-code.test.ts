import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cartKey, CODE_BITS, codeKey, rewardCode } from '../../src/redemptions/reward-code.ts';

const shop = { identityKey: randomBytes(32).toString('base64') };
const other = { identityKey: randomBytes(32).toString('base64') };

describe('the code of a reward', () => {
  it('is the same however often it is told, and another for every reward and every store', () => {
    const id = randomUUID();
    expect(rewardCode(shop, id)).toBe(rewardCode(shop, id));
    expect(rewardCode(other, id)).not.toBe(rewardCode(shop, id));
    const codes = Array.from({ length: 5_000 }, () => rewardCode(shop, randomUUID()));
    expect(new Set(codes).size).toBe(5_000);
  });

  it('cannot be guessed: 100 bits, so a thousand guesses a second for a million years find none of a million codes', () => {
    expect(CODE_BITS).toBeGreaterThanOrEqual(80);
    const guesses = 1_000 * 86_400 * 365 * 1_000_000;
    expect((guesses * 1_000_000) / 2 ** CODE_BITS).toBeLessThan(0.05);
  });

  it('uses every letter of its alphabet about equally often, in every place', () => {
    const codes = Array.from({ length: 6_400 }, () => rewardCode(shop, randomUUID()));
    for (let place = 0; place < 20; place += 1) {
      const counts = Map.groupBy(codes, (code) => code[place]);
      expect(counts.size).toBe(32);
      for (const found of counts.values()) expect(found.length).toBeGreaterThan(100);
    }
  });

  it('fits a gift card of Shopify: 8 to 20 letters and digits, none that are mixed up', () => {
    expect(rewardCode(shop, randomUUID())).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
  });

  it('is found again however it was typed, and never stands in what finds it', () => {
    const code = rewardCode(shop, 'r-1');
    expect(codeKey(shop, ` ${code.toLowerCase()} `)).toBe(codeKey(shop, code));
    expect(codeKey(shop, code)).not.toContain(code.toLowerCase());
    expect(codeKey(other, code)).not.toBe(codeKey(shop, code));
  });

  it('keeps the name of a cart to itself', () => {
    expect(cartKey(shop, 'secret-cart-token')).toMatch(/^[0-9a-f]{32}$/);
  });
});
