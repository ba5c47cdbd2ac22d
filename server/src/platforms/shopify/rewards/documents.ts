// What we ask Shopify for rewards. Each document is validated in the same test as those of graphql/documents.ts.

const SAID = 'userErrors { field code message }';

/** Codes are found whatever their case. */
export const CODE_BY_TEXT = 'query LastingCode($code: String!) { codeDiscountNodeByCode(code: $code) { id } }';

export const MAKE_BASIC = `mutation LastingMakeCode($input: DiscountCodeBasicInput!) {
  made: discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id } ${SAID} }
}`;

export const MAKE_FREE_SHIPPING = `mutation LastingMakeFreeShipping($input: DiscountCodeFreeShippingInput!) {
  made: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $input) { codeDiscountNode { id } ${SAID} }
}`;

export const MAKE_FREE_PRODUCT = `mutation LastingMakeFreeProduct($input: DiscountCodeBxgyInput!) {
  made: discountCodeBxgyCreate(bxgyCodeDiscount: $input) { codeDiscountNode { id } ${SAID} }
}`;

export const REMOVE_CODE = `mutation LastingRemoveCode($id: ID!) {
  removed: discountCodeDelete(id: $id) { deletedCodeDiscountId ${SAID} }
}`;

export const ORDERS_WITH_CODE = `query LastingOrdersWithCode($query: String!, $after: String) {
  orders(first: 100, after: $after, query: $query) { pageInfo { hasNextPage endCursor } nodes { id discountCodes } }
}`;

export const MAKE_GIFT_CARD = `mutation LastingMakeGiftCard($input: GiftCardCreateInput!) {
  made: giftCardCreate(input: $input) { giftCard { id } ${SAID} }
}`;

/** A customer has one account for each currency. */
export const CREDIT_ACCOUNTS = `query LastingCreditAccounts($id: ID!) {
  customer(id: $id) { storeCreditAccounts(first: 50) { nodes { id balance { currencyCode } } } }
}`;

export const CREDIT_MOVES = `query LastingCreditMoves($id: ID!, $first: Int!) {
  storeCreditAccount(id: $id) {
    transactions(first: $first, sortKey: CREATED_AT, reverse: true) {
      nodes {
        createdAt amount { amount currencyCode }
        ... on StoreCreditAccountCreditTransaction { id }
        ... on StoreCreditAccountDebitTransaction { id }
      }
    }
  }
}`;

export const GIVE_CREDIT = `mutation LastingGiveCredit($id: ID!, $input: StoreCreditAccountCreditInput!) {
  given: storeCreditAccountCredit(id: $id, creditInput: $input) {
    storeCreditAccountTransaction { id createdAt amount { amount currencyCode } }
    ${SAID}
  }
}`;

export const SET_FIELDS = `mutation LastingSetFields($fields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $fields) { metafields { id } ${SAID} }
}`;

export const REMOVE_FIELDS = `mutation LastingRemoveFields($fields: [MetafieldIdentifierInput!]!) {
  metafieldsDelete(metafields: $fields) { deletedMetafields { key } userErrors { field message } }
}`;
