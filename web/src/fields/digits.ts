// Reads what a person typed as a number, in Latin, Persian or Arabic digits and with any of their separators. Exact: no floats on the way.

const PERSIAN_ZERO = 0x06f0;
const ARABIC_ZERO = 0x0660;

/** The same text with Latin digits, `.` for the decimal point, `-` for minus, and without grouping or invisible direction marks. */
export function latinDigits(text: string): string {
  return text
    .replace(/[\u06F0-\u06F9]/gu, (digit) => String(digit.charCodeAt(0) - PERSIAN_ZERO))
    .replace(/[\u0660-\u0669]/gu, (digit) => String(digit.charCodeAt(0) - ARABIC_ZERO))
    .replace(/[\u2212\uFE63\uFF0D]/gu, '-')
    .replace(/[\u200E\u200F\u061C\u2066-\u2069]/gu, '')
    .replace(/[\s\u066C\u060C'’]/gu, '')
    .replace(/\u066B/gu, '.');
}

/** `1,234.5` and `1.234,5` mean the same to different people: the last separator decides unless it can only be grouping. */
function decimalText(text: string): string {
  const latin = latinDigits(text);
  if (latin.includes(',') && latin.includes('.')) {
    const decimal = latin.lastIndexOf(',') > latin.lastIndexOf('.') ? ',' : '.';
    return latin.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.');
  }
  const grouped = /^-?\d{1,3}(,\d{3})+$/u.test(latin);
  return grouped ? latin.replaceAll(',', '') : latin.replace(',', '.');
}

const DECIMAL = /^(-?)(\d{1,13})(?:\.(\d*))?$/u;

/**
 * The number times 10^`decimals`, as an integer ("12.5" with 2 decimals is 1250).
 * Null when it is no number, too large, or has more decimals than asked for: nothing is rounded behind the person's back.
 */
export function parseScaled(text: string, decimals: number): number | null {
  const match = DECIMAL.exec(decimalText(text));
  if (match === null) return null;
  const fraction = match[3] ?? '';
  if (/[^0]/u.test(fraction.slice(decimals))) return null;
  const scaled = Number(`${match[2] ?? ''}${fraction.slice(0, decimals).padEnd(decimals, '0')}`);
  if (!Number.isSafeInteger(scaled)) return null;
  return match[1] === '-' && scaled !== 0 ? -scaled : scaled;
}

/** A scaled integer as a person would type it ("1250" with 2 decimals is "12.5"), in the language's digits, without grouping. */
export function showScaled(scaled: number, decimals: number, tag: string, fixed: boolean): string {
  return new Intl.NumberFormat(tag, {
    useGrouping: false,
    minimumFractionDigits: fixed ? decimals : 0,
    maximumFractionDigits: decimals,
  }).format(scaled / 10 ** decimals);
}

/** The same for reading: with grouping. */
export function readScaled(value: number, decimals: number, tag: string): string {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: decimals }).format(value / 10 ** decimals);
}
