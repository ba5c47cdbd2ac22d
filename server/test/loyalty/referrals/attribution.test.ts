import { describe, expect, it } from 'vitest';
import { memberId } from '../../../src/loyalty/ids.ts';
import { attributed, type AttributionFacts, type Trail } from '../../../src/loyalty/referrals/attribution.ts';

const DAY = 86_400_000;
const PLACED = Date.UTC(2026, 10, 20, 12);
const trail = (by: Trail['by'], who: string, at: number): Trail => ({
  by,
  advocateId: memberId(who),
  code: who.toUpperCase(),
  channel: 'link',
  at,
});

function brought(trails: Trail[], more: Partial<AttributionFacts> = {}) {
  const answer = attributed({ trails, placedAt: PLACED, placedBy: 'customer', windowDays: 30, ...more });
  return answer.kind === 'none' ? answer.why : `${answer.trail.advocateId} by ${answer.trail.by}`;
}

describe('the advocate who brought an order', () => {
  it('is found by the code before the mark of the cart, by that before the address, and by the telephone last', () => {
    const ways = [
      trail('phone', 'phone', PLACED - 1_000),
      trail('email', 'email', PLACED - 2_000),
      trail('attribute', 'mark', PLACED),
      trail('code', 'code', PLACED - 20 * DAY),
    ];
    const found = ways.map((_, left) => brought(ways.slice(0, ways.length - left)));
    expect(found).toEqual(['code by code', 'mark by attribute', 'email by email', 'phone by phone']);
    expect(brought(ways.toReversed())).toBe('code by code');
  });

  it('is whose link was followed last before the order, of those of one kind', () => {
    const touches = [trail('email', 'ada', PLACED - 9 * DAY), trail('email', 'ben', PLACED - 2 * DAY), trail('email', 'cem', PLACED + DAY)];
    expect(brought(touches)).toBe('ben by email');
    expect(brought(touches.toReversed())).toBe('ben by email');
  });

  it('is forgotten when the window is over, to the millisecond', () => {
    expect(brought([trail('email', 'ada', PLACED - 30 * DAY)])).toBe('ada by email');
    expect(brought([trail('email', 'ada', PLACED - 30 * DAY - 1)])).toBe('forgotten');
    expect(brought([trail('phone', 'ada', PLACED - 2 * DAY)], { windowDays: 1 })).toBe('forgotten');
  });

  it('is nobody when the order came before the link', () => {
    expect(brought([trail('email', 'ada', PLACED + 1_000)])).toBe('too-late');
    expect(brought([])).toBe('nobody');
  });

  it('is somebody when link and order fall into one second, because stores tell whole seconds', () => {
    expect(brought([trail('email', 'ada', PLACED + 999)])).toBe('ada by email');
  });

  it('is known at a till and by staff only from what is on the order itself', () => {
    const address = trail('email', 'ada', PLACED - 1_000);
    for (const placedBy of ['till', 'staff'] as const) {
      expect(brought([address], { placedBy })).toBe('not-online');
      expect(brought([address, trail('phone', 'ada', PLACED - 1_000)], { placedBy })).toBe('not-online');
      expect(brought([address, trail('code', 'ben', PLACED - 1_000)], { placedBy })).toBe('ben by code');
      expect(brought([address, trail('attribute', 'cem', PLACED)], { placedBy })).toBe('cem by attribute');
    }
  });

  it('is the same whatever order two links of one moment are told in', () => {
    const two = [trail('email', 'ben', PLACED - 5), trail('email', 'ada', PLACED - 5)];
    expect(brought(two)).toBe(brought(two.toReversed()));
  });

  it('keeps a code past the window of links, because the code ends by itself', () => {
    expect(brought([trail('code', 'ada', PLACED - 45 * DAY)])).toBe('ada by code');
  });
});
