/** What the shop sells. Titles and descriptions are in the locale files; prices are euro cents. */
export type Drawing = 'teapot' | 'cup' | 'bowl' | 'tin' | 'bag' | 'jar' | 'card' | 'dripper';
export type Category = 'tea' | 'coffee' | 'ceramics' | 'gifts';

export interface Variant {
  id: number;
  sku: string;
  /** Key of the variant's words in the locale file; empty for the only variant. */
  option: string;
  price: number;
  grams: number;
}

export interface Product {
  id: number;
  handle: string;
  category: Category;
  drawing: Drawing;
  hue: number;
  giftCard: boolean;
  variants: Variant[];
}

type Row = [
  handle: string,
  category: Category,
  drawing: Drawing,
  hue: number,
  ...variants: [sku: string, option: string, price: number, grams: number][],
];

const ROWS: Row[] = [
  ['hillside-sencha', 'tea', 'tin', 135, ['TEA-SENCHA-100', 'g100', 1290, 120], ['TEA-SENCHA-250', 'g250', 2790, 280]],
  ['lahijan-black', 'tea', 'bag', 12, ['TEA-LAHIJAN-100', 'g100', 990, 120], ['TEA-LAHIJAN-500', 'g500', 3990, 540]],
  ['mint-and-lemon-verbena', 'tea', 'jar', 95, ['TEA-MINT-80', '', 890, 100]],
  ['smoky-oolong', 'tea', 'tin', 30, ['TEA-OOLONG-75', '', 1850, 95]],
  ['house-espresso', 'coffee', 'bag', 22, ['COF-ESPRESSO-250', 'g250', 1150, 270], ['COF-ESPRESSO-1000', 'g1000', 3900, 1040]],
  ['cardamom-coffee', 'coffee', 'jar', 48, ['COF-CARDAMOM-250', '', 1390, 270]],
  ['ethiopia-filter', 'coffee', 'bag', 350, ['COF-ETHIOPIA-250', '', 1490, 270]],
  ['stoneware-teapot', 'ceramics', 'teapot', 200, ['CER-TEAPOT-1L', '', 5900, 1100]],
  ['speckled-cup', 'ceramics', 'cup', 40, ['CER-CUP-SAND', 'sand', 1800, 320], ['CER-CUP-BLUE', 'blue', 1800, 320]],
  ['pour-over-dripper', 'ceramics', 'dripper', 175, ['CER-DRIPPER', '', 3200, 480]],
  ['matcha-bowl', 'ceramics', 'bowl', 155, ['CER-BOWL', '', 3650, 450]],
  ['gift-card', 'gifts', 'card', 330, ['GIFT-25', 'v25', 2500, 0], ['GIFT-50', 'v50', 5000, 0]],
];

export const PRODUCTS: readonly Product[] = ROWS.map(([handle, category, drawing, hue, ...variants], at) => ({
  id: 9_100_000_000_001 + at,
  handle,
  category,
  drawing,
  hue,
  giftCard: category === 'gifts',
  variants: variants.map(([sku, option, price, grams], index) => ({ id: 47_100_000_000_001 + at * 10 + index, sku, option, price, grams })),
}));

/** Round factors, so that a price stays a price: the sandbox is not an exchange. */
const FACTOR: Record<string, number> = { EUR: 1, USD: 1.1, GBP: 0.9, ILS: 4, JPY: 1.6, IRR: 500 };

export function priceIn(currency: string, euroCents: number): number {
  return Math.round(euroCents * (FACTOR[currency] ?? 1));
}

export interface Sellable {
  product: Product;
  variant: Variant;
}

function findVariant(wanted: (variant: Variant) => boolean): Sellable | undefined {
  for (const product of PRODUCTS) {
    const variant = product.variants.find(wanted);
    if (variant) return { product, variant };
  }
  return undefined;
}

export const findBySku = (sku: string): Sellable | undefined => findVariant((one) => one.sku === sku);
export const findByVariantId = (id: number): Sellable | undefined => findVariant((one) => one.id === id);

const FIRST_COLLECTION = 7_001;
export const CATEGORIES: readonly Category[] = [...new Set(PRODUCTS.map((one) => one.category))];

/** The shop has a collection for every category, numbered by its place among them. */
export const collectionIdOf = (category: Category): number => FIRST_COLLECTION + CATEGORIES.indexOf(category);
export const categoryOf = (collectionId: number): Category | undefined => CATEGORIES[collectionId - FIRST_COLLECTION];
