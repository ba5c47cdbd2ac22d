/** How a document is stored: its `_id` first, made if there is none. */
import type { Doc } from '../bson/value.ts';
import { newId } from '../update/upsert.ts';

export function withIdFirst(document: Doc): Doc {
  const id = document.get('_id');
  const result: Doc = new Map([['_id', id === undefined ? newId() : id]]);
  for (const [name, value] of document) if (name !== '_id') result.set(name, value);
  return result;
}
