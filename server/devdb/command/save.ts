/** Stores a changed document; unchanged bytes are not a modification. */
import { decode } from '../bson/decode.ts';
import { encode } from '../bson/encode.ts';
import { Hit } from '../query/find-records.ts';
import type { Collection, Stored } from '../store/collection.ts';
import type { Changed } from '../update/apply.ts';
import { checkValid } from './validator.ts';

export function save(collection: Collection, stored: Stored, { document, counts }: Changed): boolean {
  const bytes = encode(document);
  if (bytes.equals(stored.bytes)) return counts;
  checkValid(collection, document);
  collection.update(stored, document, bytes, stored instanceof Hit ? stored.only(collection.indexed) : decode(stored.bytes));
  return true;
}
