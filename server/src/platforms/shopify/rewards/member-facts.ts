// Where themes read of a member without a script: fields of the customer in the app's own namespace.
import type { MemberFacts } from '../../platform.ts';
import { gidOf } from '../gid.ts';
import type { GraphqlClient } from '../graphql/client.ts';
import { RemovedFields, SetFields } from './answers.ts';
import { REMOVE_FIELDS, SET_FIELDS } from './documents.ts';
import { refuseOn } from './said-no.ts';

type Facts = MemberFacts & { readonly customerId: string };

interface Field {
  readonly ownerId: string;
  readonly namespace: '$app';
  readonly key: string;
  readonly type: string;
  /** Null: it is not there. */
  readonly value: string | null;
}

/** Shopify sets so many at once, all or none. */
const AT_ONCE = 25;

function fieldsOf({ customerId, points, tier, nextReward, referralLink }: Facts): Field[] {
  const field = (key: string, type: string, value: string | null): Field => ({
    ownerId: gidOf('Customer', customerId),
    namespace: '$app',
    key,
    type,
    value: value === '' ? null : value,
  });
  return [
    field('points', 'number_integer', points === null ? null : String(points)),
    // By its id: the discount function compares it with the levels of its configuration.
    field('tier', 'single_line_text_field', tier?.id ?? null),
    field('tier_name', 'json', tier === null ? null : JSON.stringify(tier.name)),
    field('next_reward', 'json', nextReward === null ? null : JSON.stringify(nextReward)),
    field('referral_link', 'single_line_text_field', referralLink),
  ];
}

/** One wrong customer leaves all of a call unset: whoever wrote several finds out by writing them one by one. */
export async function writeMemberFacts(client: GraphqlClient, facts: readonly Facts[]): Promise<void> {
  const fields = facts.flatMap(fieldsOf);
  const set = fields.filter(({ value }) => value !== null);
  const gone = fields.filter(({ value }) => value === null).map(({ ownerId, namespace, key }) => ({ ownerId, namespace, key }));
  for (let from = 0; from < set.length; from += AT_ONCE) {
    const answer = await client.ask(SET_FIELDS, { fields: set.slice(from, from + AT_ONCE) }, SetFields);
    refuseOn(answer.metafieldsSet.userErrors);
  }
  for (let from = 0; from < gone.length; from += AT_ONCE) {
    // What is not there is not removed, and that is no error.
    const answer = await client.ask(REMOVE_FIELDS, { fields: gone.slice(from, from + AT_ONCE) }, RemovedFields);
    refuseOn(answer.metafieldsDelete.userErrors);
  }
}
