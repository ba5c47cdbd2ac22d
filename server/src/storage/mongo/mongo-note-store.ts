// Notes in MongoDB.
import type { Connection } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Note, NoteStore } from '../../members/note-store.ts';
import { collectionOf, type Collection } from './collection.ts';

type NoteDocument = Omit<Note, 'noteId'> & { _id: string };

export class MongoNoteStore implements NoteStore {
  readonly #notes: Collection<NoteDocument>;

  constructor(connection: Connection) {
    this.#notes = collectionOf<NoteDocument>(connection, 'notes');
  }

  async add({ noteId, ...note }: Note): Promise<void> {
    await this.#notes.updateOne({ _id: `${note.storeId}/${noteId}` }, { $setOnInsert: note }, { upsert: true });
  }

  async many(storeId: StoreId, noteIds: readonly string[]): Promise<Note[]> {
    const documents = await this.#notes.find({ _id: { $in: noteIds.map((id) => `${storeId}/${id}`) }, storeId }).toArray();
    return documents.map(({ _id, ...note }) => ({ noteId: _id.slice(storeId.length + 1), ...note }));
  }
}
