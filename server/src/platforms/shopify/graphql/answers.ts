// The answers to documents.ts, as far as they are read. Fields that a merchant's approvals may hide are nullable.
import { z } from 'zod';
import { Text } from '../normalise/shapes.ts';

const Money = z
  .object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) })
  .transform(({ shopMoney }) => ({ amount: shopMoney.amount, currency: shopMoney.currencyCode }));
const Named = z.object({ id: z.string() });
const PageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const TaxLines = z.array(z.object({ priceSet: Money }));

const Line = z.object({
  id: z.string(),
  title: z.string(),
  quantity: z.int().nonnegative(),
  currentQuantity: z.int().nonnegative(),
  isGiftCard: z.boolean(),
  requiresShipping: z.boolean(),
  product: Named.nullable(),
  variant: Named.nullable(),
  originalUnitPriceSet: Money,
  discountAllocations: z.array(z.object({ allocatedAmountSet: Money })),
  taxLines: TaxLines,
});

const RefundLines = z.object({
  pageInfo: PageInfo,
  nodes: z.array(z.object({ quantity: z.int().nonnegative(), subtotalSet: Money, totalTaxSet: Money, lineItem: Named })),
});

const Transaction = z.object({
  kind: z.string(),
  status: z.string(),
  amountSet: z.object({
    shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }),
    presentmentMoney: z.object({ currencyCode: z.string() }),
  }),
});

const RefundAnswer = z.object({
  id: z.string(),
  createdAt: Text,
  processedAt: Text,
  transactions: z.object({ nodes: z.array(Transaction) }),
  refundLineItems: RefundLines,
  refundShippingLines: z.object({ nodes: z.array(z.object({ subtotalAmountSet: Money, taxAmountSet: Money })) }),
  orderAdjustments: z.object({ nodes: z.array(z.object({ reason: Text, amountSet: Money, taxAmountSet: Money })) }),
});
export type RefundAnswer = z.output<typeof RefundAnswer>;

const Place = z.object({
  firstName: Text,
  lastName: Text,
  company: Text,
  address1: Text,
  address2: Text,
  city: Text,
  zip: Text,
  province: Text,
  countryCodeV2: Text,
  phone: Text,
});
export type PlaceAnswer = z.output<typeof Place>;

const OrderAnswer = z.object({
  id: z.string(),
  name: z.string(),
  currencyCode: z.string(),
  createdAt: z.string(),
  processedAt: Text,
  updatedAt: z.string(),
  cancelledAt: Text,
  test: z.boolean(),
  displayFinancialStatus: Text,
  displayFulfillmentStatus: Text,
  taxesIncluded: z.boolean(),
  discountCodes: z.array(z.string()),
  sourceName: Text,
  customerLocale: Text,
  email: Text,
  phone: Text,
  /** What the merchant's approvals hide, or a list does not ask for, is null or not there. */
  clientIp: Text,
  customAttributes: z
    .array(z.object({ key: z.string(), value: z.string().nullish() }))
    .nullish()
    .transform((all) => all ?? []),
  billingAddress: Place.nullish(),
  shippingAddress: Place.nullish(),
  customer: z
    .object({
      id: z.string(),
      state: z.string(),
      firstName: Text,
      lastName: Text,
      defaultEmailAddress: z.object({ emailAddress: Text }).nullish(),
      defaultPhoneNumber: z.object({ phoneNumber: Text }).nullish(),
    })
    .nullable(),
  totalPriceSet: Money,
  totalTipReceivedSet: Money,
  originalTotalDutiesSet: Money.nullish(),
  originalTotalAdditionalFeesSet: Money.nullish(),
  shippingLines: z.object({ nodes: z.array(z.object({ discountedPriceSet: Money, taxLines: TaxLines })) }),
  transactions: z.array(z.object({ kind: z.string(), status: z.string(), gateway: Text, amountSet: Money })),
  fulfillments: z.array(z.object({ status: z.string(), displayStatus: Text, createdAt: z.string(), updatedAt: z.string() })),
  refunds: z.array(Named),
  lineItems: z.object({ pageInfo: PageInfo, nodes: z.array(Line) }),
});
export type OrderAnswer = z.output<typeof OrderAnswer>;

export const ShopFacts = z.object({ shop: z.object({ name: z.string(), currencyCode: z.string(), ianaTimezone: z.string() }) });
export const Scopes = z.object({ currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }) });
export const CustomerTags = z.object({ customer: z.object({ tags: z.array(z.string()) }).nullable() });
export const BuyerPast = z.object({
  customerByIdentifier: z
    .object({
      createdAt: z.string(),
      numberOfOrders: z.union([z.string(), z.number()]),
      orders: z.object({
        nodes: z.array(z.object({ id: z.string(), createdAt: z.string(), processedAt: Text, cancelledAt: Text, test: z.boolean() })),
      }),
    })
    .nullable(),
});
export type BuyerPastAnswer = z.output<typeof BuyerPast>;
/** Null for a product that is gone; an object without an id for a thing that is no product. */
export const Products = z.object({
  nodes: z.array(z.object({ id: z.string(), tags: z.array(z.string()), collections: z.object({ nodes: z.array(Named) }) }).nullable()),
});
const Titled = z.object({ id: z.string(), title: z.string() });
export const FoundProducts = z.object({ products: z.object({ nodes: z.array(Titled) }) }).transform(({ products }) => products.nodes);
export const FoundCollections = z
  .object({ collections: z.object({ nodes: z.array(Titled) }) })
  .transform(({ collections }) => collections.nodes);
/** Null for what is gone. */
export const Goods = z.object({ nodes: z.array(Titled.nullable()) }).transform(({ nodes }) => nodes.filter((one) => one !== null));
export const Order = z.object({ order: OrderAnswer.nullable() });
export const OrderLines = z.object({
  order: z.object({ updatedAt: z.string(), lineItems: z.object({ pageInfo: PageInfo, nodes: z.array(Line) }) }).nullable(),
});
export const OrderRefunds = z.object({ order: z.object({ updatedAt: z.string(), refunds: z.array(RefundAnswer) }).nullable() });
const OfOrder = z.object({ order: z.object({ updatedAt: z.string() }) });
export const OneRefund = z.object({ node: RefundAnswer.extend(OfOrder.shape).nullable() });
export const RefundLinesPage = z.object({ node: OfOrder.extend({ refundLineItems: RefundLines }).nullable() });
const GlancedOrder = OrderAnswer.pick({
  id: true, updatedAt: true, cancelledAt: true, test: true, displayFinancialStatus: true, currencyCode: true, totalPriceSet: true, refunds: true,
}).extend({ currentSubtotalLineItemsQuantity: z.int() }); // prettier-ignore
export type GlancedOrder = z.output<typeof GlancedOrder>;
export const ChangedOrders = z.object({ orders: z.object({ pageInfo: PageInfo, nodes: z.array(GlancedOrder) }) });
/** Null for what is gone or not shown to us. */
export const GlancedOrders = z.object({ nodes: z.array(GlancedOrder.nullable()) });

export const ListedCustomer = z.object({
  id: z.string(),
  state: z.string(),
  verifiedEmail: z.boolean().nullish(),
  updatedAt: z.string(),
  firstName: Text,
  lastName: Text,
  locale: Text,
  defaultEmailAddress: z.object({ emailAddress: Text }).nullish(),
  defaultPhoneNumber: z.object({ phoneNumber: Text }).nullish(),
});
export type ListedCustomer = z.output<typeof ListedCustomer>;
export const ChangedCustomers = z.object({ customers: z.object({ pageInfo: PageInfo, nodes: z.array(ListedCustomer) }) });

const Value = z.object({ value: z.string() }).nullable();
export const AutomaticDiscounts = z.object({
  discountNodes: z.object({
    pageInfo: PageInfo,
    nodes: z.array(
      z.object({ id: z.string(), configuration: Value, variables: Value, discount: z.object({ status: z.string().optional() }) }),
    ),
  }),
});
export type AutomaticDiscounts = z.output<typeof AutomaticDiscounts>;
export const DoneAutomatic = z.object({
  done: z.object({ userErrors: z.array(z.object({ field: z.array(z.string()).nullish(), code: z.string().nullish() })) }),
});

/** An order with all its lines at hand. */
export const PastOrder = OrderAnswer;

export const BulkStart = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: Named.nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});
export const BulkLook = z.object({
  bulkOperation: z
    .object({
      status: z.enum(['CREATED', 'RUNNING', 'CANCELING', 'CANCELED', 'COMPLETED', 'FAILED', 'EXPIRED']),
      errorCode: z.string().nullable(),
      createdAt: z.string(),
      /** An unsigned number of 64 bits, which travels as text. */
      rootObjectCount: z.union([z.string(), z.int()]),
      url: z.string().nullable(),
    })
    .nullable(),
});
