/** Discount codes: made, found, switched off and deleted by the app. Errors are Shopify's own codes. */
import { GraphQLError } from 'graphql';
import { deleteDiscount, findDiscount, findDiscountByCode, listDiscounts, saveDiscount } from '../shop/discount.ts';
import type { Discount } from '../shop/discount.ts';
import { gid, numberIn } from '../shop/ids.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { fromInput } from './discount-input.ts';
import type { DiscountInput, InputError } from './discount-input.ts';
import { discountNode } from './discount-node.ts';
import type { Nodes } from './nodes.ts';
import { search } from './search.ts';

const UNKNOWN: InputError = { field: ['id'], code: 'INVALID', message: 'Discount does not exist.' };
const shown = ({ field, code, message }: InputError) => ({ field, code, message, extraInfo: null });

function create(nodes: Nodes, kind: Discount['kind'], root: string, input: DiscountInput) {
  const { shop } = nodes;
  return shop.db.transaction(() => {
    const made = fromInput(shop, kind, input);
    const { errors } = made;
    const code = input.code?.trim() ?? '';
    if (errors.length === 0 && findDiscountByCode(shop, code)) {
      errors.push({ field: ['code'], code: 'TAKEN', message: 'Code must be unique. Please try a different code.' });
    }
    if (errors.length > 0 || !made.discount) {
      return { codeDiscountNode: null, userErrors: errors.map((error) => shown({ ...error, field: [root, ...error.field] })) };
    }
    return { codeDiscountNode: discountNode(nodes, saveDiscount(shop, made.discount)), userErrors: [] };
  });
}

function switchTo(nodes: Nodes, id: string, change: (discount: Discount, now: number) => Partial<Discount>) {
  const { shop } = nodes;
  const discount = findDiscount(shop, numberIn(id, 'DiscountCodeNode') ?? 0);
  if (!discount) return { codeDiscountNode: null, userErrors: [shown(UNKNOWN)] };
  const now = shop.now();
  return {
    codeDiscountNode: discountNode(nodes, saveDiscount(shop, { ...discount, ...change(discount, now), updatedAt: now })),
    userErrors: [],
  };
}

const shownOrNull = (nodes: Nodes, discount: Discount | undefined) => (discount ? discountNode(nodes, discount) : null);

export function discountRoot(nodes: Nodes) {
  const { shop } = nodes;
  return {
    codeDiscountNode: ({ id }: { id: string }) => shownOrNull(nodes, findDiscount(shop, numberIn(id, 'DiscountCodeNode') ?? 0)),
    codeDiscountNodeByCode: ({ code }: { code: string }) => shownOrNull(nodes, findDiscountByCode(shop, code)),
    codeDiscountNodes: (args: PageArgs & { query?: string | null }) => {
      const found = search(listDiscounts(shop), args.query, {
        id: (one) => one.id,
        code: (one) => one.code,
        title: (one) => one.title,
        tag: (one) => one.tags,
      });
      return connection(
        found,
        args,
        (one) => String(one.id),
        (one) => discountNode(nodes, one),
      );
    },
    discountCodeBasicCreate: ({ basicCodeDiscount }: { basicCodeDiscount: DiscountInput }) =>
      create(nodes, 'DiscountCodeBasic', 'basicCodeDiscount', basicCodeDiscount),
    discountCodeFreeShippingCreate: ({ freeShippingCodeDiscount }: { freeShippingCodeDiscount: DiscountInput }) =>
      create(nodes, 'DiscountCodeFreeShipping', 'freeShippingCodeDiscount', freeShippingCodeDiscount),
    discountCodeBxgyCreate: ({ bxgyCodeDiscount }: { bxgyCodeDiscount: DiscountInput }) =>
      create(nodes, 'DiscountCodeBxgy', 'bxgyCodeDiscount', bxgyCodeDiscount),
    discountCodeDeactivate: ({ id }: { id: string }) => switchTo(nodes, id, (_one, now) => ({ endsAt: now })),
    discountCodeActivate: ({ id }: { id: string }) =>
      switchTo(nodes, id, (one, now) => ({ endsAt: null, startsAt: Math.min(one.startsAt, now) })),
    discountCodeDelete: ({ id }: { id: string }) => {
      const number = numberIn(id, 'DiscountCodeNode');
      const gone = number !== undefined && deleteDiscount(shop, number);
      return gone
        ? { deletedCodeDiscountId: gid('DiscountCodeNode', number), userErrors: [] }
        : { deletedCodeDiscountId: null, userErrors: [shown(UNKNOWN)] };
    },
    discountCodeAppCreate: () => {
      throw new GraphQLError('discountCodeAppCreate is not implemented by the sandbox: it runs no Functions', {
        extensions: { code: 'NOT_IMPLEMENTED' },
      });
    },
  };
}
