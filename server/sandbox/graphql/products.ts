import { CATEGORIES, PRODUCTS, categoryOf, collectionIdOf, priceIn } from '../shop/catalogue.ts';
import type { Product, Variant } from '../shop/catalogue.ts';
import { gid, numberIn } from '../shop/ids.ts';
import { toText } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import { loadDictionary, titlesFrom } from '../shop/words.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { search } from './search.ts';

const titleOf = titlesFrom(loadDictionary().en);

export function variantNode(product: Product, variant: Variant, currency = 'EUR'): object {
  const { title, variantTitle } = titleOf(product.handle, variant.option);
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', variant.id),
    legacyResourceId: String(variant.id),
    title: variantTitle ?? 'Default Title',
    displayName: variantTitle === null ? title : `${title} - ${variantTitle}`,
    sku: variant.sku,
    price: toText(priceIn(currency, variant.price), currency),
    product: () => productNode(product, currency),
  };
}

export function collectionNode(category: Product['category']): object {
  return { __typename: 'Collection', id: gid('Collection', collectionIdOf(category)), title: category, handle: category };
}

export function collectionNodeById(id: number): object | null {
  const category = categoryOf(id);
  return category === undefined ? null : collectionNode(category);
}

const collectionKey = (category: Product['category']): string => String(collectionIdOf(category));

export function productNode(product: Product, currency = 'EUR'): object {
  return {
    __typename: 'Product',
    id: gid('Product', product.id),
    legacyResourceId: String(product.id),
    title: titleOf(product.handle, '').title,
    handle: product.handle,
    vendor: 'Tea & Clay',
    productType: product.category,
    tags: [product.category],
    status: 'ACTIVE',
    isGiftCard: product.giftCard,
    collections: (args: PageArgs) => connection([product.category], args, collectionKey, collectionNode),
    variants: (args: PageArgs) =>
      connection(
        product.variants,
        args,
        (variant) => String(variant.id),
        (variant) => variantNode(product, variant, currency),
      ),
  };
}

export function productNodeById(id: number): object | null {
  const product = PRODUCTS.find((one) => one.id === id);
  return product ? productNode(product) : null;
}

export function variantNodeById(id: number): object | null {
  for (const product of PRODUCTS) for (const variant of product.variants) if (variant.id === id) return variantNode(product, variant);
  return null;
}

export function productRoot(shop: Shop) {
  return {
    products: (args: PageArgs & { query?: string | null }) => {
      const found = search(PRODUCTS, args.query, {
        id: (product) => product.id,
        handle: (product) => product.handle,
        product_type: (product) => product.category,
        tag: (product) => [product.category],
        title: (product) => titleOf(product.handle, '').title,
        status: () => 'active',
      });
      return connection(
        found,
        args,
        (product) => String(product.id),
        (product) => productNode(product, shop.settings.get().currency),
      );
    },
    collections: (args: PageArgs & { query?: string | null }) =>
      connection(search(CATEGORIES, args.query, { title: (category) => category }), args, collectionKey, collectionNode),
    product: ({ id }: { id: string }) => productNodeById(numberIn(id, 'Product') ?? 0),
  };
}
