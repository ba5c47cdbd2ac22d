// Somebody reaches past the product and changes stored data. Every way of doing so is found, and named.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entryKey, orderId } from '../../src/loyalty/ids.ts';
import { createIndexes } from '../../src/storage/mongo/indexes.ts';
import type { Move } from '../../src/loyalty/ledger/entry.ts';
import { award } from '../builders/commands.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { PLACED } from '../builders/orders.ts';
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

const oneMore = (moves: readonly Move[]): Move[] =>
  moves.map((move) => (move.type === 'points' ? { ...move, points: move.points + 1 } : move));

describe('an untouched ledger', () => {
  it('is fine, and says how much was proved', async () => {
    const { ok, problems, entries, members, inProgress, checkpoint } = await world.verify();
    expect(problems).toEqual([]);
    expect({ ok, entries, members, inProgress }).toEqual({ ok: true, entries: 13, members: 3, inProgress: [] });
    expect(checkpoint).toMatchObject({ n: 2, day: '2026-11-22' });
  });

  it('is fine while it is being written', async () => {
    const writing = { on: true };
    const write = async (): Promise<void> => {
      for (let n = 0; writing.on; n += 1) {
        await Promise.all([
          world.order(`w${n}`, ANNA, 1),
          world.order(`w${n - 1}`, n % 2 === 0 ? BERT : ANNA, 2),
          world.does(CARL, award(1)),
        ]);
      }
    };
    const writer = write();
    const found = await Promise.all([world.verify(), world.verify()]);
    for (let look = 0; look < 6; look += 1) found.push(await world.verify());
    writing.on = false;
    await writer;
    expect(found.flatMap(({ problems }) => problems)).toEqual([]);
    expect((await world.verify()).ok).toBe(true);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await core.proof.verify(world.shop, ({ entries, estimated }) => void told.push(entries / estimated));
    expect(told.at(-1)).toBe(1);
  });
});

describe('damage to an entry is found and named:', () => {
  it('an amount that somebody changed', async () => {
    await world.entries().updateOne(world.entry(ANNA, 1), { $inc: { 'moves.0.points': 5 } });
    const { problems } = await world.verify();
    expect(problems.map(({ invariant }) => invariant)).toEqual(
      expect.arrayContaining(['hashes-chain', 'replay-gives-stored-state', 'order-part-equals-moves']),
    );
    expect(problems[0]).toMatchObject({ storeId: world.shop, memberId: ANNA, seq: 1, advice: expect.stringContaining('backup') as string });
  });

  it('a state that somebody changed', async () => {
    const [first] = await world.chain(CARL);
    await world.entries().updateOne(world.entry(CARL, 1), { $set: { state: first?.state.replaceAll('10', '99') ?? '' } });
    expect(await world.broken()).toEqual(expect.arrayContaining(['hashes-chain', 'replay-gives-stored-state']));
  });

  it('a state that is none', async () => {
    await world.entries().updateOne(world.entry(CARL, 1), { $set: { state: 'nonsense' } });
    expect(await world.broken()).toContain('entry-can-be-read');
  });

  it('a document that lost a field', async () => {
    await world.entries().updateOne(world.entry(BERT, 2), { $unset: { moves: 1 } });
    expect(await world.broken()).toEqual(expect.arrayContaining(['entry-can-be-read']));
  });

  it('a missing entry in the middle', async () => {
    await world.entries().deleteOne(world.entry(BERT, 3));
    const { problems } = await world.verify();
    expect(problems).toContainEqual(expect.objectContaining({ invariant: 'sequence-has-no-gap', memberId: BERT, seq: 4 }));
  });

  it('an entry that was inserted by hand', async () => {
    const [first] = await world.chain(CARL);
    if (first === undefined) throw new Error('no entry');
    const { _id, ...copy } = first;
    const seq = (await world.chain(CARL)).length + 1;
    await world.entries().insertOne({ ...copy, seq, key: entryKey('forged') } as never);
    expect(await world.broken()).toEqual(expect.arrayContaining(['hashes-chain', 'replay-gives-stored-state']));
  });

  it('two entries that changed places', async () => {
    await world.entries().updateOne(world.entry(BERT, 2), { $set: { seq: 999 } });
    await world.entries().updateOne(world.entry(BERT, 3), { $set: { seq: 2 } });
    await world.entries().updateOne(world.entry(BERT, 999), { $set: { seq: 3 } });
    expect(await world.broken()).toContain('hashes-chain');
  });

  it('a chain whose sequence was turned round', async () => {
    const last = (await world.chain(BERT)).length;
    for (let seq = last; seq >= 1; seq -= 1) await world.entries().updateOne(world.entry(BERT, seq), { $set: { seq: 100 + last - seq } });
    expect(await world.broken()).toEqual(expect.arrayContaining(['hashes-chain', 'sequence-has-no-gap']));
  });

  it('a changed field that only an index needs', async () => {
    await world.entries().updateOne(world.entry(ANNA, 1), { $set: { about: ['order/4711'] } });
    expect(await world.broken()).toEqual(['given-equals-deserved', 'index-agrees-with-content']);
  });

  it('an entry that was moved to another member', async () => {
    const last = (await world.chain(CARL)).length;
    const seq = (await world.chain(BERT)).length + 1;
    await world.entries().updateOne(world.entry(CARL, last), { $set: { memberId: BERT, seq } });
    expect(await world.broken()).toEqual(expect.arrayContaining(['hashes-chain', 'no-chain-was-cut']));
  });

  it('a key that two entries have, once its index is gone', async () => {
    const [first] = await world.chain(CARL);
    await world.entries().dropIndex('one-entry-per-key');
    await world.entries().updateOne(world.entry(ANNA, 4), { $set: { key: first?.key ?? entryKey('') } });
    const { problems } = await world.verify();
    await world.entries().deleteMany({ storeId: world.shop });
    await createIndexes(core.database.connection);
    const keys = problems.filter(({ invariant }) => invariant === 'one-entry-per-key').map(({ detail }) => detail);
    expect(keys).toEqual(['the unique index of keys is missing', `several entries have the key ${first?.key}`]);
  });

  it('personal data, without repeating it', async () => {
    await world.does(ANNA, award(1, { ref: 'x', explain: '{"why":"for bob@example.com"}' }));
    await world.does(ANNA, award(1, { ref: 'y', explain: '{"why":"call +49 30 1234567"}' }));
    const { problems } = await world.verify();
    expect(problems.map(({ invariant }) => invariant)).toEqual(['entries-name-nobody', 'entries-name-nobody']);
    expect(JSON.stringify(problems)).not.toMatch(/bob@|1234567/);
  });
});

describe('damage that leaves every hash right is found and named:', () => {
  it('a chain whose tail was cut off', async () => {
    await world.cut(BERT, 6);
    const { problems } = await world.verify();
    expect(problems).toContainEqual(expect.objectContaining({ invariant: 'no-chain-was-cut', memberId: BERT }));
  });

  it('a tail cut off today, before its day is sealed, as long as the balance remembers it', async () => {
    await world.entries().deleteOne(world.entry(ANNA, (await world.chain(ANNA)).length));
    expect(await world.broken()).toEqual(['no-chain-was-cut']);
  });

  it('a chain that was removed whole', async () => {
    await world.cut(CARL, 1);
    const { problems } = await world.verify();
    expect(problems).toContainEqual(expect.objectContaining({ invariant: 'no-chain-was-removed', memberId: CARL }));
  });

  it('a removed member of whom only the balance is left', async () => {
    await world.entries().deleteMany({ storeId: world.shop, memberId: CARL });
    expect(await world.broken()).toContain('no-chain-was-removed');
  });

  it('a chain that was rewritten and hashed again from there on', async () => {
    await world.rewrite(BERT, 2, ({ moves }) => ({ moves: oneMore(moves) }));
    const { problems } = await world.verify();
    expect(problems.map(({ invariant, memberId, seq }) => [invariant, memberId, seq])).toEqual([
      ['no-chain-was-rewritten', BERT, 5],
      ['no-chain-was-rewritten', BERT, 7],
    ]);
  });

  it('a chain that was inserted into a sealed day', async () => {
    const entry = await world.does('m-zoe' as typeof ANNA, award(1_000));
    await world.rewrite(entry.memberId, 1, ({ moves }) => ({ at: entry.at - 2 * DAY_MS, moves }));
    const { problems } = await world.verify();
    expect(problems.map(({ invariant, memberId }) => [invariant, memberId])).toEqual([['no-chain-was-inserted', entry.memberId]]);
  });
});

describe('damage beside the ledger is found and named:', () => {
  it('a balance that somebody changed', async () => {
    await world.collection('balances').updateOne({ storeId: world.shop, memberId: ANNA }, { $inc: { available: 1 } });
    const { problems } = await world.verify();
    expect(problems).toMatchObject([
      { invariant: 'projections-equal-the-ledger', memberId: ANNA, advice: expect.stringContaining('rebuild') as string },
    ]);
  });

  it('a missing and a late projection, once they had time', async () => {
    await world.collection('balances').deleteOne({ storeId: world.shop, memberId: ANNA });
    await world.collection('balances').updateOne({ storeId: world.shop, memberId: BERT }, { $inc: { seq: -1 } });
    core.time.now += 120_000;
    expect((await world.verify()).problems).toMatchObject([
      { invariant: 'projections-equal-the-ledger', memberId: ANNA },
      { invariant: 'projections-equal-the-ledger', memberId: BERT },
    ]);
  });

  it('a changed judgement of an order, also when its points stay the same', async () => {
    const { version, ...program } = (await core.stores.programs(world.shop)).at(-1) ?? expect.fail('no program');
    await core.stores.publish(world.shop, { ...program, version: version + 1, inForceFrom: PLACED + DAY_MS });
    await world
      .collection('orders')
      .updateOne({ storeId: world.shop, orderId: '3' }, { $set: { 'judgement.programVersion': version + 1 } });
    core.directory.forget(world.shop);
    expect((await world.verify()).problems).toMatchObject([{ invariant: 'judgement-never-changes', orderId: '3', memberId: ANNA }]);
  });

  it('a judgement by a program that never was', async () => {
    await world.collection('orders').updateOne({ storeId: world.shop, orderId: '3' }, { $set: { 'judgement.programVersion': 77 } });
    expect(await world.broken()).toEqual(['judgement-never-changes']);
  });

  it('a changed order document', async () => {
    await world.collection('orders').updateOne({ storeId: world.shop, orderId: '3' }, { $set: { 'order.lines.0.currentNet': 900_000 } });
    expect((await world.verify()).problems).toMatchObject([{ invariant: 'given-equals-deserved', orderId: '3', memberId: ANNA }]);
  });

  it('an order that changed hands in its document only', async () => {
    await world.collection('orders').updateOne({ storeId: world.shop, orderId: '3' }, { $set: { memberId: CARL } });
    expect(await world.broken()).toEqual(['given-equals-deserved']);
  });

  it('a removed order document', async () => {
    await world.collection('orders').deleteOne({ storeId: world.shop, orderId: '3' });
    expect((await world.verify()).problems).toMatchObject([{ invariant: 'order-is-known', orderId: '3', memberId: ANNA }]);
  });

  it('an order that somebody touched this minute is in progress, and wrong if it stays so', async () => {
    const change = { $set: { 'order.lines.0.currentNet': 900_000, seenAt: core.time.now } };
    await world.collection('orders').updateOne({ storeId: world.shop, orderId: '3' }, change);
    expect(await world.verify()).toMatchObject({ ok: true, inProgress: ['3'] });
    core.time.now += 60_000;
    expect(await world.broken()).toEqual(['given-equals-deserved']);
  });

  it('an order whose news still waits in the inbox is in progress, not wrong', async () => {
    await world.collection('orders').updateOne({ storeId: world.shop, orderId: '3' }, { $set: { 'order.lines.0.currentNet': 900_000 } });
    const body = JSON.stringify({ id: 3 });
    await core.deliver(world.shop, 'order.deleted', {}, body);
    const { ok, inProgress } = await world.verify();
    expect({ ok, inProgress }).toEqual({ ok: true, inProgress: [orderId('3')] });
  });
});
