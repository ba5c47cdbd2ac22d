// What is ordered in bulk. No sizes, cursors or variables: those are Shopify's business there. At most five connections, and none inside a list, so
// that the lines of refunds cannot be had: orders with refunds are asked for by themselves.

const MONEY = 'shopMoney { amount currencyCode }';
/** Hidden from apps without approval; in bulk one hidden field fails the whole, so there is a query without them. */
const WHO = 'firstName lastName locale defaultEmailAddress { emailAddress } defaultPhoneNumber { phoneNumber }';
const WHERE_TO = `email phone billingAddress { firstName lastName countryCodeV2 } shippingAddress { countryCodeV2 }`;

export const customersInBulk = (bare: boolean): string => `{
  customers { edges { node { id state verifiedEmail updatedAt ${bare ? '' : WHO} } } }
}`;

export const ordersInBulk = (bare: boolean): string => `{
  orders { edges { node {
    id name currencyCode createdAt processedAt updatedAt cancelledAt test
    displayFinancialStatus displayFulfillmentStatus taxesIncluded discountCodes sourceName customerLocale
    customAttributes { key value }
    ${bare ? '' : WHERE_TO}
    customer { id state ${bare ? '' : WHO} }
    totalPriceSet { ${MONEY} }
    totalTipReceivedSet { ${MONEY} }
    originalTotalDutiesSet { ${MONEY} }
    originalTotalAdditionalFeesSet { ${MONEY} }
    transactions { kind status gateway amountSet { ${MONEY} } }
    fulfillments { status displayStatus createdAt updatedAt }
    refunds { id }
    shippingLines { edges { node { id discountedPriceSet { ${MONEY} } taxLines { priceSet { ${MONEY} } } } } }
    lineItems { edges { node {
      id title quantity currentQuantity isGiftCard requiresShipping
      product { id } variant { id }
      originalUnitPriceSet { ${MONEY} }
      discountAllocations { allocatedAmountSet { ${MONEY} } }
      taxLines { priceSet { ${MONEY} } }
    } } }
  } } }
}`;
