// What a connector reads of a product and of a category. A recorded product has sixty fields more (rest/26); whoever asks for one that is not here finds it missing, not empty.
import { decimal } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import type { Category, Product } from '../shop/types.ts';
import { dates } from './dates.ts';
import { links } from './links.ts';

const slugOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');

export function productBody(shop: Shop, product: Product) {
  const { id, name, sku, price, categories, tags, managesStock, status } = product;
  return {
    id,
    name,
    slug: slugOf(name),
    permalink: `${shop.home}/product/${slugOf(name)}/`,
    ...dates(shop, 'date_created', product.createdAt),
    ...dates(shop, 'date_modified', product.createdAt),
    type: 'simple',
    status,
    sku,
    price: decimal(price),
    regular_price: decimal(price),
    sale_price: '',
    on_sale: false,
    manage_stock: managesStock,
    categories: categories.map((one) => ({ ...one, slug: slugOf(one.name) })),
    tags: tags.map((one) => ({ ...one, slug: slugOf(one.name) })),
    variations: [],
    meta_data: [],
    _links: links(shop, 'products', id),
  };
}

export function categoryBody(shop: Shop, { id, name }: Category) {
  return { id, name, slug: slugOf(name), parent: 0, _links: links(shop, 'products/categories', id) };
}
