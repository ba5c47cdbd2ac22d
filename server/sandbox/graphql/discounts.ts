/** Discount codes: made, found, switched off and deleted by the app. Errors are Shopify's own codes. */
import { GraphQLError } from 'graphql';
import { addDiscount, changeDiscount, removeDiscount } from '../shop/change-discount.ts';
import { findDiscount, findDiscountByCode, listDiscounts, statusOf } from '../shop/discount.ts';
import type { Discount } from '../shop/discount.ts';
import { gid, numberIn } from '../shop/ids.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { fromInput } from './discount-input.ts';
import type { DiscountInput } from './discount-shapes.ts';
import { discountNode } from './discount-node.ts';
import type { InputError } from './discount-problems.ts';
import type { Nodes } from './nodes.ts';
import { search } from './search.ts';

const UNKNOWN: InputError = { field: ['id'], code: 'INVALID', message: 'Discount does not exist.' };
const shown = ({ field, code, message }: InputError) => ({ field, code, message, extraInfo: null });

const TAKEN: InputError = { field: ['code'], code: 'TAKEN', message: 'Code must be unique. Please try a different code.' };

const under = (root: string, errors: readonly InputError[]) => ({
  codeDiscountNode: null,
  userErrors: errors.map((error) => shown({ ...error, field: [root, ...error.field] })),
});

function create(nodes: Nodes, kind: Discount['kind'], root: string, input: DiscountInput) {
  const { shop } = nodes;
  return shop.db.transaction(() => {
    const { discount, errors } = fromInput(shop, kind, input);
    const taken = findDiscountByCode(shop, input.code?.trim() ?? '') ? [TAKEN] : [];
    const problems = errors.length > 0 ? errors : taken;
    if (problems.length > 0 || !discount) return under(root, problems);
    return { codeDiscountNode: discountNode(nodes, addDiscount(shop, discount)), userErrors: [] };
  });
}

/** What the input does not say stays; what it says is judged as for a new one. */
function update(nodes: Nodes, id: string, root: string, input: DiscountInput) {
  const { shop } = nodes;
  const before = findDiscount(shop, numberIn(id, 'DiscountCodeNode') ?? 0);
  if (!before) return { codeDiscountNode: null, userErrors: [shown(UNKNOWN)] };
  const whole = { title: before.title, code: before.code, context: { all: 'ALL' }, ...input };
  const { discount, errors } = fromInput(shop, before.kind, whole);
  const other = findDiscountByCode(shop, whole.code ?? '');
  const problems = errors.length > 0 ? errors : other && other.id !== before.id ? [TAKEN] : [];
  if (problems.length > 0 || !discount) return under(root, problems);
  const { id: _new, createdAt: _at, ...change } = discount;
  const kept = input.context || input.customerSelection ? {} : { customerIds: before.customerIds };
  const times = {
    startsAt: input.startsAt ? change.startsAt : before.startsAt,
    endsAt: input.endsAt === undefined ? before.endsAt : change.endsAt,
  };
  return { codeDiscountNode: discountNode(nodes, changeDiscount(shop, before, { ...change, ...kept, ...times })), userErrors: [] };
}

function switchTo(nodes: Nodes, id: string, change: (discount: Discount, now: number) => Partial<Discount>) {
  const { shop } = nodes;
  const discount = findDiscount(shop, numberIn(id, 'DiscountCodeNode') ?? 0);
  if (!discount) return { codeDiscountNode: null, userErrors: [shown(UNKNOWN)] };
  return { codeDiscountNode: discountNode(nodes, changeDiscount(shop, discount, change(discount, shop.now()))), userErrors: [] };
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
        status: (one) => statusOf(one, shop.now()).toLowerCase(),
        created_at: (one) => one.createdAt,
        updated_at: (one) => one.updatedAt,
        ends_at: (one) => one.endsAt,
        starts_at: (one) => one.startsAt,
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
    discountCodeBasicUpdate: ({ id, basicCodeDiscount }: { id: string; basicCodeDiscount: DiscountInput }) =>
      update(nodes, id, 'basicCodeDiscount', basicCodeDiscount),
    discountCodeFreeShippingCreate: ({ freeShippingCodeDiscount }: { freeShippingCodeDiscount: DiscountInput }) =>
      create(nodes, 'DiscountCodeFreeShipping', 'freeShippingCodeDiscount', freeShippingCodeDiscount),
    discountCodeBxgyCreate: ({ bxgyCodeDiscount }: { bxgyCodeDiscount: DiscountInput }) =>
      create(nodes, 'DiscountCodeBxgy', 'bxgyCodeDiscount', bxgyCodeDiscount),
    discountCodeDeactivate: ({ id }: { id: string }) => switchTo(nodes, id, (_one, now) => ({ endsAt: now })),
    discountCodeActivate: ({ id }: { id: string }) =>
      switchTo(nodes, id, (one, now) => ({ endsAt: null, startsAt: Math.min(one.startsAt, now) })),
    discountCodeDelete: ({ id }: { id: string }) => {
      const number = numberIn(id, 'DiscountCodeNode');
      const gone = number !== undefined && removeDiscount(shop, number);
      return gone
        ? { deletedCodeDiscountId: gid('DiscountCodeNode', number), userErrors: [] }
        : { deletedCodeDiscountId: null, userErrors: [shown(UNKNOWN)] };
    },
    discountCodeAppCreate: () => {
      throw new GraphQLError('discountCodeAppCreate is not implemented by the sandbox: no Function of the app is for codes', {
        extensions: { code: 'NOT_IMPLEMENTED' },
      });
    },
  };
}
