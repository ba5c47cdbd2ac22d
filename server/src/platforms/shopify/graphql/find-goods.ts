// Products and collections by what a merchant types, or by their ids: titles for the forms of the admin.
import type { GoodsKind, GoodsWish, NamedGoods } from '../../platform.ts';
import { gidOf, idOfGid } from '../gid.ts';
import * as answers from './answers.ts';
import type { GraphqlClient } from './client.ts';
import * as documents from './documents.ts';

const TYPES = { products: 'Product', collections: 'Collection' } as const;
/** As many as a form shows; each costs a point. */
const IDS_AT_ONCE = 100;

/** Each word begins a word of the title. Only letters and digits go in: everything else means something in Shopify's search. */
const queryOf = (search: string): string | null =>
  (search.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => `title:${word}*`).join(' ') || null;

function ask(client: GraphqlClient, kind: GoodsKind, wish: GoodsWish): Promise<{ id: string; title: string }[]> {
  if ('ids' in wish) {
    const known = wish.ids.filter((id) => /^\d{1,19}$/.test(id)).slice(0, IDS_AT_ONCE);
    if (known.length === 0) return Promise.resolve([]);
    return client.ask(documents.GOODS, { ids: known.map((id) => gidOf(TYPES[kind], id)) }, answers.Goods);
  }
  const variables = { query: queryOf(wish.search) };
  if (kind === 'products') return client.ask(documents.FIND_PRODUCTS, variables, answers.FoundProducts);
  return client.ask(documents.FIND_COLLECTIONS, variables, answers.FoundCollections);
}

export async function findGoods(client: GraphqlClient, kind: GoodsKind, wish: GoodsWish): Promise<NamedGoods[]> {
  const found = await ask(client, kind, wish);
  return found.flatMap(({ id, title }) => {
    const own = idOfGid(TYPES[kind], id);
    return own === null ? [] : [{ id: own, title }];
  });
}
