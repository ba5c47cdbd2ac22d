// The answers to documents.ts of this folder, as far as they are read.
import { z } from 'zod';

const Named = z.object({ id: z.string() });
const Money = z.object({ amount: z.string(), currencyCode: z.string() });

/** What Shopify says no with. The message may name what was sent, so it is never kept: the code and the field are. */
const UserError = z.object({ field: z.array(z.string()).nullish(), code: z.string().nullish() });
export type UserError = z.output<typeof UserError>;
const userErrors = z.array(UserError);

export const CodeByText = z.object({ codeDiscountNodeByCode: Named.nullable() });
export const MadeCodeAnswer = z.object({ made: z.object({ codeDiscountNode: Named.nullable(), userErrors }) });
export const RemovedCode = z.object({ removed: z.object({ userErrors }) });
export const OrdersWithCode = z.object({
  orders: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(z.object({ id: z.string(), discountCodes: z.array(z.string()) })),
  }),
});
export type OrdersWithCode = z.output<typeof OrdersWithCode>;
export const MadeGiftCard = z.object({ made: z.object({ giftCard: Named.nullable(), userErrors }) });
export const CreditAccounts = z.object({
  customer: z
    .object({
      storeCreditAccounts: z.object({ nodes: z.array(z.object({ id: z.string(), balance: z.object({ currencyCode: z.string() }) })) }),
    })
    .nullable(),
});
const Move = z.object({ id: z.string(), createdAt: z.string(), amount: Money });
export type MoveAnswer = z.output<typeof Move>;
/** Movements of kinds that have no id of their own (a credit that ran out) were not made by an app. */
const AnyMove = Move.extend({ id: z.string().optional() });
export const CreditMoves = z.object({ storeCreditAccount: z.object({ transactions: z.object({ nodes: z.array(AnyMove) }) }).nullable() });
export const GivenCredit = z.object({ given: z.object({ storeCreditAccountTransaction: Move.nullable(), userErrors }) });
export const SetFields = z.object({ metafieldsSet: z.object({ userErrors }) });
export const RemovedFields = z.object({ metafieldsDelete: z.object({ userErrors }) });
