// A day is sealed once, exactly, and whatever comes later.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canonicalCheckpoint, HEADS_PER_PAGE, HeadPages, sumsOfMoves, sumsOfState, type Checkpoint } from '../../src/ledger/checkpoint.ts';
import { sealCheckpoint, sealProblem } from '../../src/ledger/checkpoint-seal.ts';
import { memberId, storeId } from '../../src/loyalty/ids.ts';
import { Keyring } from '../../src/secrets/keyring.ts';
import { adjust, award } from '../builders/commands.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aLedgerWorld, ANNA, BERT, CARL, DAY_MS, LedgerWorld } from './ledger-world.ts';

let core: TestCore;
beforeAll(async () => {
  core = await aCore();
});
beforeEach(() => {
  core.time.now = Date.UTC(2026, 10, 21, 20);
});
afterAll(async () => {
  await core.database.close();
});

/** The end of the 21st where the store is. */
const MIDNIGHT = Date.UTC(2026, 10, 21, 23);
const content = {
  storeId: storeId('s'),
  n: 1,
  day: '2026-11-21',
  from: 0,
  to: MIDNIGHT,
  entries: 3,
  chains: 2,
  sums: { pending: 1, available: 2, reserved: 3, deficit: 4, taken: 5 },
  digest: 'd',
  previous: '',
};
const key = (id: string, fill: number): { id: string; key: Buffer } => ({ id, key: Buffer.alloc(32, fill) });

describe('a checkpoint', () => {
  it('says how many entries there were, what the buckets held, and where every chain ended', async () => {
    const world = await aLedgerWorld(core);
    const [first, second] = await core.proof.checkpoints.all(world.shop);
    expect(first).toMatchObject({ n: 1, day: '2026-11-21', from: 0, to: MIDNIGHT, chains: 3, entries: 8 });
    expect(second).toMatchObject({ n: 2, day: '2026-11-22', from: MIDNIGHT, to: MIDNIGHT + DAY_MS, chains: 3, previous: first?.seal });
    const heads = await Promise.all([ANNA, BERT, CARL].map((member) => world.chain(member)));
    const before = heads.flat().filter(({ at }) => at < MIDNIGHT + DAY_MS);
    expect(second?.entries).toBe(before.length);
    expect(second?.sums.available).toBe((await balanceSum(world)) - 7);
  });

  it('stays right while entries of the next day keep coming', async () => {
    const world = new LedgerWorld(core, await core.addStore());
    await world.does(ANNA, award(10));
    core.time.now = MIDNIGHT + 2 * 3_600_000;
    const writing = { on: true };
    const writer = (async () => {
      for (let n = 0; writing.on; n += 1) await world.does(n % 2 === 0 ? ANNA : BERT, award(1, { ref: `r${n}` }));
    })();
    const checkpoint = await core.proof.seal(world.shop, '2026-11-21', MIDNIGHT);
    writing.on = false;
    await writer;
    expect(checkpoint).toMatchObject({ entries: 1, chains: 1, sums: { available: 10 } });
    expect((await world.verify()).ok).toBe(true);
  });

  it('is not made of a day that entries could still join', async () => {
    const world = new LedgerWorld(core, await core.addStore());
    core.time.now = MIDNIGHT + 60_000;
    await expect(core.proof.seal(world.shop, '2026-11-21', MIDNIGHT)).rejects.toThrow(RangeError);
  });

  it('is made once by many who make it at once, and keeps only the pages it names', async () => {
    const world = new LedgerWorld(core, await core.addStore());
    await world.does(ANNA, award(10));
    core.time.now += DAY_MS;
    const made = await Promise.all(Array.from({ length: 8 }, () => core.proof.seal(world.shop, '2026-11-21', MIDNIGHT)));
    expect(new Set(made.map(({ seal, pages }) => `${seal} ${pages}`)).size).toBe(1);
    expect(await core.proof.checkpoints.all(world.shop)).toHaveLength(1);
    const [one] = made;
    expect(await world.collection('checkpoint_pages').countDocuments({ storeId: world.shop, pages: one?.pages })).toBe(1);
    expect((await world.verify()).ok).toBe(true);
  });

  it('is made anew after a try that was cut short', async () => {
    const world = new LedgerWorld(core, await core.addStore());
    await world.does(ANNA, award(10));
    await core.proof.checkpoints.keepPage(world.shop, 1, 'cut-short', 0, [{ memberId: BERT, seq: 9, hash: 'x' }]);
    core.time.now += DAY_MS;
    await core.proof.seal(world.shop, '2026-11-21', MIDNIGHT);
    expect(await world.collection('checkpoint_pages').countDocuments({ storeId: world.shop })).toBe(1);
    expect((await world.verify()).ok).toBe(true);
  });

  it('covers the days that nobody sealed', async () => {
    const world = new LedgerWorld(core, await core.addStore());
    await world.does(ANNA, award(10));
    core.time.now += 5 * DAY_MS;
    await world.does(ANNA, adjust(-4));
    core.time.now += 5 * DAY_MS;
    const checkpoint = await core.proof.seal(world.shop, '2026-11-30', MIDNIGHT + 9 * DAY_MS);
    expect(checkpoint).toMatchObject({ n: 1, from: 0, entries: 2, chains: 1, sums: { available: 6 } });
    expect((await world.verify()).ok).toBe(true);
  });
});

async function balanceSum(world: LedgerWorld): Promise<number> {
  const rows = await core.balances.many(world.shop, [ANNA, BERT, CARL]);
  return rows.reduce((sum, row) => sum + row.available, 0);
}

describe('a seal', () => {
  const keys = new Keyring([key('old', 1)]);
  const sealed: Checkpoint = { ...content, ...sealCheckpoint(keys, content), pages: 'p' };

  it('holds for what was sealed and for nothing else', () => {
    expect(sealProblem(keys, sealed)).toBe(null);
    for (const change of [{ n: 2 }, { entries: 4 }, { digest: 'e' }, { previous: 'x' }, { sums: { ...content.sums, taken: 6 } }])
      expect(sealProblem(keys, { ...sealed, ...change })).toContain('not what was sealed');
  });

  it('still holds after the server’s key was rotated, as long as the old one is kept', () => {
    expect(sealProblem(new Keyring([key('new', 2), key('old', 1)]), sealed)).toBe(null);
    expect(sealProblem(new Keyring([key('new', 2)]), sealed)).toContain('key does not open');
  });

  it('cannot be made with a key of one’s own', () => {
    const own = Buffer.alloc(32, 9);
    const seal = createHmac('sha256', own).update(canonicalCheckpoint(content)).digest('hex');
    const foreign = new Keyring([key('old', 3)]).sealText(own.toString('base64'), 'checkpoint/s');
    expect(sealProblem(keys, { ...sealed, seal, sealedKey: foreign })).toContain('key does not open');
    expect(sealProblem(keys, { ...sealed, seal })).toContain('not what was sealed');
  });
});

describe('the heads of a checkpoint', () => {
  const head = (n: number) => ({ memberId: memberId(`m${n}`), seq: n, hash: 'h' });

  it('come in pages, and the digest changes with every one of them', () => {
    const [all, other] = [new HeadPages(), new HeadPages()];
    let pages = 0;
    for (let n = 0; n < HEADS_PER_PAGE * 2 + 1; n += 1) {
      if (all.add(head(n)) !== null) pages += 1;
      other.add(head(n === 3 ? 4 : n));
    }
    expect([pages, all.end()?.length, all.chains]).toEqual([2, 1, HEADS_PER_PAGE * 2 + 1]);
    other.end();
    expect(all.digest).not.toBe(other.digest);
  });

  it('carry sums that moves and states agree about', async () => {
    const world = await aLedgerWorld(core);
    for (const member of [ANNA, BERT, CARL]) {
      const history = await core.entries.history(world.shop, member, null, 100);
      const moves = history.flatMap((entry) => entry.moves);
      expect(sumsOfMoves(moves)).toEqual(sumsOfState(history[0]?.after ?? expect.fail('no entry')));
    }
  });
});
