/** Automatic discounts of the app, and the list of all discounts. Whose Function is not there yet is refused, as before a deploy. */
import { deleteAutomatic, findAutomatic, listAutomatic, saveAutomatic, type AutomaticDiscount } from '../shop/automatic-discount.ts';
import { listDiscounts, statusOf, type DiscountClass } from '../shop/discount.ts';
import { gid, numberIn } from '../shop/ids.ts';
import type { Shop } from '../shop/shop.ts';
import { isoUtc } from '../shop/time.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { discountNode } from './discount-node.ts';
import type { InputError } from './discount-problems.ts';
import { metafieldsOf, setOwn } from './metafields.ts';
import type { Nodes } from './nodes.ts';
import { search } from './search.ts';

type Maybe<Value> = Value | null | undefined;

interface AutomaticInput {
  title?: Maybe<string>;
  functionHandle?: Maybe<string>;
  discountClasses?: Maybe<DiscountClass[]>;
  combinesWith?: Maybe<Partial<AutomaticDiscount['combinesWith']>>;
  startsAt?: Maybe<string>;
  endsAt?: Maybe<string>;
  tags?: Maybe<string[]>;
  metafields?: Maybe<{ namespace?: string | null; key: string; type?: string | null; value: string }[]>;
}

const TYPE = 'DiscountAutomaticNode';
const UNKNOWN: InputError = { field: ['id'], code: 'INVALID', message: 'Discount does not exist.' };
const shown = (errors: readonly InputError[]) => errors.map(({ field, code, message }) => ({ field, code, message, extraInfo: null }));

/** That no two automatic discounts share a title, and the words of a Function that is not there, are from memory. */
function problemsOf(shop: Shop, input: AutomaticInput, before: AutomaticDiscount | undefined): InputError[] {
  const field = (name: string, code: string, message: string): InputError[] => [{ field: ['automaticAppDiscount', name], code, message }];
  const title = input.title?.trim() ?? before?.title ?? '';
  const handle = input.functionHandle ?? before?.functionHandle;
  if (title === '') return field('title', 'BLANK', "Title can't be blank");
  if (!input.startsAt && !before) return field('startsAt', 'BLANK', "Starts at can't be blank");
  if (!handle) return field('functionHandle', 'MISSING_FUNCTION_IDENTIFIER', 'Provide a function handle.');
  if (!shop.functions.has(handle)) return field('functionHandle', 'INVALID', `Function ${handle} not found. Ensure that it is released.`);
  const isTaken = listAutomatic(shop).some((other) => other.id !== before?.id && other.title.toLowerCase() === title.toLowerCase());
  return isTaken ? field('title', 'TAKEN', 'Title must be unique for automatic discount') : [];
}

/** What the input does not say stays. */
function merged(shop: Shop, input: AutomaticInput, before: AutomaticDiscount | undefined): AutomaticDiscount {
  const now = shop.now();
  const combines = { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false, ...before?.combinesWith };
  return {
    id: before?.id ?? shop.nextId('discount'),
    title: input.title?.trim() ?? before?.title ?? '',
    functionHandle: input.functionHandle ?? before?.functionHandle ?? '',
    classes: input.discountClasses ?? before?.classes ?? [],
    combinesWith: { ...combines, ...input.combinesWith },
    tags: input.tags ?? before?.tags ?? [],
    startsAt: input.startsAt ? Date.parse(input.startsAt) : (before?.startsAt ?? now),
    endsAt: input.endsAt === undefined ? (before?.endsAt ?? null) : input.endsAt === null ? null : Date.parse(input.endsAt),
    createdAt: before?.createdAt ?? now,
    updatedAt: now,
  };
}

function appNode(shop: Shop, discount: AutomaticDiscount): object {
  return {
    __typename: 'DiscountAutomaticApp',
    discountId: gid(TYPE, discount.id),
    title: discount.title,
    status: statusOf(discount, shop.now()),
    startsAt: isoUtc(discount.startsAt),
    endsAt: discount.endsAt === null ? null : isoUtc(discount.endsAt),
    createdAt: isoUtc(discount.createdAt),
    updatedAt: isoUtc(discount.updatedAt),
    asyncUsageCount: 0,
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: true,
    recurringCycleLimit: 1,
    tags: discount.tags,
    discountClasses: discount.classes,
    combinesWith: { ...discount.combinesWith },
    context: { __typename: 'DiscountBuyerSelectionAll', all: 'ALL' },
  };
}

function node(shop: Shop, discount: AutomaticDiscount, type: 'DiscountNode' | typeof TYPE): object {
  const [id, app] = [gid(TYPE, discount.id), appNode(shop, discount)];
  return { __typename: type, id, discount: app, automaticDiscount: app, ...metafieldsOf(shop, id) };
}

function save(shop: Shop, input: AutomaticInput, before: AutomaticDiscount | undefined): object {
  const errors = problemsOf(shop, input, before);
  if (errors.length > 0) return { automaticAppDiscount: null, userErrors: shown(errors) };
  return shop.db.transaction(() => {
    const saved = saveAutomatic(shop, merged(shop, input, before));
    setOwn(shop, gid(TYPE, saved.id), input.metafields ?? []);
    return { automaticAppDiscount: appNode(shop, saved), userErrors: [] };
  });
}

/** Of both methods, in the order in which they were made. */
function everyDiscount(nodes: Nodes) {
  const { shop } = nodes;
  const codes = listDiscounts(shop).map((one) => {
    const { id, codeDiscount } = discountNode(nodes, one) as { id: string; codeDiscount: object };
    const found = { __typename: 'DiscountNode', id, discount: codeDiscount, ...metafieldsOf(shop, id) };
    return { id: one.id, method: 'code', title: one.title, status: statusOf(one, shop.now()).toLowerCase(), node: found };
  });
  const automatic = listAutomatic(shop).map((one) => {
    const status = statusOf(one, shop.now()).toLowerCase();
    return { id: one.id, method: 'automatic', title: one.title, status, node: node(shop, one, 'DiscountNode') };
  });
  return [...codes, ...automatic].toSorted((a, b) => a.id - b.id);
}

export function automaticDiscountRoot(nodes: Nodes) {
  const { shop } = nodes;
  const found = (id: string) => findAutomatic(shop, numberIn(id, TYPE) ?? 0);
  return {
    discountNodes: (args: PageArgs & { query?: string | null }) =>
      connection(
        search(everyDiscount(nodes), args.query, {
          id: (one) => one.id,
          method: (one) => one.method,
          title: (one) => one.title,
          status: (one) => one.status,
        }),
        args,
        (one) => String(one.id),
        (one) => one.node,
      ),
    discountNode: ({ id }: { id: string }) => everyDiscount(nodes).find((one) => (one.node as { id?: string }).id === id)?.node ?? null,
    discountAutomaticAppCreate: ({ automaticAppDiscount }: { automaticAppDiscount: AutomaticInput }) =>
      save(shop, automaticAppDiscount, undefined),
    discountAutomaticAppUpdate: ({ id, automaticAppDiscount }: { id: string; automaticAppDiscount: AutomaticInput }) => {
      const before = found(id);
      return before ? save(shop, automaticAppDiscount, before) : { automaticAppDiscount: null, userErrors: shown([UNKNOWN]) };
    },
    discountAutomaticDeactivate: ({ id }: { id: string }) => {
      const before = found(id);
      if (!before) return { automaticDiscountNode: null, userErrors: shown([UNKNOWN]) };
      const now = shop.now();
      return { automaticDiscountNode: node(shop, saveAutomatic(shop, { ...before, endsAt: now, updatedAt: now }), TYPE), userErrors: [] };
    },
    discountAutomaticDelete: ({ id }: { id: string }) => {
      const number = numberIn(id, TYPE);
      const gone = number !== undefined && deleteAutomatic(shop, number);
      return gone ? { deletedAutomaticDiscountId: id, userErrors: [] } : { deletedAutomaticDiscountId: null, userErrors: shown([UNKNOWN]) };
    },
  };
}
