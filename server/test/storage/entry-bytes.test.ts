import { deserialize, Long, ObjectId, serialize } from 'bson';
import { expect, test } from 'vitest';
import { EntryBytes } from '../../src/storage/mongo/entry-bytes.ts';

const entry = {
  storeId: 'shop',
  memberId: 'm-1',
  seq: 3,
  at: 1_795_310_599_430,
  explain: '{"orderName":"سفارش ۱۲ – Tee ☕"}',
  moves: [
    { type: 'points', points: 45, order: null, birth: { source: { kind: 'award', ref: 'é', part: null }, graced: false, via: ['a', 'b'] } },
    { type: 'retime', at: -1, lot: 'm-1/1.0', graced: true, expiresAt: 0.5 },
  ],
  order: null,
  about: [],
  state: '[0,45,0,0,[],[],[],[],null,0]',
};

const general = (bytes: Uint8Array): unknown => {
  const { _id, ...rest } = deserialize(bytes);
  return rest;
};

test('an entry read from its bytes is what the general decoder reads, whatever was read before', () => {
  const read = new EntryBytes();
  const { moves, ...otherOrder } = entry;
  for (const document of [entry, { moves, ...otherOrder, extra: 1 }, {}, { ...entry, order: { orderId: '1', parts: [] } }, entry]) {
    const bytes = serialize({ _id: new ObjectId(), ...document });
    expect(read.read(bytes)).toEqual(general(bytes));
  }
});

test('numbers that are stored as long integers are numbers, as the driver gives them', () => {
  const bytes = serialize({ at: Long.fromNumber(1_795_310_599_430), past: Long.fromNumber(-7), huge: Long.MAX_VALUE });
  const { at, past } = { ...new EntryBytes().read(bytes) } as Record<string, unknown>;
  expect([at, past]).toEqual([1_795_310_599_430, -7]);
});

test('what an entry never holds is read by the general decoder', () => {
  const bytes = serialize({ _id: new ObjectId(), seq: 1, when: new Date(5), huge: Long.MAX_VALUE });
  expect(new EntryBytes().read(bytes)).toEqual(deserialize(bytes));
});

test('a field cannot change what its document is', () => {
  const bytes = serialize(JSON.parse('{"seq":1,"__proto__":{"order":"forged"}}') as object);
  expect(new EntryBytes().read(bytes).order).toBeUndefined();
});

test('bytes that are no document are refused and not read for ever', () => {
  const bytes = serialize(entry);
  for (let cut = 5; cut < bytes.length; cut += 7) expect(() => new EntryBytes().read(bytes.subarray(0, cut))).toThrow();
  bytes.fill(0xff, 20, 60);
  expect(() => new EntryBytes().read(bytes)).toThrow();
});
