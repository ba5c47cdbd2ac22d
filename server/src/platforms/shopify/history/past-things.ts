// Rows of a bulk operation in the words of the port: the same order as from a webhook or from GraphQL.
import { orderId } from '../../../loyalty/ids.ts';
import { Unreadable, type PastThing } from '../../platform.ts';
import { idOfGid } from '../gid.ts';
import { ListedCustomer, PastOrder } from '../graphql/answers.ts';
import { changedCustomerOf } from '../graphql/changed-customers.ts';
import { factsOfAnswer, identityOfAnswer } from '../graphql/from-graphql.ts';
import { orderStateOf } from '../orders/order-state-of.ts';
import type { Grouped, Row } from './jsonl.ts';

const whole = (nodes: readonly Row[]) => ({ pageInfo: { hasNextPage: false, endCursor: null }, nodes });
const ofKind = (rows: readonly Row[], kind: string): Row[] => rows.filter(({ id }) => typeof id === 'string' && idOfGid(kind, id) !== null);

export function pastCustomer({ root }: Grouped): PastThing[] {
  const listed = ListedCustomer.safeParse(root).data;
  return listed === undefined ? [] : [{ kind: 'customer', customer: changedCustomerOf(listed).customer }];
}

/** Refunds are told without their lines here, and what cannot be read is shown to a person when it is asked for by itself. */
export function pastOrder({ root, below }: Grouped): PastThing[] {
  const id = typeof root['id'] === 'string' ? idOfGid('Order', root['id']) : null;
  if (id === null) return [];
  const named: PastThing = { kind: 'named', orderId: orderId(id) };
  const lines = { lineItems: whole(ofKind(below, 'LineItem')), shippingLines: { nodes: ofKind(below, 'ShippingLine') } };
  const order = PastOrder.safeParse({ ...root, ...lines }).data;
  if (order === undefined || order.refunds.length > 0) return [named];
  try {
    return [{ kind: 'order', order: orderStateOf(factsOfAnswer(order, [])), customer: identityOfAnswer(order) }];
  } catch (error) {
    if (error instanceof Unreadable) return [named];
    throw error;
  }
}
