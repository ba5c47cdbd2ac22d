// How a shop marks its customers and sorts its products: tags and collections, asked for only where a program's conditions ask for them.
import type { ProductFacts } from '../../../loyalty/earning/facts.ts';
import type { BuyerMarks } from '../../platform.ts';
import { gidOf, idOfGid } from '../gid.ts';
import * as answers from './answers.ts';
import type { GraphqlClient } from './client.ts';
import * as documents from './documents.ts';

/** One question may cost 1000 points, and a product with a page of a hundred collections costs about 103. */
const PRODUCTS_AT_ONCE = 8;

/** Shopify has no roles: shops say by tags who is staff or wholesale. */
export async function fetchBuyer(client: GraphqlClient, externalId: string): Promise<BuyerMarks | null> {
  const { customer } = await client.ask(documents.CUSTOMER_TAGS, { id: gidOf('Customer', externalId) }, answers.CustomerTags);
  return customer === null ? null : { tags: customer.tags, roles: null };
}

export async function fetchProducts(client: GraphqlClient, productIds: readonly string[]): Promise<Record<string, ProductFacts>> {
  const found: Record<string, ProductFacts> = {};
  for (let from = 0; from < productIds.length; from += PRODUCTS_AT_ONCE) {
    const ids = productIds.slice(from, from + PRODUCTS_AT_ONCE).map((id) => gidOf('Product', id));
    const { nodes } = await client.ask(documents.PRODUCTS, { ids }, answers.Products);
    for (const product of nodes) {
      const id = product === null ? null : idOfGid('Product', product.id);
      if (product === null || id === null) continue;
      const collections = product.collections.nodes.flatMap((one) => idOfGid('Collection', one.id) ?? []);
      found[id] = { collections, tags: product.tags };
    }
  }
  return found;
}
