/** Stores a changed document; unchanged bytes are not a modification. */
import { encode } from '../bson/encode.ts';
import type { Doc } from '../bson/value.ts';
import type { Collection, Stored } from '../store/collection.ts';
import { checkValid } from './validator.ts';

export function save(collection: Collection, stored: Stored, document: Doc): boolean {
  const bytes = encode(document);
  if (bytes.equals(stored.bytes)) return false;
  checkValid(collection, document);
  collection.update(stored, document, bytes);
  return true;
}
