/** A cart handed to the app's Functions: each is given what its own query asks for and nothing else; its operations become amounts per line. */
import { execute } from 'graphql';
import { z } from 'zod';
import { metafieldsOf } from '../graphql/metafields.ts';
import { listAutomatic, type AutomaticDiscount } from '../shop/automatic-discount.ts';
import { collectionIdOf } from '../shop/catalogue.ts';
import type { Sellable } from '../shop/catalogue.ts';
import { statusOf } from '../shop/discount.ts';
import type { DiscountClass } from '../shop/discount.ts';
import { gid } from '../shop/ids.ts';
import { fromText, toText } from '../shop/money.ts';
import type { Shop } from '../shop/shop.ts';
import type { ShopFunction } from './functions.ts';

export interface FunctionLine extends Sellable {
  quantity: number;
  price: number;
}

/** Who has signed in, and the language they read. */
export interface FunctionBuyer {
  customerId: number | undefined;
  locale: string | undefined;
}

/** What one candidate takes off: an amount of each piece, or a share of each line it speaks of. */
export interface Candidate {
  title: string;
  message: string;
  class: Extract<DiscountClass, 'ORDER' | 'PRODUCT'>;
  combinesWith: AutomaticDiscount['combinesWith'];
  speaksOf: boolean[];
  percentageBp: number | null;
  amountEach: number | null;
}

const cartLine = z.object({ cartLine: z.object({ id: z.string() }) });
const percentage = z.object({ percentage: z.object({ value: z.string() }) });
const each = z.object({ fixedAmount: z.object({ amount: z.string(), appliesToEachItem: z.literal(true) }) });
const message = z.string().optional();
/** The operations that the app's Functions make; every other one fails loudly here, as it would be new to the sandbox. */
const result = z.strictObject({
  operations: z.array(
    z.union([
      z.strictObject({
        productDiscountsAdd: z.object({
          selectionStrategy: z.literal('ALL'),
          candidates: z.array(z.strictObject({ message, targets: z.array(cartLine), value: z.union([percentage, each]) })),
        }),
      }),
      z.strictObject({
        orderDiscountsAdd: z.object({
          selectionStrategy: z.literal('FIRST'),
          candidates: z.array(
            z.strictObject({
              message,
              targets: z.tuple([z.object({ orderSubtotal: z.object({ excludedCartLineIds: z.array(z.string()) }) })]),
              value: percentage,
            }),
          ),
        }),
      }),
    ]),
  ),
});
type Operation = z.output<typeof result>['operations'][number];

const lineId = (at: number): string => gid('CartLine', at);

function lineInput({ product, variant, quantity, price }: FunctionLine, at: number, currency: string): object {
  const collection = gid('Collection', collectionIdOf(product.category));
  const inAnyCollection = ({ ids }: { ids?: string[] | null }): boolean => ids?.includes(collection) === true;
  const ofProduct = { id: gid('Product', product.id), isGiftCard: product.giftCard, inAnyCollection };
  const money = { amount: toText(price, currency), currencyCode: currency };
  const merchandise = { __typename: 'ProductVariant', id: gid('ProductVariant', variant.id), product: ofProduct };
  return { id: lineId(at), quantity, cost: { amountPerQuantity: money }, merchandise };
}

function inputFor(shop: Shop, discount: AutomaticDiscount, lines: readonly FunctionLine[], { customerId, locale }: FunctionBuyer): object {
  const { currency } = shop.settings.get();
  const customer = customerId === undefined ? null : metafieldsOf(shop, gid('Customer', customerId));
  const subtotal = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return {
    cart: {
      buyerIdentity: { isAuthenticated: customer !== null, customer },
      cost: { subtotalAmount: { amount: toText(subtotal, currency), currencyCode: currency } },
      lines: lines.map((line, at) => lineInput(line, at, currency)),
    },
    discount: { discountClasses: discount.classes, ...metafieldsOf(shop, gid('DiscountAutomaticNode', discount.id)) },
    localization: { language: { isoCode: (locale ?? 'en').slice(0, 2).toUpperCase() } },
    presentmentCurrencyRate: '1.0',
  };
}

/** The variables of the query stand in a metafield of the discount; what does not stand there is null (Shopify's docs on input queries). */
function variablesOf(shop: Shop, { id }: AutomaticDiscount): Record<string, unknown> {
  const found = metafieldsOf(shop, gid('DiscountAutomaticNode', id)).metafield({ namespace: '$app', key: 'variables' });
  return (found?.jsonValue() ?? {}) as Record<string, unknown>;
}

function operationsOf(shop: Shop, one: ShopFunction, discount: AutomaticDiscount, lines: readonly FunctionLine[], buyer: FunctionBuyer) {
  const rootValue = inputFor(shop, discount, lines, buyer);
  const given = execute({ schema: one.schema, document: one.query, rootValue, variableValues: variablesOf(shop, discount) });
  if (given instanceof Promise) throw new Error('a query about a cart waits for nothing');
  if (given.errors) throw new Error(`the Function's query: ${given.errors.map((error) => error.message).join('; ')}`);
  return result.parse(one.run(structuredClone(given.data))).operations;
}

function candidatesOf(shop: Shop, discount: AutomaticDiscount, operation: Operation, count: number): Candidate[] {
  const { currency } = shop.settings.get();
  const ids = Array.from({ length: count }, (_, at) => lineId(at));
  const shared = { title: discount.title, combinesWith: discount.combinesWith };
  const share = (value: z.output<typeof percentage>): number => Math.round(Number(value.percentage.value) * 100);
  if ('orderDiscountsAdd' in operation) {
    return operation.orderDiscountsAdd.candidates.slice(0, 1).map(({ message: said, targets: [target], value }) => {
      const speaksOf = ids.map((id) => !target.orderSubtotal.excludedCartLineIds.includes(id));
      return { ...shared, message: said ?? discount.title, class: 'ORDER', speaksOf, percentageBp: share(value), amountEach: null };
    });
  }
  return operation.productDiscountsAdd.candidates.map(({ message: said, targets, value }) => ({
    ...shared,
    message: said ?? discount.title,
    class: 'PRODUCT',
    speaksOf: ids.map((id) => targets.some((target) => target.cartLine.id === id)),
    percentageBp: 'percentage' in value ? share(value) : null,
    amountEach: 'fixedAmount' in value ? (fromText(value.fixedAmount.amount, currency) ?? 0) : null,
  }));
}

/** Of every automatic discount that is on, what its Function says about this cart. */
export function automaticCandidates(shop: Shop, lines: readonly FunctionLine[], buyer: FunctionBuyer): Candidate[] {
  if (lines.length === 0) return [];
  const now = shop.now();
  return listAutomatic(shop)
    .filter((discount) => statusOf(discount, now) === 'ACTIVE')
    .flatMap((discount) => {
      const one = shop.functions.get(discount.functionHandle);
      if (!one) return [];
      const operations = operationsOf(shop, one, discount, lines, buyer);
      return operations.flatMap((operation) => candidatesOf(shop, discount, operation, lines.length));
    });
}
