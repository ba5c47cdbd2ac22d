// The store's products and collections for the fields and sentences of a program: asked by name while somebody types, and by id for what is already there.
import { useMemo, useRef, useState } from 'react';
import { useClient } from '../../api/client-context.tsx';
import type { Client } from '../../api/client.ts';
import type { Goods, GoodsKind, NamedGoods } from '../../fields/fields-context.tsx';

const ENDPOINTS = { products: 'storeProducts', collections: 'storeCollections' } as const;
const IDS_AT_ONCE = 100;

type Note = (kind: GoodsKind, items: readonly NamedGoods[]) => void;

export function useGoods(): Goods {
  const client = useClient();
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  const note: Note = (kind, items) =>
    setTitles((known) => new Map([...known, ...items.map(({ id, title }) => [keyOf(kind, id), title] as const)]));
  const latest = useRef(note);
  latest.current = note;
  const asking = useMemo(() => new AskForTitles(client, (...noted) => latest.current(...noted)), [client]);
  const find = useMemo((): Goods['find'] => {
    return async (kind, search, signal) => {
      const answer = await client.call(ENDPOINTS[kind], { query: search.trim() === '' ? {} : { search: search.trim() } }, signal);
      latest.current(kind, answer.items);
      return answer;
    };
  }, [client]);
  return useMemo(() => {
    const titleOf: Goods['titleOf'] = (kind, id) => titles.get(keyOf(kind, id)) ?? asking.later(kind, id);
    return { find, titleOf };
  }, [find, titles, asking]);
}

const keyOf = (kind: GoodsKind, id: string): string => `${kind} ${id}`;

/** All ids that one drawing of the screen needs are asked for together, and each of them once. */
class AskForTitles {
  readonly #client: Client;
  readonly #note: Note;
  readonly #asked = new Set<string>();
  readonly #waiting: Record<GoodsKind, string[]> = { products: [], collections: [] };

  constructor(client: Client, note: Note) {
    this.#client = client;
    this.#note = note;
  }

  later(kind: GoodsKind, id: string): null {
    if (this.#asked.has(keyOf(kind, id)) || id.includes(',')) return null;
    this.#asked.add(keyOf(kind, id));
    if (this.#waiting[kind].push(id) === 1) setTimeout(() => void this.#ask(kind));
    return null;
  }

  /** Without names the ids are shown; nobody needs a message for that. */
  async #ask(kind: GoodsKind): Promise<void> {
    const wanted = this.#waiting[kind].splice(0);
    for (let from = 0; from < wanted.length; from += IDS_AT_ONCE) {
      const ids = wanted.slice(from, from + IDS_AT_ONCE).join(',');
      const answer = await this.#client.call(ENDPOINTS[kind], { query: { ids } }).catch(() => null);
      if (answer !== null) this.#note(kind, answer.items);
    }
  }
}
