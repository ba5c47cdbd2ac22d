// What members pay, in Shopify's cart: one automatic discount of the app, whose function (extensions/discount-function) reads what we write beside it.
// There is never more than one that counts: looked up before it is made, looked up again afterwards, and what is too many is removed.
import type { TierDiscount } from '../../../loyalty/tiers/members-prices.ts';
import { StoreUnreachable } from '../../platform.ts';
import { gidOf } from '../gid.ts';
import { codesOf, refuseOn } from '../rewards/said-no.ts';
import * as answers from './answers.ts';
import type { GraphqlClient } from './client.ts';
import * as documents from './documents.ts';

type Node = answers.AutomaticDiscounts['discountNodes']['nodes'][number];

interface Written {
  readonly configuration: string;
  readonly variables: string;
}

/** As shopify.extension.toml of the function calls it. */
const FUNCTION = 'lasting-members-prices';
/** For the merchant's list of discounts, where no two automatic ones have one title; a buyer reads the name of the level instead. */
const TITLE = 'Lasting members';
/** Long ago, so that no clock decides whether it has begun. */
const FROM_THE_BEGINNING = '2020-01-01T00:00:00Z';

function written({ configuration, leftOutCollectionIds }: TierDiscount): Written {
  const excludedCollectionIds = leftOutCollectionIds.filter((id) => /^\d{1,20}$/.test(id)).map((id) => gidOf('Collection', id));
  return { configuration: JSON.stringify(configuration), variables: JSON.stringify({ excludedCollectionIds }) };
}

/** Switched on again, should it have been switched off. */
function inputFor({ configuration, variables }: Written): object {
  const field = (key: string, value: string): object => ({ namespace: '$app', key, type: 'json', value });
  return {
    title: TITLE,
    functionHandle: FUNCTION,
    startsAt: FROM_THE_BEGINNING,
    endsAt: null,
    context: { all: 'ALL' },
    discountClasses: ['ORDER', 'PRODUCT'],
    combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
    metafields: [field('configuration', configuration), field('variables', variables)],
  };
}

const ageOf = ({ id }: Node): bigint => BigInt(/\d+$/.exec(id)?.[0] ?? 0);

/** Ours, the oldest first. */
async function findOurs(client: GraphqlClient): Promise<Node[]> {
  const ours: Node[] = [];
  let after: string | null = null;
  do {
    const { discountNodes }: answers.AutomaticDiscounts = await client.ask(
      documents.AUTOMATIC_DISCOUNTS,
      { after },
      answers.AutomaticDiscounts,
    );
    ours.push(...discountNodes.nodes.filter(({ configuration }) => configuration !== null));
    after = discountNodes.pageInfo.hasNextPage ? discountNodes.pageInfo.endCursor : null;
  } while (after !== null);
  return ours.toSorted((a, b) => Number(ageOf(a) - ageOf(b)));
}

async function perform(client: GraphqlClient, document: string, variables: Record<string, unknown>): Promise<void> {
  const { done } = await client.ask(document, variables, answers.DoneAutomatic);
  // One that was made a moment ago, or whose answer was lost, is found when it is looked for again.
  if (codesOf(done.userErrors).includes('TAKEN')) throw new StoreUnreachable('the discount is there and not to be found yet');
  refuseOn(done.userErrors);
}

const isWritten = (node: Node, { configuration, variables }: Written): boolean =>
  node.discount.status === 'ACTIVE' && node.configuration?.value === configuration && node.variables?.value === variables;

/** The same again changes nothing. @throws {StoreRefused} with Shopify's codes, such as when the function is not deployed. */
export async function writeTierDiscount(client: GraphqlClient, discount: TierDiscount | null): Promise<void> {
  const [oldest, ...others] = await findOurs(client);
  for (const { id } of others) await perform(client, documents.REMOVE_AUTOMATIC, { id });
  if (discount === null) {
    if (oldest?.discount.status === 'ACTIVE') await perform(client, documents.STOP_AUTOMATIC, { id: oldest.id });
    return;
  }
  const wanted = written(discount);
  if (oldest !== undefined) {
    if (!isWritten(oldest, wanted)) await perform(client, documents.CHANGE_AUTOMATIC, { id: oldest.id, input: inputFor(wanted) });
    return;
  }
  await perform(client, documents.MAKE_AUTOMATIC, { input: inputFor(wanted) });
  // Somebody may have made one at the same time: the oldest stays, whoever looks.
  const [, ...tooMany] = await findOurs(client);
  for (const { id } of tooMany) await perform(client, documents.REMOVE_AUTOMATIC, { id });
}
