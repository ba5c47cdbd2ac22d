// What comes back of points that expired by inactivity, and until when: decided from instants alone.
import { describe, expect, it } from 'vitest';
import { endWith, revivals } from '../../src/late-facts/revivals.ts';
import { lotId } from '../../src/loyalty/ids.ts';
import type { Take } from '../../src/loyalty/ledger/state.ts';

const days = (at: number) => ({ at, until: at + 30 });

function ended(end: number | null, name = 'lot'): Take {
  const source = { kind: 'award', ref: 'welcome', part: null } as const;
  const birth = { source, issuedMonth: '2026-11', issuedAt: 0, availableAt: 0, expiresAt: end, graced: false, via: [] };
  return { lotId: lotId(name), points: 10, birth };
}

describe('the end of points', () => {
  it('is put off by every earning before it, and by no earning after it', () => {
    expect(endWith([days(20)], 30)).toBe(50);
    expect(endWith([days(30)], 30)).toBe(30);
    expect(endWith([days(31)], 30)).toBe(30);
  });

  it('is put off by one earning for the next, in whatever order they became known', () => {
    expect(endWith([days(40), days(20)], 30)).toBe(70);
    expect(endWith([days(20), days(51)], 30)).toBe(50);
  });

  it('never comes earlier by an earning', () => {
    expect(endWith([{ at: 1, until: 5 }], 30)).toBe(30);
  });
});

describe('points that expired', () => {
  it('come back when they would live now, each until its own end', () => {
    const found = revivals([ended(30, 'a'), ended(60, 'b'), ended(10, 'c')], [days(20), days(45)], 52);
    expect(found.map(({ expiresAt, lots }) => [expiresAt, lots.map((lot) => lot.lotId)])).toEqual([[75, ['a', 'b']]]);
  });

  it('stay expired when they would be over by now all the same', () => {
    expect(revivals([ended(30)], [days(20)], 50)).toEqual([]);
  });

  it('stay expired when nothing was earned before their end', () => {
    expect(revivals([ended(30)], [days(35)], 40)).toEqual([]);
  });
});
