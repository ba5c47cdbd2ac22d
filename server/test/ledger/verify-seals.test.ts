// Somebody reaches for the seals themselves; and the quick proof keeps up with the promises it stands for.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StateTexts } from '../../src/ledger/verification/state-text.ts';
import { canonicalState } from '../../src/loyalty/ledger/canonical.ts';
import type { Move } from '../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE, type MemberState } from '../../src/loyalty/ledger/state.ts';
import { award } from '../builders/commands.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aLedgerWorld, ANNA, BERT, type LedgerWorld } from './ledger-world.ts';

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

const oneMore = (moves: readonly Move[]): Move[] =>
  moves.map((move) => (move.type === 'points' ? { ...move, points: move.points + 1 } : move));

describe('damage to checkpoints is found and named:', () => {
  it('a checkpoint that was removed', async () => {
    await world.collection('checkpoints').deleteOne({ storeId: world.shop, n: 1 });
    expect(await world.broken()).toContain('checkpoints-are-complete');
  });

  it('the newest checkpoint removed, because the nightly proof had seen it', async () => {
    await world.collection('checkpoints').deleteOne({ storeId: world.shop, n: 2 });
    expect(await world.broken()).toEqual(['checkpoints-are-complete']);
  });

  it('a checkpoint that was forged', async () => {
    await world.collection('checkpoints').updateOne({ storeId: world.shop, n: 2 }, { $inc: { entries: 1 } });
    expect(await world.broken()).toEqual(['checkpoints-are-sealed']);
  });

  it('a checkpoint of another store put in its place', async () => {
    const other = await aLedgerWorld(core);
    const foreign = await other.collection('checkpoints').findOne({ storeId: other.shop, n: 2 });
    const { seal, sealedKey } = foreign as unknown as { seal: string; sealedKey: string };
    await world.collection('checkpoints').updateOne({ storeId: world.shop, n: 2 }, { $set: { seal, sealedKey } });
    expect(await world.broken()).toEqual(['checkpoints-are-sealed']);
  });

  it('kept heads that were changed, so that they cannot hide who was rewritten', async () => {
    await world.rewrite(BERT, 2, ({ moves }) => ({ moves: oneMore(moves) }));
    await world.collection('checkpoint_pages').deleteMany({ storeId: world.shop });
    expect(await world.broken()).toEqual(expect.arrayContaining(['checkpoints-are-sealed']));
  });
});

describe('every promise of the ledger', () => {
  it('is looked at by the quick proof: a new one has to be added there', async () => {
    const promises = await import('../../src/loyalty/ledger/invariants.ts');
    expect(Object.keys(promises).toSorted()).toEqual([
      'brokenBy',
      'closedHoldsNothing',
      'hashesChain',
      'lotsHaveOneEnd',
      'lotsMatchBuckets',
      'movesArePositiveIntegers',
      'nothingIsNegative',
      'positionEqualsFlows',
      'replayGivesStoredState',
      'reservationsMatchTakes',
      'sequenceHasNoGap',
    ]);
  });
});

describe('the text of a state made from pieces', () => {
  it('is the canonical one, with no lots, one, and many that come and go', async () => {
    const texts = new StateTexts();
    let last: MemberState = EMPTY_STATE;
    for (let n = 0; n < 90; n += 1) last = (await world.does(ANNA, award(n + 1, { ref: `r${n}` }))).after;
    const states = [EMPTY_STATE, last, { ...last, lots: last.lots.slice(1) }, { ...last, lots: last.lots.slice(0, 1) }, last];
    for (const state of states) expect(texts.of(state)).toBe(canonicalState(state));
    texts.forget();
    expect(texts.of(last)).toBe(canonicalState(last));
  });
});
