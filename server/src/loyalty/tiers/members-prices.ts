// What members pay, as whatever runs in a store's cart reads it: derived from the program and from nothing else. The reader is strict, and may be an older
// one than this: a change of shape is a new `format`.
import type { Program } from '../program/program.ts';
import type { Text } from '../program/text.ts';
import type { MemberPrice, TierLevel, Tiers } from './tiers.ts';

const FORMAT = 1;
/** A store hands its cart 10,000 bytes and no more. */
export const CONFIGURATION_BYTES_MAX = 9_500;

/** Minor units of one piece, by the id of a product or variant. */
type Prices = Readonly<Record<string, number>>;

export interface LevelPrices {
  readonly id: string;
  readonly basisPoints: number;
  readonly names: Text;
  readonly products: Prices;
  readonly variants: Prices;
}

export interface TierDiscount {
  readonly configuration: {
    readonly format: typeof FORMAT;
    readonly currency: string;
    /** Those that have anything; from low to high. */
    readonly levels: readonly LevelPrices[];
    /** Products that no percentage touches. */
    readonly leftOut: Readonly<Record<string, true>>;
  };
  /** Collections that no percentage touches: the store is asked which of a cart's goods are in them. */
  readonly leftOutCollectionIds: readonly string[];
}

/** Where several prices name the same goods, the lowest is meant. */
function pricesOf(level: TierLevel, all: readonly MemberPrice[], kind: MemberPrice['goods']['kind']): Prices {
  const prices: Record<string, number> = {};
  for (const { goods, amountMinor, tierIds } of all) {
    if (goods.kind !== kind || !tierIds.includes(level.id)) continue;
    for (const id of goods.ids) prices[id] = Math.min(amountMinor, prices[id] ?? amountMinor);
  }
  return prices;
}

const hasAny = ({ basisPoints, products, variants }: LevelPrices): boolean =>
  basisPoints > 0 || Object.keys(products).length > 0 || Object.keys(variants).length > 0;

function levelsOf({ levels, memberPrices }: Tiers): LevelPrices[] {
  const all = levels.map((level) => ({
    id: level.id,
    basisPoints: level.membersDiscountBasisPoints,
    names: level.name,
    products: pricesOf(level, memberPrices, 'products'),
    variants: pricesOf(level, memberPrices, 'variants'),
  }));
  return all.filter(hasAny);
}

/** Null: nobody pays less for being a member, or the program is off. */
export function tierDiscountConfiguration({
  active,
  currency,
  tiers,
}: Pick<Program, 'active' | 'currency' | 'tiers'>): TierDiscount | null {
  const levels = active && tiers !== null ? levelsOf(tiers) : [];
  if (levels.length === 0 || tiers === null) return null;
  const { productIds, collectionIds } = tiers.discountLeavesOut;
  const leftOut = Object.fromEntries(productIds.map((id) => [id, true as const]));
  return { configuration: { format: FORMAT, currency, levels, leftOut }, leftOutCollectionIds: [...new Set(collectionIds)] };
}

/** As it will be written. */
export function configurationBytes({ configuration }: TierDiscount): number {
  return new TextEncoder().encode(JSON.stringify(configuration)).length;
}
