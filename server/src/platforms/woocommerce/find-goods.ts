// Products and categories by what a merchant types, or by their ids: titles for the forms of the admin.
import { z } from 'zod';
import type { GoodsKind, GoodsWish, NamedGoods } from '../platform.ts';
import { read } from './normalise/read.ts';
import type { RestClient } from './rest-client.ts';

const PATHS = { products: 'wp-json/wc/v3/products', collections: 'wp-json/wc/v3/products/categories' } as const;
const SHOWN = '20';
const IDS_AT_ONCE = 100;

const named = z.object({ id: z.number().int(), name: z.string() });

/** WordPress keeps names as HTML would show them. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#039': "'", '#8217': '’', '#8211': '–' };
const plain = (name: string): string => name.replaceAll(/&(#?\w+);/gu, (whole, entity: string) => ENTITIES[entity] ?? whole);

function queryOf(kind: GoodsKind, wish: GoodsWish): Record<string, string> | null {
  const any: Record<string, string> = kind === 'products' ? { status: 'any' } : {};
  if ('search' in wish) {
    const byTitle = { orderby: kind === 'products' ? 'title' : 'name', order: 'asc' };
    return { ...any, ...byTitle, per_page: SHOWN, ...(wish.search.trim() === '' ? {} : { search: wish.search.trim() }) };
  }
  const include = wish.ids.filter((id) => /^\d{1,19}$/.test(id)).slice(0, IDS_AT_ONCE);
  return include.length === 0 ? null : { ...any, include: include.join(','), per_page: String(IDS_AT_ONCE) };
}

export async function findGoods(client: RestClient, kind: GoodsKind, wish: GoodsWish): Promise<NamedGoods[]> {
  const query = queryOf(kind, wish);
  if (query === null) return [];
  const answer = await client.get(PATHS[kind], { ...query, _fields: 'id,name' });
  if (answer.kind === 'gone') return [];
  return read(named.array(), answer.body, kind).map(({ id, name }) => ({ id: String(id), title: plain(name) }));
}
