// A rate that suits a currency: a typical order should earn 10 to 99 points, so that a balance is felt but can be read.
import { minorPerUnit } from '../currencies.ts';
import type { Rate } from './fields.ts';

/**
 * A typical order of a small shop, in whole units. Where large shops publish an average order it is about 60 to 90 US dollars in rich countries and
 * a third of that elsewhere; the rest is that amount at the exchange rate of 2026, rounded. Only its number of digits matters. IRR and IRT: an order
 * of clothes or cosmetics, 1.5 million toman.
 */
const TYPICAL_ORDER: Readonly<Record<string, number>> = {
  AED: 250, AFN: 2_500, ALL: 6_000, AMD: 20_000, ARS: 60_000, AUD: 90, AZN: 60, BAM: 90, BDT: 2_500, BGN: 90, BHD: 20, BIF: 100_000, BOB: 250,
  BRL: 200, BYN: 120, CAD: 90, CDF: 80_000, CHF: 80, CLP: 40_000, CNY: 250, COP: 150_000, CRC: 25_000, CZK: 1_500, DJF: 6_000, DKK: 500,
  DOP: 2_500, DZD: 6_000, EGP: 1_500, ETB: 3_500, EUR: 60, GBP: 60, GEL: 120, GHS: 400, GNF: 300_000, GTQ: 300, HKD: 500, HNL: 900,
  HUF: 20_000, IDR: 300_000, ILS: 250, INR: 1_500, IQD: 50_000, IRR: 15_000_000, IRT: 1_500_000, ISK: 9_000, JMD: 6_000, JOD: 25, JPY: 7_000,
  KES: 4_000, KGS: 3_000, KHR: 120_000, KMF: 15_000, KRW: 60_000, KWD: 20, KZT: 20_000, LAK: 600_000, LBP: 4_000_000, LKR: 9_000, LYD: 150,
  MAD: 400, MDL: 700, MGA: 150_000, MKD: 2_500, MMK: 90_000, MNT: 100_000, MUR: 1_500, MXN: 900, MYR: 150, NGN: 40_000, NOK: 800, NPR: 4_000,
  NZD: 90, OMR: 20, PEN: 150, PHP: 1_500, PKR: 6_000, PLN: 200, PYG: 250_000, QAR: 250, RON: 250, RSD: 5_000, RUB: 4_000, RWF: 40_000,
  SAR: 250, SEK: 800, SGD: 80, SYP: 400_000, THB: 1_200, TND: 90, TRY: 1_500, TWD: 1_500, TZS: 80_000, UAH: 1_500, UGX: 120_000, USD: 70,
  UYU: 2_000, UZS: 400_000, VES: 5_000, VND: 500_000, VUV: 7_000, XAF: 20_000, XOF: 20_000, XPF: 7_000, YER: 15_000, ZAR: 800, ZMW: 800,
}; // prettier-ignore
const TYPICAL_ELSEWHERE = 60;

/** In whole units of the currency; see the table. */
export function typicalOrder(currency: string): number {
  return TYPICAL_ORDER[currency] ?? TYPICAL_ELSEWHERE;
}

/** One point for a power of ten of whole units, because "1 point for every 10,000 toman" is easily said, and so large that a typical order earns two digits. */
export function suggestedRate(currency: string): Rate {
  const unitsPerPoint = 10 ** (String(typicalOrder(currency)).length - 2);
  return { currency, points: 1, perMinor: unitsPerPoint * minorPerUnit(currency) };
}
