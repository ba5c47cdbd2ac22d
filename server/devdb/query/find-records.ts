/** Filter, order, skip and limit over a collection: what find, update, delete, count and $match share. */
import { decode, decodeSome } from '../bson/decode.ts';
import type { Doc, Value } from '../bson/value.ts';
import type { Collection, Stored } from '../store/collection.ts';
import { scan } from '../store/scan.ts';
import type { Sqlite } from '../store/sqlite.ts';
import type { Filter } from './filter.ts';
import { plan } from './plan.ts';
import type { Plan } from './plan.ts';
import { Sorter, sortKeyOf } from './sort.ts';
import type { SortField } from './sort.ts';

export interface Selection {
  readonly filter: Filter;
  readonly sort: readonly SortField[];
  readonly skip: number;
  readonly limit: number;
  readonly hint?: Value | undefined;
}

/** A stored document, decoded when somebody first asks. */
export class Hit implements Stored {
  readonly record: number;
  readonly bytes: Buffer;
  private decoded: Doc | undefined;

  constructor(stored: Stored) {
    this.record = stored.record;
    this.bytes = stored.bytes;
  }

  get document(): Doc {
    this.decoded ??= decode(this.bytes);
    return this.decoded;
  }

  /** At least these top-level fields: most of a document need not be decoded to be found. */
  only(names: ReadonlySet<string> | undefined): Doc {
    return this.decoded ?? (names === undefined ? this.document : decodeSome(this.bytes, names));
  }

  /** For whoever changes what it is given. */
  fresh(): Doc {
    return decode(this.bytes);
  }

  forget(): this {
    this.decoded = undefined;
    return this;
  }
}

const FIRST_PIECE = 101;

export function* select(sqlite: Sqlite, collection: Collection | undefined, selection: Selection): Generator<Hit> {
  if (!collection) return;
  const { filter, sort, skip, limit, hint } = selection;
  const chosen = plan(collection, filter, sort, hint);
  let position = 0;
  for (const hit of inOrder(sqlite, collection, chosen, selection)) {
    if (position++ < skip) continue;
    yield hit;
    if (position - skip >= limit) return;
  }
}

function inOrder(sqlite: Sqlite, collection: Collection, chosen: Plan, { filter, sort, skip, limit }: Selection): Iterable<Hit> {
  const wanted = skip + limit;
  const expected = chosen.sorted ? Math.min(wanted, FIRST_PIECE) : FIRST_PIECE;
  const found = matching(scan(sqlite, collection, chosen, expected), filter);
  if (chosen.sorted) return found;
  const keyOf = sortKeyOf(sort);
  const sorter = new Sorter<Hit>(wanted, (hit) => hit.bytes.length);
  for (const hit of found) sorter.add(keyOf(hit.document), hit.forget());
  return sorter.result();
}

function* matching(stored: Iterable<Stored>, filter: Filter): Generator<Hit> {
  for (const one of stored) {
    const hit = new Hit(one);
    if (filter.isEmpty || filter.matches(hit.only(filter.roots))) yield hit;
  }
}
