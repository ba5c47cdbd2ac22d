// Codes in the shop: made once however often they are asked for, found, removed, and looked for among orders.
import { orderId, type OrderId } from '../../../loyalty/ids.ts';
import { StoreUnreachable, Unreadable, type CodeWish, type MadeCode } from '../../platform.ts';
import { gidOf, idOfGid } from '../gid.ts';
import type { GraphqlClient } from '../graphql/client.ts';
import { CodeByText, MadeCodeAnswer, OrdersWithCode, RemovedCode, type UserError } from './answers.ts';
import { makingOf, plainerMakingOf, type Making } from './code-input.ts';
import { CODE_BY_TEXT, ORDERS_WITH_CODE, REMOVE_CODE } from './documents.ts';
import { codesOf, refuseOn } from './said-no.ts';

/** Nothing else may become part of a search. */
const SEARCHABLE = /^[A-Za-z0-9-]{1,64}$/;

const ofWhatIsBought = ({ field }: UserError): boolean => field?.includes('customerBuys') === true;

const NODE = 'DiscountCodeNode';

/** As a delivery about the code names it. */
function numberOf(gid: string): string {
  const number = idOfGid(NODE, gid);
  if (number === null) throw new Unreadable('codeDiscountNode.id', 'not the id of a code');
  return number;
}

export async function findCode(client: GraphqlClient, code: string): Promise<MadeCode | null> {
  const { codeDiscountNodeByCode: found } = await client.ask(CODE_BY_TEXT, { code }, CodeByText);
  return found === null ? null : { externalId: numberOf(found.id) };
}

export async function makeCode(client: GraphqlClient, wish: CodeWish, currency: string): Promise<MadeCode> {
  const made = (await findCode(client, wish.code)) ?? (await make(client, wish, makingOf(wish, currency)));
  return 'externalId' in made ? made : refused(client, wish, made.errors);
}

async function make(client: GraphqlClient, { code }: CodeWish, { document, input }: Making): Promise<MadeCode | { errors: UserError[] }> {
  const { made } = await client.ask(document, { input }, MadeCodeAnswer);
  if (made.codeDiscountNode !== null) return { externalId: numberOf(made.codeDiscountNode.id) };
  // An earlier question whose answer was lost may have been carried out after we looked.
  if (!codesOf(made.userErrors).includes('TAKEN')) return { errors: made.userErrors };
  const found = await findCode(client, code);
  if (found === null) throw new StoreUnreachable('the code is taken and not to be found yet');
  return found;
}

async function refused(client: GraphqlClient, wish: CodeWish, errors: readonly UserError[]): Promise<MadeCode> {
  const plainer = errors.some(ofWhatIsBought) ? plainerMakingOf(wish) : null;
  const made = plainer === null ? { errors } : await make(client, wish, plainer);
  if ('externalId' in made) return made;
  refuseOn(made.errors);
  throw new StoreUnreachable('the shop made no code and did not say why');
}

export async function removeCode(client: GraphqlClient, code: string): Promise<void> {
  const found = await findCode(client, code);
  if (found === null) return;
  const { removed } = await client.ask(REMOVE_CODE, { id: gidOf(NODE, found.externalId) }, RemovedCode);
  if ((await findCode(client, code)) === null) return;
  refuseOn(removed.userErrors);
  throw new StoreUnreachable('the code is still there');
}

/** The search may lag behind the orders by moments, and finds words: what it finds is compared exactly. */
export async function ordersWithCode(client: GraphqlClient, code: string): Promise<OrderId[]> {
  if (!SEARCHABLE.test(code)) throw new RangeError('not a code that we make');
  const found: OrderId[] = [];
  let after: string | null = null;
  do {
    const { orders }: OrdersWithCode = await client.ask(ORDERS_WITH_CODE, { query: `discount_code:${code}`, after }, OrdersWithCode);
    for (const { id, discountCodes } of orders.nodes) {
      const number = idOfGid('Order', id);
      if (number !== null && discountCodes.some((one) => one.toUpperCase() === code.toUpperCase())) found.push(orderId(number));
    }
    after = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}
