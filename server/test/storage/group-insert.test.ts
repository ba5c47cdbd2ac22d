// Documents that travel together, on an engine that ends one of two inserts that wait for each other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectionOf, isDuplicateKey, type Collection } from '../../src/storage/mongo/collection.ts';
import { GroupInsert } from '../../src/storage/mongo/group-insert.ts';
import { aDatabase, type TestDatabase } from '../builders/database.ts';

interface Note {
  _id: string;
}

let database: TestDatabase;
let notes: Collection<Note>;

beforeAll(async () => {
  database = await aDatabase();
  notes = collectionOf<Note>(database.connection, 'notes');
});
afterAll(async () => {
  await database.close();
});

/** The real collection; the engine says 112 of one document in its first group, as DocumentDB does of a deadlock, and `refusals` times more alone. */
function withConflictOf(id: string, refusals: number): Collection<Note> {
  let left = refusals;
  const conflict = { code: 112, errmsg: 'deadlock detected' };
  const insertMany: Collection<Note>['insertMany'] = async (documents, options) => {
    const index = documents.findIndex(({ _id }) => _id === id);
    if (index < 0) return notes.insertMany(documents, options);
    const others = documents.filter(({ _id }) => _id !== id);
    if (others.length > 0) await notes.insertMany(others, options);
    throw Object.assign(new Error(conflict.errmsg), { writeErrors: [{ index, ...conflict }] });
  };
  const insertOne: Collection<Note>['insertOne'] = async (document) => {
    left -= 1;
    if (left >= 0) throw Object.assign(new Error(conflict.errmsg), { code: conflict.code });
    return notes.insertOne(document);
  };
  return new Proxy(notes, {
    get: (target, name) => {
      if (name === 'insertMany') return insertMany;
      const own: unknown = Reflect.get(target, name, target);
      return name === 'insertOne' ? insertOne : own;
    },
  });
}

describe('a document that the engine gave up for a deadlock', () => {
  it('is stored by trying again, and the others of its group are stored once', async () => {
    const group = new GroupInsert(withConflictOf('b1', 2));
    await Promise.all(['a1', 'b1', 'c1'].map((_id) => group.insert({ _id })));
    expect(await notes.countDocuments({ _id: { $in: ['a1', 'b1', 'c1'] } })).toBe(3);
  });

  it('is a duplicate if somebody stored it meanwhile', async () => {
    await notes.insertOne({ _id: 'b2' });
    const answer: unknown = await new GroupInsert(withConflictOf('b2', 0)).insert({ _id: 'b2' }).catch((error: unknown) => error);
    expect(isDuplicateKey(answer)).toBe(true);
  });

  it('fails alone when the engine never lets it in', async () => {
    const group = new GroupInsert(withConflictOf('b3', 100));
    const [first, second] = await Promise.allSettled([group.insert({ _id: 'a3' }), group.insert({ _id: 'b3' })]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
  });
});
