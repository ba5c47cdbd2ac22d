// What the server wrote down of the program (server/src/loyalty/tiers/members-prices.ts). It is read strictly: an older or a newer server, or a hand
// in the metafield, gives no discount; nothing that stands there can make a cart fail. Goods are looked up as they stand here: a cart has few
// instructions, and making tables of them would cost more than all its lines.

export type Language = 'en' | 'fa' | 'he';

/** Minor units of one piece, by the id of a product or variant. */
export type Prices = Readonly<Record<string, number>>;

export interface Level {
  readonly id: string;
  /** Off everything that is not left out; 0: none. */
  readonly basisPoints: number;
  /** As the merchant calls the level, at least in one language. */
  readonly names: Readonly<Partial<Record<Language, string>>>;
  readonly products: Prices;
  readonly variants: Prices;
}

export interface Configuration {
  /** Of the prices. */
  readonly currency: string;
  readonly levels: readonly Level[];
  /** Products that no percentage touches. */
  readonly leftOut: Readonly<Record<string, true>>;
}

type Json = Readonly<Record<string, unknown>>;

const FORMAT = 1;
const LANGUAGES: readonly string[] = ['en', 'fa', 'he'] satisfies Language[];

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isWhole = (value: unknown): value is number => typeof value === 'number' && value >= 0 && Number.isSafeInteger(value);

function hasNames(value: unknown): value is Level['names'] {
  if (!isObject(value)) return false;
  const languages = Object.keys(value);
  return languages.length > 0 && languages.every((language) => LANGUAGES.includes(language) && isText(value[language]));
}

function arePrices(value: unknown): value is Prices {
  if (!isObject(value)) return false;
  for (const id in value) if (!isWhole(value[id])) return false;
  return true;
}

function areLeftOut(value: unknown): value is Configuration['leftOut'] {
  if (!isObject(value)) return false;
  for (const id in value) if (value[id] !== true) return false;
  return true;
}

function isLevel(value: unknown): value is Level {
  if (!isObject(value)) return false;
  const { id, basisPoints, names, products, variants } = value;
  return isText(id) && isWhole(basisPoints) && basisPoints <= 10_000 && hasNames(names) && arePrices(products) && arePrices(variants);
}

/** Null: not a configuration of this format. */
export function readConfiguration(value: unknown): Configuration | null {
  if (!isObject(value) || value['format'] !== FORMAT) return null;
  const { currency, levels, leftOut } = value;
  if (!isText(currency) || !Array.isArray(levels) || !levels.every(isLevel) || !areLeftOut(leftOut)) return null;
  return { currency, levels, leftOut };
}
