// How a store marks its customers and sorts its products: roles, categories and tags, asked for only where a program's conditions ask for them.
import { z } from 'zod';
import type { ProductFacts } from '../../loyalty/earning/facts.ts';
import type { BuyerMarks } from '../platform.ts';
import { read } from './normalise/read.ts';
import type { RestClient } from './rest-client.ts';

const NUMBER = /^\d{1,19}$/;
/** As many as one answer may have. */
const PRODUCTS_AT_ONCE = 100;

const customer = z.object({ role: z.string() });
const named = z.object({ id: z.number().int(), name: z.string() });
const product = z.object({ id: z.number().int(), categories: z.array(named), tags: z.array(named) });

/** WooCommerce has no tags of customers; every account has one role that counts. */
export async function fetchBuyer(client: RestClient, externalId: string): Promise<BuyerMarks | null> {
  if (!NUMBER.test(externalId)) return null;
  const answer = await client.get(`wp-json/wc/v3/customers/${externalId}`, { _fields: 'role' });
  return answer.kind === 'gone' ? null : { tags: null, roles: [read(customer, answer.body, 'customer').role] };
}

/** Categories by their ids; tags by their names, because that is what a merchant types. `status=any`: what was sold may be hidden by now. */
export async function fetchProducts(client: RestClient, productIds: readonly string[]): Promise<Record<string, ProductFacts>> {
  const found: Record<string, ProductFacts> = {};
  const known = productIds.filter((id) => NUMBER.test(id));
  for (let from = 0; from < known.length; from += PRODUCTS_AT_ONCE) {
    const include = known.slice(from, from + PRODUCTS_AT_ONCE).join(',');
    const fields = { per_page: String(PRODUCTS_AT_ONCE), status: 'any', _fields: 'id,categories,tags' };
    const answer = await client.get('wp-json/wc/v3/products', { include, ...fields });
    if (answer.kind === 'gone') continue;
    for (const { id, categories, tags } of read(product.array(), answer.body, 'products')) {
      found[String(id)] = { collections: categories.map((one) => String(one.id)), tags: tags.map((one) => one.name) };
    }
  }
  return found;
}
