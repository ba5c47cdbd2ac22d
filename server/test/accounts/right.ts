// What must hold after any life of guests and accounts, told from orders by arithmetic of its own.
import { orderId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import { emailKey } from '../../src/members/address-key.ts';
import type { TestCore } from '../builders/core.ts';
import { ACCOUNT_POINTS } from './accounts-world.ts';

export interface Lived {
  readonly core: TestCore;
  readonly shop: StoreId;
  /** Every order, and what it deserves. */
  readonly orders: readonly { readonly id: string; readonly points: number }[];
  /** How many accounts were opened. */
  readonly accounts: number;
  /** Addresses that nobody proved. */
  readonly guests: readonly string[];
  /** Whom somebody merged by hand. */
  readonly merged: ReadonlySet<MemberId>;
}

async function membersOf({ core, shop }: Lived) {
  return (await core.members.search(shop, null, null, 50)).members;
}

async function wrongOrders({ core, shop, orders }: Lived): Promise<string[]> {
  const found: string[] = [];
  for (const { id, points } of orders) {
    const shares = await core.entries.sharesOfOrder(shop, orderId(id));
    const given = shares.reduce((sum, share) => sum + share.points, 0);
    if (given !== points) found.push(`an order that deserves ${points} gave ${given}`);
  }
  return found;
}

/** What all orders deserve, and what an account gives, once at most for each of them. */
async function wrongSum(lived: Lived): Promise<string[]> {
  const { core, shop, orders, accounts } = lived;
  let [held, awards] = [0, 0];
  for (const { memberId } of await membersOf(lived)) {
    const head = await core.entries.head(shop, memberId);
    held += (head?.after.available ?? 0) + (head?.after.pending ?? 0) - (head?.after.deficit ?? 0);
    const chain = await core.entries.history(shop, memberId, null, 500);
    awards += chain.filter(({ kind }) => kind === 'award').length;
  }
  const deserved = orders.reduce((sum, { points }) => sum + points, 0) + awards * ACCOUNT_POINTS;
  return [
    ...(held === deserved ? [] : [`${held} points are there and ${deserved} are deserved`]),
    ...(awards <= accounts ? [] : [`${awards} awards for ${accounts} accounts`]),
  ];
}

/** Guests' points have an end, and whoever has an account keeps theirs. */
async function wrongDates(lived: Lived): Promise<string[]> {
  const found: string[] = [];
  for (const { memberId, kind } of await membersOf(lived)) {
    const lots = (await lived.core.entries.head(lived.shop, memberId))?.after.lots ?? [];
    const ofOrders = lots.filter(({ source }) => source.kind === 'order');
    const ending = ofOrders.filter(({ expiresAt }) => expiresAt !== null).length;
    if (ending !== (kind === 'guest' ? ofOrders.length : 0)) found.push(`${ending} of ${ofOrders.length} lots of a member of kind ${kind} have an end`); // prettier-ignore
  }
  return found;
}

/** A guest is somebody else only by a proof of the address, or by somebody's hand. */
async function wrongOwners({ core, shop, guests, merged }: Lived): Promise<string[]> {
  const store = await core.stores.get(shop);
  if (store === null) return ['the store is missing'];
  const found: string[] = [];
  for (const email of guests) {
    const guest = (await core.members.find(shop, { guestEmailKey: emailKey(store, email) ?? '' }))?.memberId;
    if (guest === undefined || merged.has(guest)) continue;
    if ((await core.persons.present(shop, guest)) !== guest) found.push(`the guest of ${email} was merged without a proof`);
  }
  return found;
}

/** Empty: points are where they belong, each once. */
export async function wrongWith(lived: Lived): Promise<string[]> {
  const problems = [await wrongOrders(lived), await wrongSum(lived), await wrongDates(lived), await wrongOwners(lived)].flat();
  const { dead, waiting } = await lived.core.inbox.summary(lived.shop, lived.core.time.now);
  if (dead + waiting > 0) problems.push(`${dead} items are dead and ${waiting} wait`);
  const proof = await lived.core.proof.verify(lived.shop);
  return [...problems, ...proof.problems.map((problem) => JSON.stringify(problem))];
}
