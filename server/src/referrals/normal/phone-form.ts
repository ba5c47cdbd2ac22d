// A telephone number in the one form that is the same from everywhere (E.164).
import { parsePhoneNumberFromString, isSupportedCountry } from 'libphonenumber-js/min';
import { withAsciiDigits } from './written.ts';

/** Fewer digits are an extension or a slip. */
const FEWEST = 7;

/**
 * `country`, two letters: where a number without its country's code is of. A number that cannot be one in that country is compared by its digits;
 * null when there are too few of them.
 */
export function phoneForm(phone: string, country: string | null): string | null {
  const text = withAsciiDigits(phone.normalize('NFKC'));
  const at = country?.toUpperCase();
  const land = at !== undefined && isSupportedCountry(at) ? at : undefined;
  // Nearly everywhere two zeros are how one dials abroad.
  const abroad = land === undefined ? text.replace(/^\s*00(?=[1-9])/, '+') : text;
  const known = parsePhoneNumberFromString(abroad, land);
  if (known?.isPossible() === true) return known.number;
  const digits = text.replaceAll(/\D/g, '').replace(/^0+/, '');
  return digits.length < FEWEST ? null : digits;
}
