// How many points goods would give before anybody buys them: to a visitor what everybody gets, to a member also what they get as the one they are.
import type { Estimate } from '../../contract/redemption.ts';
import { factsNeeded } from '../../loyalty/earning/facts-needed.ts';
import { NOTHING_ADDED, type AddedFacts, type FactName } from '../../loyalty/earning/facts.ts';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { Bought } from '../../loyalty/offers/offer.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Member } from '../../members/member-store.ts';
import { estimatedPoints, pretendedBuy, type WantedLine } from '../../programs/estimate.ts';
import type { Services } from '../services.ts';

type Needed = ReadonlySet<FactName>;
type Known = AddedFacts & { readonly country: string | null };

const NOBODY: Known = { ...NOTHING_ADDED, country: null };

/** The contract has looked at the text: every part is there and is a number where it must be. */
export function wantedLines(text: string): WantedLine[] {
  return text.split(',').map((line) => {
    const [productId = '', quantity, amount, gift] = line.split(':');
    return { productId, quantity: Number(quantity), amountMinor: Number(amount), giftCard: gift !== undefined };
  });
}

/** From what we have ourselves: how the store marks them, and where they live, as their newest order said. */
async function personsFacts(services: Services, { storeId, memberId }: Member, needed: Needed): Promise<Known> {
  const now = services.clock();
  const asksOrders = (['customer-tags', 'customer-roles', 'country'] as const).some((name) => needed.has(name));
  const [standing, before, [newest]] = await Promise.all([
    needed.has('tier') ? services.statuses.standing(storeId, memberId, now) : null,
    needed.has('order-number') ? ordersOf(services, storeId, memberId) : null,
    asksOrders ? services.orders.ofMember(storeId, memberId, 1) : [],
  ]);
  const facts = newest?.judgement?.facts;
  return {
    ...NOBODY,
    tierId: standing?.status.tierId ?? null,
    orderNumber: before === null ? null : before + 1,
    customerTags: facts?.customerTags ?? null,
    customerRoles: facts?.customerRoles ?? null,
    country: facts?.country ?? null,
  };
}

/** Of accounts that were merged, all together. */
async function ordersOf({ orders, persons, clock }: Services, storeId: StoreId, memberId: MemberId): Promise<number> {
  const person = await persons.present(storeId, memberId);
  return orders.countBefore(storeId, [...new Set([memberId, person])], clock());
}

/** Null: the store would have to be asked about the goods first, and no page waits for that. */
async function goodsFacts(services: Services, storeId: StoreId, lines: readonly WantedLine[]): Promise<Known['productFacts'] | null> {
  const store = await services.storeFor(storeId);
  return store === null ? null : services.knownProducts.of(store, [...new Set(lines.map(({ productId }) => productId))]);
}

export interface Asker {
  readonly storeId: StoreId;
  /** Null: a visitor, or somebody who never earned anything. */
  readonly member: Member | null;
  readonly program: Program;
}

/** Null: what the goods belong to is not known yet. */
export async function boughtBy(services: Services, { storeId, member, program }: Asker, text: string): Promise<Bought | null> {
  const lines = wantedLines(text);
  const needed = factsNeeded(program);
  const asksGoods = needed.has('product-collections') || needed.has('product-tags');
  const [person, productFacts] = await Promise.all([
    member === null || needed.size === 0 ? NOBODY : personsFacts(services, member, needed),
    asksGoods ? goodsFacts(services, storeId, lines) : NOBODY.productFacts,
  ]);
  return productFacts === null ? null : pretendedBuy(lines, program, { ...person, productFacts }, services.clock());
}

export async function estimateFor(services: Services, asker: Asker, text: string): Promise<Estimate> {
  const bought = await boughtBy(services, asker, text);
  return { points: bought === null ? null : estimatedPoints(bought, asker.program) };
}
