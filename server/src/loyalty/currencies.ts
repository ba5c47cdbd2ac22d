// How many decimals money has.

/** Currencies whose smallest unit is not a hundredth (ISO 4217; IRT is the Iranian toman, which ISO does not list: no decimals). */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3, BIF: 0, CLP: 0, DJF: 0, GNF: 0, IQD: 3, IRR: 0, IRT: 0, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0, KWD: 3, LYD: 3,
  OMR: 3, PYG: 0, RWF: 0, TND: 3, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
}; // prettier-ignore

/** How many decimals a currency has: 2 unless the table says otherwise. */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

/** How many minor units one whole unit has: 100 for EUR, 1 for JPY. */
export function minorPerUnit(currency: string): number {
  return 10 ** minorDigits(currency);
}
