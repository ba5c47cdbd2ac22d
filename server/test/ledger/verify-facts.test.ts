// What an entry says beside its moves, and what is said of it elsewhere: each kind of disagreement has a name, and a hand that makes it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/loyalty/ids.ts';
import type { Entry, Move } from '../../src/loyalty/ledger/entry.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aLedgerWorld, ANNA, BERT, CARL, DAY_MS, type LedgerWorld } from './ledger-world.ts';

let core: TestCore;
let world: LedgerWorld;

beforeAll(async () => {
  core = await aCore();
});
beforeEach(async () => {
  core.time.now = Date.UTC(2026, 10, 21, 20);
  world = await aLedgerWorld(core);
});
afterAll(async () => {
  await core.database.close();
});

/** The last entry of this kind in a member's chain. */
async function lastOf(member: MemberId, kind: Entry['kind']): Promise<number> {
  const found = (await world.chain(member)).findLast((entry) => entry.kind === kind);
  if (found === undefined) throw new Error(`${member} has no entry of the kind ${kind}`);
  return found.seq;
}

const expiringTomorrow = (moves: readonly Move[]): Move[] =>
  moves.map((move) => {
    if (move.type !== 'points' || move.birth === null) return move;
    return { ...move, birth: { ...move.birth, expiresAt: core.time.now + DAY_MS } };
  });

describe('a disagreement is found and named:', () => {
  it('a lot that shall expire earlier than its order deserves, in a chain that was made to fit again', async () => {
    await world.rewrite(ANNA, await lastOf(ANNA, 'settle-order'), ({ moves }) => ({ moves: expiringTomorrow(moves) }));
    expect(await world.broken()).toEqual(['dates-are-as-deserved', 'no-chain-was-rewritten']);
  });

  it('a reward that was spent without having been reserved', async () => {
    await world.entries().updateOne(world.entry(BERT, await lastOf(BERT, 'settle')), { $set: { 'redemption.reservationId': 'res-9' } });
    expect(await world.broken()).toEqual(expect.arrayContaining(['hashes-chain', 'reservations-are-consistent']));
  });

  it('a reward that cost another amount than its entry says', async () => {
    await world.entries().updateOne(world.entry(BERT, await lastOf(BERT, 'settle')), { $inc: { 'redemption.delta': 1 } });
    expect(await world.broken()).toEqual(expect.arrayContaining(['hashes-chain', 'redemption-equals-moves']));
  });

  it('a share of a limited thing in the chain of a member', async () => {
    await world.entries().updateOne(world.entry(CARL, 1), { $set: { 'moves.0.type': 'allowance' } });
    expect(await world.broken()).toEqual(expect.arrayContaining(['allowance-stands-alone', 'hashes-chain']));
  });

  it('points in the chain of a limited thing', async () => {
    const chain = 'allowance:budget:summer:2026' as MemberId;
    await world.entries().updateMany({ storeId: world.shop, memberId: CARL }, { $set: { memberId: chain } });
    expect(await world.broken()).toEqual(expect.arrayContaining(['allowance-stands-alone', 'no-chain-was-removed']));
  });

  it('a state that holds other points than the day was sealed with, under the hash of before', async () => {
    const [first] = await world.chain(CARL);
    await world.entries().updateOne(world.entry(CARL, 1), { $set: { state: first?.state.replaceAll('10', '99') ?? '' } });
    expect(await world.broken()).toEqual(expect.arrayContaining(['checkpoints-match', 'hashes-chain']));
  });
});
