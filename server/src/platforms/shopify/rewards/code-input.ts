// A wish for a code in Shopify's inputs. Free products have a form of their own, and a plainer one for shops that refuse it.
import { decimalFromMinor } from '../../../loyalty/money.ts';
import type { CodeGives, CodeWish, MoneyAmount } from '../../platform.ts';
import { gidOf } from '../gid.ts';
import { MAKE_BASIC, MAKE_FREE_PRODUCT, MAKE_FREE_SHIPPING } from './documents.ts';

export interface Making {
  readonly document: string;
  readonly input: object;
}

type FreeProduct = Extract<CodeGives, { kind: 'free-product' }>;

const instant = (at: number): string => new Date(at).toISOString();
const decimal = ({ amountMinor, currency }: MoneyAmount): string => decimalFromMinor(amountMinor, currency);
const EVERYTHING = { all: true } as const;

/** Whose, when, how often, beside what: the same for every form. Used once, whoever has it. */
function shared({ code, title, customerId, combines, startsAt, endsAt }: CodeWish): object {
  const { order, product, shipping } = combines;
  return {
    code,
    title,
    context: customerId === null ? { all: 'ALL' } : { customers: { add: [gidOf('Customer', customerId)] } },
    usageLimit: 1,
    appliesOncePerCustomer: true,
    combinesWith: { orderDiscounts: order, productDiscounts: product, shippingDiscounts: shipping },
    tags: ['lasting'],
    startsAt: instant(startsAt),
    endsAt: endsAt === null ? null : instant(endsAt),
  };
}

function minimum({ minimum: least }: CodeWish): object {
  return least === null ? {} : { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: decimal(least) } } };
}

function itemsOf({ appliesTo }: CodeWish): object {
  if (appliesTo.kind === 'all') return EVERYTHING;
  if (appliesTo.kind === 'products') return { products: { productsToAdd: appliesTo.ids.map((id) => gidOf('Product', id)) } };
  return { collections: { add: appliesTo.ids.map((id) => gidOf('Collection', id)) } };
}

const piece = ({ variantId }: FreeProduct): object => ({ products: { productVariantsToAdd: [gidOf('ProductVariant', variantId)] } });

function basic(wish: CodeWish, value: object, items: object): Making {
  return { document: MAKE_BASIC, input: { ...shared(wish), ...minimum(wish), customerGets: { value, items } } };
}

/**
 * "Buy for at least so much, get one piece of it free." There is no other place for a minimum in this form, and it must be something: where the
 * reward has none, the smallest amount.
 */
function buyAndGet(wish: CodeWish, gives: FreeProduct, currency: string): Making {
  const least = decimal({ amountMinor: Math.max(wish.minimum?.amountMinor ?? 0, 1), currency });
  const customerBuys = { value: { amount: least }, items: EVERYTHING };
  const value = { discountOnQuantity: { quantity: '1', effect: { percentage: 1 } } };
  const input = { ...shared(wish), usesPerOrderLimit: 1, customerBuys, customerGets: { value, items: piece(gives) } };
  return { document: MAKE_FREE_PRODUCT, input };
}

/** `currency` is the shop's. */
export function makingOf(wish: CodeWish, currency: string): Making {
  const { gives } = wish;
  switch (gives.kind) {
    case 'amount-off':
      return basic(wish, { discountAmount: { amount: decimal(gives.amount), appliesOnEachItem: false } }, itemsOf(wish));
    case 'percent-off':
      return basic(wish, { percentage: gives.basisPoints / 10_000 }, itemsOf(wish));
    case 'free-shipping': {
      const most = gives.maximum === null ? {} : { maximumShippingPrice: decimal(gives.maximum) };
      return { document: MAKE_FREE_SHIPPING, input: { ...shared(wish), ...minimum(wish), ...most, destination: EVERYTHING } };
    }
    case 'free-product':
      return buyAndGet(wish, gives, currency);
  }
}

/**
 * Whether a shop takes "all goods" and the smallest amount for what must be bought could not be seen in the schema. One that does not gets the
 * whole price off the piece instead; every piece of it in the cart is free then, so this is the second choice. Null: there is no other form.
 */
export function plainerMakingOf(wish: CodeWish): Making | null {
  return wish.gives.kind === 'free-product' ? basic(wish, { percentage: 1 }, piece(wish.gives)) : null;
}
