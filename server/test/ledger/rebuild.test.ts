// What is derived is made again from the chains alone, while the store goes on working.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberId, type MemberId } from '../../src/loyalty/ids.ts';
import { rebuildStore } from '../../src/projections/rebuild.ts';
import type { Projection } from '../../src/projections/projection.ts';
import { MongoLedgerReader } from '../../src/storage/mongo/mongo-ledger-reader.ts';
import { award } from '../builders/commands.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { LedgerWorld } from './ledger-world.ts';

let core: TestCore;

beforeAll(async () => {
  core = await aCore();
});
afterAll(async () => {
  await core.database.close();
});

const MEMBERS = Array.from({ length: 60 }, (_, index) => memberId(`m-${String(index).padStart(3, '0')}`));

async function aBusyStore(): Promise<LedgerWorld> {
  const world = new LedgerWorld(core, await core.addStore());
  await Promise.all(MEMBERS.map((member) => world.does(member, award(10, { ref: member }))));
  return world;
}

async function rows(world: LedgerWorld) {
  const all = await world
    .collection('balances')
    .find({ storeId: world.shop }, { projection: { _id: 0 } })
    .sort({ memberId: 1 })
    .toArray();
  return all as unknown as { memberId: MemberId; seq: number; available: number }[];
}

describe('a rebuild', () => {
  it('restores every balance from nothing', async () => {
    const world = await aBusyStore();
    const before = await rows(world);
    await world.collection('balances').deleteMany({ storeId: world.shop });
    expect(await core.proof.rebuild(world.shop)).toEqual({ entries: 60, members: 60, mended: { balances: 60, days: 0, levels: 0 } });
    expect(await rows(world)).toEqual(before);
  });

  it('finds nothing to do on rows that are right', async () => {
    const world = await aBusyStore();
    expect((await core.proof.rebuild(world.shop)).mended).toEqual({ balances: 0, days: 0, levels: 0 });
  });

  it('puts right what is wrong, behind, ahead, missing or of nobody', async () => {
    const world = await aBusyStore();
    const before = await rows(world);
    const damage = (member: number, change: object) =>
      world.collection('balances').updateOne({ storeId: world.shop, memberId: MEMBERS[member] }, change);
    await damage(0, { $inc: { available: 7 } });
    await damage(1, { $inc: { seq: 40, available: 7 } });
    await damage(2, { $inc: { seq: -1 }, $set: { available: 0 } });
    await damage(3, { $set: { nextDueAt: 5 } });
    await world.collection('balances').deleteOne({ storeId: world.shop, memberId: MEMBERS[4] });
    await world.collection('balances').insertOne({ ...before[0], _id: undefined, memberId: 'm-nobody' } as never);
    expect((await core.proof.rebuild(world.shop)).mended).toEqual({ balances: 6, days: 0, levels: 0 });
    expect(await rows(world)).toEqual(before);
  });

  it('loses nothing to appends that go on while rows are deleted and damaged under it', async () => {
    const world = await aBusyStore();
    const working = { on: true };
    const appends = async (own: readonly MemberId[]): Promise<void> => {
      for (let n = 0; working.on; n += 1) await world.does(own[n % own.length] ?? MEMBERS[0] ?? memberId(''), award(1, { ref: `r${n}` }));
    };
    const vandal = async (): Promise<void> => {
      for (let n = 0; n < 40; n += 1) {
        const one = { storeId: world.shop, memberId: MEMBERS[n % MEMBERS.length] };
        if (n % 2 === 0) await world.collection('balances').deleteOne(one);
        else await world.collection('balances').updateOne(one, { $set: { seq: 1_000 + n, available: -5 } });
      }
    };
    const writers = [0, 1, 2, 3].map((part) => appends(MEMBERS.filter((_, index) => index % 4 === part)));
    await vandal();
    for (let round = 0; round < 3; round += 1) await core.proof.rebuild(world.shop);
    working.on = false;
    await Promise.all(writers);
    const heads = await Promise.all(MEMBERS.map((member) => core.entries.head(world.shop, member)));
    expect((await rows(world)).map(({ seq, available }) => [seq, available])).toEqual(
      heads.map((head) => [head?.seq, head?.after.available]),
    );
    expect((await world.verify()).problems).toEqual([]);
  });

  it('never shows less than it was asked to keep: a right row is not touched', async () => {
    const world = await aBusyStore();
    const reading = { on: true };
    let wrong = 0;
    const reader = async (): Promise<void> => {
      while (reading.on) wrong += (await rows(world)).filter(({ available }) => available !== 10).length;
    };
    const read = reader();
    await core.proof.rebuild(world.shop);
    reading.on = false;
    await read;
    expect(wrong).toBe(0);
  });

  it('is asked once per range for every projection of the registry, and covers every member', async () => {
    const world = await aBusyStore();
    const ranges: [MemberId | null, MemberId | null, number][] = [];
    const nothing = { textOf: () => '', one: () => Promise.resolve(null), rows: () => Promise.resolve([]) };
    const projection: Projection = {
      name: 'counting',
      ...nothing,
      restore: (_store, after, until, heads) => Promise.resolve(ranges.push([after, until, heads.length])),
    };
    await rebuildStore(world.shop, { reader: new MongoLedgerReader(core.database.connection), projections: [projection] });
    expect(ranges).toEqual([[null, null, 60]]);
  });
});
