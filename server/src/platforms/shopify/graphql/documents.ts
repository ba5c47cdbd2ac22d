// What we ask Shopify. Each document is validated in a test against Shopify's schema, and asks for no more than 1000 points.

const MONEY = 'shopMoney { amount currencyCode }';

const PLACE = `fragment Place on MailingAddress {
  firstName lastName company address1 address2 city zip province countryCodeV2 phone
}`;

const LINE = `fragment Line on LineItem {
  id title quantity currentQuantity isGiftCard requiresShipping
  product { id } variant { id }
  originalUnitPriceSet { ${MONEY} }
  discountAllocations { allocatedAmountSet { ${MONEY} } }
  taxLines { priceSet { ${MONEY} } }
}`;

const REFUND_LINES = `pageInfo { hasNextPage endCursor }
    nodes { quantity subtotalSet { ${MONEY} } totalTaxSet { ${MONEY} } lineItem { id } }`;

const REFUND = `fragment OneRefund on Refund {
  id createdAt processedAt
  transactions(first: 5) { nodes { kind status amountSet { ${MONEY} presentmentMoney { currencyCode } } } }
  refundLineItems(first: 10) { ${REFUND_LINES} }
  refundShippingLines(first: 3) { nodes { subtotalAmountSet { ${MONEY} } taxAmountSet { ${MONEY} } } }
  orderAdjustments(first: 5) { nodes { reason amountSet { ${MONEY} } taxAmountSet { ${MONEY} } } }
}`;

export const SHOP_FACTS = 'query LastingShop { shop { name currencyCode ianaTimezone myshopifyDomain } }';

export const GRANTED_SCOPES = 'query LastingScopes { currentAppInstallation { accessScopes { handle } } }';

export const ORDER = `query LastingOrder($id: ID!) {
  order(id: $id) {
    id name currencyCode createdAt processedAt updatedAt cancelledAt test
    displayFinancialStatus displayFulfillmentStatus taxesIncluded discountCodes sourceName customerLocale
    customAttributes { key value }
    email phone clientIp
    billingAddress { ...Place }
    shippingAddress { ...Place }
    customer { id state firstName lastName defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
    totalPriceSet { ${MONEY} }
    totalTipReceivedSet { ${MONEY} }
    originalTotalDutiesSet { ${MONEY} }
    originalTotalAdditionalFeesSet { ${MONEY} }
    shippingLines(first: 10) { nodes { discountedPriceSet { ${MONEY} } taxLines { priceSet { ${MONEY} } } } }
    transactions(first: 100) { kind status gateway amountSet { ${MONEY} } }
    fulfillments(first: 100) { status displayStatus createdAt updatedAt }
    refunds(first: 250) { id }
    lineItems(first: 40) { pageInfo { hasNextPage endCursor } nodes { ...Line } }
  }
}
${PLACE}
${LINE}`;

export const ORDER_LINES = `query LastingOrderLines($id: ID!, $after: String) {
  order(id: $id) { updatedAt lineItems(first: 60, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Line } } }
}
${LINE}`;

export const ORDER_REFUNDS = `query LastingOrderRefunds($id: ID!, $count: Int!) {
  order(id: $id) { updatedAt refunds(first: $count) { ...OneRefund } }
}
${REFUND}`;

export const ONE_REFUND = `query LastingRefund($id: ID!) {
  node(id: $id) { ... on Refund { order { updatedAt } ...OneRefund } }
}
${REFUND}`;

export const REFUND_LINES_PAGE = `query LastingRefundLines($id: ID!, $after: String) {
  node(id: $id) { ... on Refund { order { updatedAt } refundLineItems(first: 60, after: $after) { ${REFUND_LINES} } } }
}`;

export const CUSTOMER_TAGS = 'query LastingCustomerTags($id: ID!) { customer(id: $id) { tags } }';

/** The oldest orders first: they decide whether somebody bought before. */
export const BUYER_PAST = `query LastingBuyerPast($identifier: CustomerIdentifierInput!) {
  customerByIdentifier(identifier: $identifier) {
    createdAt numberOfOrders
    orders(first: 20, sortKey: CREATED_AT) { nodes { id createdAt processedAt cancelledAt test } }
  }
}`;

/** A product in more collections than this is an unusual one: the first hundred count. */
export const PRODUCTS = `query LastingProducts($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Product { id tags collections(first: 100) { nodes { id } } } }
}`;

export const FIND_PRODUCTS = `query LastingFindProducts($query: String) {
  products(first: 20, query: $query, sortKey: TITLE) { nodes { id title } }
}`;

export const FIND_COLLECTIONS = `query LastingFindCollections($query: String) {
  collections(first: 20, query: $query, sortKey: TITLE) { nodes { id title } }
}`;

export const GOODS = `query LastingGoods($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Product { id title } ... on Collection { id title } }
}`;

/** A dozen refunds of one order are not seen whole: then it is asked for in full, and once. */
const GLANCE = `fragment Glance on Order {
  id updatedAt cancelledAt test displayFinancialStatus currencyCode currentSubtotalLineItemsQuantity
  totalPriceSet { ${MONEY} }
  refunds(first: 10) { id }
}`;

/** Oldest change first, so that a watermark can follow. Whole seconds are compared: ask with overlap. */
export const ORDERS_UPDATED_SINCE = `query LastingOrdersUpdatedSince($query: String!, $after: String) {
  orders(first: 50, after: $after, query: $query, sortKey: UPDATED_AT) { pageInfo { hasNextPage endCursor } nodes { ...Glance } }
}
${GLANCE}`;

export const GLANCE_AT_ORDERS = `query LastingGlanceAtOrders($ids: [ID!]!) { nodes(ids: $ids) { ...Glance } }
${GLANCE}`;

export const CUSTOMERS_UPDATED_SINCE = `query LastingCustomersUpdatedSince($query: String!, $after: String) {
  customers(first: 100, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { id state verifiedEmail updatedAt firstName lastName locale defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber } }
  }
}`;

/** All automatic discounts, of whichever app: ours are those with our metafield, which nobody else can read or write. */
export const AUTOMATIC_DISCOUNTS = `query LastingAutomaticDiscounts($after: String) {
  discountNodes(first: 50, after: $after, query: "method:automatic") {
    pageInfo { hasNextPage endCursor }
    nodes {
      id
      configuration: metafield(namespace: "$app", key: "configuration") { value }
      variables: metafield(namespace: "$app", key: "variables") { value }
      discount { ... on DiscountAutomaticApp { status } }
    }
  }
}`;

const SAID = 'userErrors { field code message }';

export const MAKE_AUTOMATIC = `mutation LastingMakeAutomatic($input: DiscountAutomaticAppInput!) {
  done: discountAutomaticAppCreate(automaticAppDiscount: $input) { automaticAppDiscount { discountId } ${SAID} }
}`;

export const CHANGE_AUTOMATIC = `mutation LastingChangeAutomatic($id: ID!, $input: DiscountAutomaticAppInput!) {
  done: discountAutomaticAppUpdate(id: $id, automaticAppDiscount: $input) { automaticAppDiscount { discountId } ${SAID} }
}`;

export const STOP_AUTOMATIC = `mutation LastingStopAutomatic($id: ID!) {
  done: discountAutomaticDeactivate(id: $id) { automaticDiscountNode { id } ${SAID} }
}`;

export const REMOVE_AUTOMATIC = `mutation LastingRemoveAutomatic($id: ID!) {
  done: discountAutomaticDelete(id: $id) { deletedAutomaticDiscountId ${SAID} }
}`;

/** In groups: what belongs to an order follows it, so that the file can be read in parts. */
export const BULK_START = `mutation LastingBulkStart($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: true) { bulkOperation { id } userErrors { code message } }
}`;

export const BULK_LOOK = `query LastingBulkLook($id: ID!) {
  bulkOperation(id: $id) { status errorCode createdAt rootObjectCount url }
}`;

/** What the shop knows of somebody's wish for its newsletter. */
export const NEWSLETTER_OF =
  'query LastingNewsletterOf($id: ID!) { customer(id: $id) { defaultEmailAddress { marketingState marketingUpdatedAt } } }';

export const NEWSLETTER_WORD = `mutation LastingNewsletterWord($input: CustomerEmailMarketingConsentUpdateInput!) {
  told: customerEmailMarketingConsentUpdate(input: $input) { customer { id } userErrors { field code message } }
}`;
