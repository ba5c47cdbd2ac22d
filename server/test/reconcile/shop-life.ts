// A life of a shop that is the same for the same seed: bought, paid, sent, edited, refunded, cancelled, deleted, signed in. And its end state.
import type { SandboxShop } from '../builders/sandbox-shop.ts';
import { random } from '../../devdb/test/random.ts';
import { orderId } from '../../src/loyalty/ids.ts';

const SKUS = ['TEA-SENCHA-100', 'CER-CUP-SAND', 'CER-TEAPOT-1L'] as const;
const PEOPLE = ['anna', 'bea', 'cem', 'dora', 'emil'] as const;

/** Some steps share a second: stores count in seconds. Ids of the orders that were placed. */
export async function live(shop: SandboxShop, seed: number, from: number, steps: number): Promise<number[]> {
  const dice = random(seed);
  const ids: number[] = [];
  let at = from;
  const someone = (): string => `${dice.pick(...PEOPLE)}@example.com`;
  const buy = async (): Promise<void> => {
    const lines = [{ sku: dice.pick(...SKUS), quantity: 1 + dice.int(4) }, { sku: 'TEA-SENCHA-100', quantity: 1 + dice.int(2) }]; // prettier-ignore
    const { answer } = await shop.act('/orders', {
      customerEmail: someone(),
      firstName: 'A',
      lastName: 'B',
      lines,
      pay: dice.chance(0.6),
      at,
    });
    ids.push(answer.id);
  };
  const change = async (): Promise<void> => {
    const id = ids[dice.int(ids.length)] ?? 0;
    const sku = dice.pick(...SKUS);
    const [action, body] = dice.pick<[string, object]>(
      ['pay', {}],
      ['pay', {}],
      ['fulfil', {}],
      ['refund', { lines: [{ sku, quantity: 1 }] }],
      ['refund', { amount: `${1 + dice.int(5)}.50` }],
      ['edit', { lines: [{ sku, quantity: dice.int(3) }] }],
      ['cancel', {}],
      ['delete', {}],
    );
    await shop.act(`/orders/${id}/${action}`, { ...body, at });
  };
  for (let step = 0; step < steps; step += 1) {
    at += dice.pick(0, 0, 400, 1_000, 7_000);
    if (ids.length === 0 || dice.chance(0.4)) await buy();
    else if (dice.chance(0.1)) await shop.act('/customers/sign-in', { customerEmail: someone() });
    else await change();
  }
  return ids;
}

/** What the product knows and gave, in words that do not depend on how it came to know. */
export async function endState({ core, store }: SandboxShop, ids: readonly number[]): Promise<object> {
  const { members } = await core.members.search(store, null, null, 100);
  const nameOf = new Map(members.map(({ memberId, profile }) => [memberId, profile.email]));
  const orders = await Promise.all(
    ids.map(async (id) => {
      const kept = await core.orders.read(store, orderId(String(id)));
      const shares = await core.entries.sharesOfOrder(store, orderId(String(id)));
      const given = shares.filter(({ points }) => points !== 0).map(({ memberId, points }) => [nameOf.get(memberId), points]);
      return { id, given, ...stateOf(kept, kept?.memberId == null ? null : (nameOf.get(kept.memberId) ?? null)) };
    }),
  );
  const people = members.map(({ kind, profile: { email, firstName, lastName } }) => ({ kind, email, firstName, lastName }));
  const balances = await Promise.all(
    members.map(async ({ memberId, profile: { email } }) => ({ email, points: await core.available(store, memberId) })),
  );
  return { orders, people: people.toSorted(byEmail), balances: balances.toSorted(byEmail) };
}

interface Known {
  readonly email: string | null;
}
const byEmail = (a: Known, b: Known): number => (a.email ?? '').localeCompare(b.email ?? '');

type Kept = Awaited<ReturnType<SandboxShop['core']['orders']['read']>>;

/** An order that was first heard of when it was gone is known by nothing but its end. */
function stateOf(kept: Kept, of: string | null): object {
  return kept === null || kept.order.standing === 'deleted' ? { standing: 'deleted' } : { of, order: kept.order };
}
