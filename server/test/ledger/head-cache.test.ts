import { expect, test } from 'vitest';
import { HeadCache } from '../../src/ledger/head-cache.ts';
import { memberId, storeId } from '../../src/loyalty/ids.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE } from '../../src/loyalty/ledger/state.ts';

const SHOP = storeId('shop');

/** Of an entry only its place and how many lots are left count here. */
function head(member: string, seq: number, lots: number): Entry {
  const after = { ...EMPTY_STATE, lots: Array.from({ length: lots }, () => ({})) };
  return { storeId: SHOP, memberId: memberId(member), seq, at: seq, hash: `${member}${seq}`, explain: 'why', moves: [{}], after } as never;
}

const kept = (cache: HeadCache, members: readonly string[]): string[] =>
  members.filter((member) => cache.get(SHOP, memberId(member)) !== undefined);

test('a head is remembered by its place, hash and state, without what its entry did and explained', () => {
  const cache = new HeadCache(2);
  cache.put(head('a', 3, 1));
  expect(cache.get(SHOP, memberId('a'))).toMatchObject({ seq: 3, at: 3, hash: 'a3', moves: [], explain: null, after: { lots: [{}] } });
});

test('heads with many lots make room by forgetting older ones, and what is replaced counts no more', () => {
  const cache = new HeadCache(4);
  for (let seq = 1; seq <= 50; seq += 1) cache.put(head('a', seq, 9));
  cache.put(head('b', 1, 11));
  expect(kept(cache, ['a', 'b'])).toEqual(['a', 'b']);
  cache.put(head('c', 1, 1));
  expect(kept(cache, ['a', 'b', 'c'])).toEqual(['b', 'c']);
});

test('no more heads are remembered than were allowed, and the longest unwritten goes first', () => {
  const cache = new HeadCache(2);
  for (const member of ['a', 'b', 'a', 'c']) cache.put(head(member, 1, 0));
  expect(kept(cache, ['a', 'b', 'c'])).toEqual(['a', 'c']);
});

test('a member to whom others write is forgotten at once and counts no lots any more', () => {
  const cache = new HeadCache(2);
  cache.put(head('a', 1, 10));
  cache.lost(SHOP, memberId('a'));
  cache.put(head('b', 1, 10));
  expect(kept(cache, ['a', 'b'])).toEqual(['b']);
});
