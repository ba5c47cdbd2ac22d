/** What is wrong with a discount's input, whatever its kind. */
import { fromText } from '../shop/money.ts';
import type { DiscountInput } from './discount-shapes.ts';

export interface InputError {
  field: string[];
  code: string;
  message: string;
}

const MAX_CODE_LENGTH = 255;

/** A date in the past is accepted, an unreadable amount is not. */
export function problemsOf(input: DiscountInput, currency: string): InputError[] {
  const errors: InputError[] = [];
  const add = (field: string[], code: string, message: string) => void errors.push({ field, code, message });
  const code = input.code?.trim() ?? '';
  if (code === '') add(['code'], 'BLANK', "Code can't be blank");
  if (code.length > MAX_CODE_LENGTH) add(['code'], 'TOO_LONG', `Code is too long (maximum is ${MAX_CODE_LENGTH} characters)`);
  if (!input.title?.trim()) add(['title'], 'BLANK', "Title can't be blank");
  if (!input.context && !input.customerSelection) add(['context'], 'BLANK', "Context can't be blank");
  if (input.startsAt && input.endsAt && Date.parse(input.endsAt) <= Date.parse(input.startsAt)) {
    add(['endsAt'], 'END_DATE_BEFORE_START_DATE', 'Ends at must be after the start date');
  }
  if (input.usageLimit !== null && input.usageLimit !== undefined && input.usageLimit < 1)
    add(['usageLimit'], 'GREATER_THAN', 'Usage limit must be greater than 0');
  const { subtotal, quantity } = input.minimumRequirement ?? {};
  if (subtotal && quantity)
    add(['minimumRequirement'], 'MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT', 'Minimum subtotal and quantity cannot both be present');
  const amounts = { minimumRequirement: subtotal?.greaterThanOrEqualToSubtotal, maximumShippingPrice: input.maximumShippingPrice };
  for (const [field, amount] of Object.entries(amounts)) {
    if (typeof amount === 'string' && !((fromText(amount, currency) ?? -1) >= 0))
      add([field], 'GREATER_THAN_OR_EQUAL_TO', 'Amount must be greater than or equal to 0');
  }
  return errors;
}
