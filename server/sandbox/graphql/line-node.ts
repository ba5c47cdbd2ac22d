import { gid } from '../shop/ids.ts';
import { split } from '../shop/money.ts';
import { currentQuantity, lineMoney } from '../shop/order-money.ts';
import type { Line, Order } from '../shop/order.ts';
import { productNodeById, variantNodeById } from './products.ts';
import { moneyBag, moneyV2 } from './money.ts';

export function taxLineNode(order: Order, amount: number) {
  const rate = order.taxRateBp / 10_000;
  return {
    title: 'VAT',
    rate,
    ratePercentage: order.taxRateBp / 100,
    channelLiable: false,
    source: 'Shopify',
    priceSet: moneyBag(amount, order.currency),
  };
}

export function applicationNodes(order: Order) {
  return order.discounts.map(({ code, title, target, valueType, value, allocation, selection }, index) => ({
    ...(code === '' ? { __typename: 'AutomaticDiscountApplication', title } : { __typename: 'DiscountCodeApplication', code }),
    index,
    allocationMethod: allocation.toUpperCase(),
    targetSelection: selection.toUpperCase(),
    targetType: target.toUpperCase(),
    value: valueType === 'percentage' ? { __typename: 'PricingPercentageValue', percentage: value / 100 } : moneyV2(value, order.currency),
  }));
}

export function lineNode(order: Order, line: Line): object {
  const { currency } = order;
  const money = lineMoney(order, line);
  const current = currentQuantity(order, line);
  const unitNet = split(
    money.net,
    Array.from({ length: line.quantity }, () => 1),
  )[0];
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    title: line.title,
    variantTitle: line.variantTitle,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    sku: line.sku,
    vendor: 'Tea & Clay',
    quantity: line.quantity,
    currentQuantity: current,
    refundableQuantity: current,
    unfulfilledQuantity: Math.max(0, current - line.fulfilled),
    nonFulfillableQuantity: 0,
    isGiftCard: line.giftCard,
    requiresShipping: !line.giftCard,
    restockable: !line.giftCard,
    taxable: !line.giftCard,
    merchantEditable: true,
    customAttributes: [],
    originalUnitPriceSet: moneyBag(line.price, currency),
    originalTotalSet: moneyBag(money.gross, currency),
    // Code discounts are not in the discounted totals, only in the allocations and in "after all discounts".
    discountedTotalSet: moneyBag(money.gross, currency),
    discountedUnitPriceSet: moneyBag(line.price, currency),
    discountedUnitPriceAfterAllDiscountsSet: moneyBag(unitNet ?? 0, currency),
    totalDiscountSet: moneyBag(0, currency),
    discountAllocations: () =>
      line.parts.map(({ index, amount }) => ({
        allocatedAmountSet: moneyBag(amount, currency),
        discountApplication: applicationNodes(order)[index],
      })),
    taxLines: line.giftCard ? [] : [taxLineNode(order, money.tax)],
    product: () => productNodeById(line.productId),
    variant: () => variantNodeById(line.variantId),
  };
}
