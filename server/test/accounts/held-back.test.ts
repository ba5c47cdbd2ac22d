import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isHeldBack } from '../../src/accounts/held-back.ts';
import { orderId } from '../../src/loyalty/ids.ts';

const store = { identityKey: 'k'.repeat(64) };
const anOrder = fc.uuid().map(orderId);
const percent = fc.integer({ min: 0, max: 50 });
const heldBack = (id: string, heldBackPercent: number, by = store): boolean => isHeldBack(by, orderId(id), { heldBackPercent });

describe('orders after which nothing is offered, for comparison', () => {
  test('are the same whenever one asks', () => {
    fc.assert(fc.property(anOrder, percent, (id, most) => heldBack(id, most) === heldBack(id, most)));
  });

  test('stay held back when more are', () => {
    fc.assert(
      fc.property(anOrder, percent, percent, (id, one, other) => heldBack(id, Math.max(one, other)) || !heldBack(id, Math.min(one, other))),
    );
  });

  test('are none at nought of a hundred', () => {
    fc.assert(fc.property(anOrder, (id) => !heldBack(id, 0)));
  });

  test('are about as many as the merchant said', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `${4_000_000 + index}`);
    for (const most of [1, 10, 50]) {
      const share = many.filter((id) => heldBack(id, most)).length / 100;
      expect(share, `of ${most} in a hundred`).toBeGreaterThan(most * 0.8);
      expect(share, `of ${most} in a hundred`).toBeLessThan(most * 1.2);
    }
  });

  test('are others in another store, even under the same numbers', () => {
    const many = Array.from({ length: 200 }, (_, index) => `${4_000_000 + index}`);
    const other = { identityKey: 'o'.repeat(64) };
    expect(many.filter((id) => heldBack(id, 50))).not.toEqual(many.filter((id) => heldBack(id, 50, other)));
  });
});
