// What every script has more than one way to write.

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
const MARKS = /\p{Mark}/gu;
const DIGIT = /\p{Decimal_Number}/gu;

/** Ten digits of a script follow each other, and each run of ten begins at a zero: what Unicode promises of decimal numbers. */
function asciiDigit(digit: string): string {
  let value = 0;
  const code = digit.codePointAt(0) ?? 0;
  while (value < 9 && /\p{Decimal_Number}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** Persian, Arabic and other digits as 0 to 9. */
export function withAsciiDigits(text: string): string {
  return text.replaceAll(DIGIT, (digit) => (digit >= '0' && digit <= '9' ? digit : asciiDigit(digit)));
}

/** Compatibility letters, upper case, invisible characters and accents are gone. */
export function folded(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(IGNORABLE, '').toLowerCase();
  return withAsciiDigits(plain).normalize('NFD').replaceAll(MARKS, '').normalize('NFC');
}
