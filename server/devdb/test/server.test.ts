import { connect } from 'node:net';
import { once } from 'node:events';
import mongoose, { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cursors } from '../command/cursors.ts';
import { startDevDb } from '../index.ts';
import type { DevDb } from '../index.ts';
import { Catalog } from '../store/catalog.ts';
import { parseIndex } from '../store/index-spec.ts';
import { sweepExpired } from '../sweeper.ts';
import type { Value } from '../bson/value.ts';
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import type { Row } from './engine.ts';

let server: DevDb;
let client: mongo.MongoClient;
beforeAll(async () => {
  server = await startDevDb({ folder: ':memory:', durable: false });
  client = await new mongo.MongoClient(server.uri).connect();
});
afterAll(async () => {
  await client.close();
  await server.close();
});

describe('a connection', () => {
  test('is told that this is a stand-alone server', async () => {
    const hello = await client.db('admin').command({ hello: 1 });
    expect([hello['isWritablePrimary'], hello['setName'], hello['maxWireVersion']]).toEqual([true, undefined, 21]);
  });

  test('that sends a message in pieces, or two in one piece, is answered', async () => {
    const ping = message(
      encode(
        new Map<string, number | string>([
          ['ping', 1],
          ['$db', 'admin'],
        ]),
      ),
    );
    const socket = connect(server.port, '127.0.0.1');
    const answers: Buffer[] = [];
    socket.on('data', (chunk) => answers.push(chunk));
    await once(socket, 'connect');
    for (const byte of ping) socket.write(Buffer.from([byte]));
    socket.write(Buffer.concat([ping, ping]));
    const size = message(encode(new Map([['ok', 1]]))).length;
    await expect.poll(() => Buffer.concat(answers).length).toBe(3 * size);
    socket.destroy();
  });

  test('that asks for a checksum is refused', async () => {
    const bytes = message(
      encode(
        new Map<string, number | string>([
          ['ping', 1],
          ['$db', 'admin'],
        ]),
      ),
    );
    bytes.writeUInt32LE(1, 16);
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(bytes);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(decode(answer, 21).get('code')).toBe(2);
    socket.destroy();
  });

  test('that sends nonsense is closed, and others go on', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(Buffer.alloc(64, 255));
    await once(socket, 'close');
    expect(await client.db('admin').command({ ping: 1 })).toEqual({ ok: 1 });
  });
});

function message(body: Buffer): Buffer {
  const head = Buffer.alloc(21);
  head.writeInt32LE(21 + body.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, body]);
}

describe('a cursor', () => {
  test('gives everything in batches, sorted or not, while others write', async () => {
    const rows = client.db('cursors').collection<Row>('paged');
    await rows.createIndex({ i: 1 });
    await rows.insertMany(Array.from({ length: 1000 }, (_, i) => ({ _id: i, i, pad: 'x'.repeat(100) })));
    for (const options of [{}, { sort: { i: -1 as const } }, { sort: { pad: 1 as const, _id: 1 as const } }]) {
      const seen: unknown[] = [];
      for await (const { _id } of rows.find({ i: { $gte: 0 } }, { ...options, batchSize: 33 })) {
        seen.push(_id);
        if (seen.length % 200 === 0) await rows.updateOne({ _id: 1000 - seen.length }, { $set: { touched: true } });
      }
      expect(new Set(seen).size).toBe(1000);
      expect(seen).toHaveLength(1000);
    }
  });
  test('is gone after it was killed, and after its collection was dropped', async () => {
    const rows = client.db('cursors').collection<Row>('gone');
    await rows.insertMany(Array.from({ length: 3000 }, (_, i) => ({ _id: i })));
    const start = async (): Promise<mongo.Long> => {
      const reply = await client.db('cursors').command({ find: 'gone', batchSize: 2 }, { promoteLongs: false });
      return (reply['cursor'] as { id: mongo.Long }).id;
    };
    const more = async (id: mongo.Long): Promise<mongo.Document> =>
      client.db('cursors').command({ getMore: id, collection: 'gone', batchSize: 2500 });
    const first = await start();
    expect(await client.db('cursors').command({ killCursors: 'gone', cursors: [first] })).toMatchObject({ cursorsNotFound: [] });
    await expect(more(first)).rejects.toMatchObject({ code: 43 });
    const second = await start();
    await rows.drop();
    await expect(more(second)).rejects.toMatchObject({ code: 175 });
  });
  test('gives documents of 1 MB in batches of at most 16 MB', async () => {
    const rows = client.db('cursors').collection<Row>('large');
    await rows.insertMany(Array.from({ length: 20 }, (_, i) => ({ _id: i, pad: 'x'.repeat(1_000_000) })));
    expect(await rows.find().toArray()).toHaveLength(20);
    await rows.drop();
  });
  test('that nobody reads is forgotten', () => {
    const cursors = new Cursors();
    const empty = encode(new Map());
    const reply = cursors.start('a.b', [{ bytes: empty }, { bytes: empty }], 1);
    const { id } = Object.fromEntries(reply.get('cursor') as Map<string, unknown>) as { id: bigint };
    cursors.forgetIdle(Date.now() + 60_000);
    cursors.forgetIdle(Date.now() + 11 * 60_000);
    expect(() => cursors.more(id, 'a.b', 1)).toThrow(/not found/);
  });
});

test('documents expire by a TTL index, of an array by the earliest date', () => {
  const catalog = new Catalog(':memory:', false);
  const now = Date.UTC(2026, 0, 1);
  const collection = catalog.sqlite.write(() => catalog.create('ttl', 'c', new Map()));
  const at = (seconds: number): Date => new Date(now + seconds * 1000);
  catalog.sqlite.write(() => {
    catalog.addIndex(collection, parseIndex(new Map<string, Value>([['key', new Map([['at', 1]])], ['name', 'at_1'], ['expireAfterSeconds', 60]])));
    const rows: [number, Value][] = [[1, at(-61)], [2, at(-59)], [3, [at(100), at(-100)]], [4, 'never'], [5, null]];
    for (const [id, value] of rows) {
      collection.insert(new Map<string, Value>([['_id', id], ['at', value]]));
    }
  }); // prettier-ignore
  expect(sweepExpired(catalog, now)).toBe(2);
  expect([sweepExpired(catalog, now), collection.count()]).toEqual([0, 3]);
  catalog.sqlite.close();
});

test('Mongoose models with automatic indexes, timestamps and versions work', async () => {
  const connection = await mongoose.createConnection(server.uri, { dbName: 'models' }).asPromise();
  const schema = new mongoose.Schema(
    { key: { type: String, unique: true }, list: [Number], when: { type: Date, expires: 60 } },
    { timestamps: true, optimisticConcurrency: true },
  );
  schema.index({ key: 1, createdAt: -1 });
  const Model = connection.model('Thing', schema);
  await Model.init();
  await Model.syncIndexes();
  expect(await Model.diffIndexes()).toEqual({ toDrop: [], toCreate: [] });
  await Model.create({ key: 'a', list: [1] });
  await expect(Model.create({ key: 'a' })).rejects.toMatchObject({ code: 11000, keyPattern: { key: 1 } });
  const [one, two] = [await Model.findOne({ key: 'a' }), await Model.findOne({ key: 'a' })];
  one?.list.push(2);
  await one?.save();
  two?.list.push(3);
  await expect(two?.save()).rejects.toThrow(/No matching document|VersionError/);
  expect((await Model.findOne({ key: 'a' }).lean())?.list).toEqual([1, 2]);
  await connection.close();
});
