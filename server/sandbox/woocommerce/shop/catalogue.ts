// What is sold: as on the recorded store (rest/26-get-products), with categories and tags of its own.
import type { Product } from './types.ts';

const KITCHEN = { id: 16, name: 'Kitchen &amp; table' };
const CLOTHES = { id: 17, name: 'Clothes' };
const UNSORTED = { id: 15, name: 'Uncategorized' };

export function firstProducts(createdAt: number): Product[] {
  const common = { createdAt, status: 'publish', managesStock: false, tags: [] } as const;
  return [
    { ...common, id: 13, name: 'Mug', sku: 'MUG', price: 1_250, categories: [KITCHEN] },
    { ...common, id: 14, name: 'T-shirt', sku: 'TEE', price: 2_000, categories: [CLOTHES] },
    { ...common, id: 15, name: 'Coffee beans 1 kg', sku: 'BEANS', price: 1_890, categories: [UNSORTED], managesStock: true, tags: [{ id: 20, name: 'fair' }] }, // prettier-ignore
    { ...common, id: 16, name: 'Sample', sku: 'SAMPLE', price: 100, categories: [UNSORTED], status: 'private' },
  ];
}
