// The checkout's own discount codes. What it refuses and why is Shopify's text, in English: it is never shown.
import { sameCode } from '../../../shared/src/held.ts';
import type { Codes } from '../../../shared/src/redeeming.ts';

async function change(type: 'addDiscountCode' | 'removeDiscountCode', code: string): Promise<boolean> {
  try {
    return (await shopify.applyDiscountCodeChange({ type, code })).type === 'success';
  } catch {
    // Wallets that pay in one step refuse by throwing.
    return false;
  }
}

export const hasCode = (code: string): boolean => shopify.discountCodes.value.some((one) => sameCode(one.code, code));

export const checkoutCodes: Codes = {
  add: (code) => (hasCode(code) ? Promise.resolve(true) : change('addDiscountCode', code)),
  remove: (code) => (hasCode(code) ? change('removeDiscountCode', code) : Promise.resolve(true)),
};

/** False where the merchant's checkout, or a cart that was made by another system, does not allow it. */
export const mayChangeCodes = (): boolean => shopify.instructions.value.discounts.canUpdateDiscountCodes;
