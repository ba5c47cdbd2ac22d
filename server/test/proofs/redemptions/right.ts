// What must hold of points and rewards whenever everything has come to rest, whatever happened before. Told from the ledger's moves, from what was
// agreed, and from the shop itself, which is asked by the code; not from what the product says of itself.
import { z } from 'zod';
import type { Core } from '../../../src/core.ts';
import { PURGE } from '../../../src/inbox/request-bodies.ts';
import type { MemberId } from '../../../src/loyalty/ids.ts';
import { rewardCode } from '../../../src/redemptions/reward-code.ts';
import type { Redemption } from '../../../src/redemptions/redemption.ts';
import { SHOP, type SellingWorld } from '../../redemptions/selling-world.ts';

const MEMBERS_REWARDS = 500;
const CARDS = 'query Cards($query: String) { giftCards(first: 100, query: $query) { nodes { note initialValue { amount } } } }';
const cards = z.object({ giftCards: z.object({ nodes: z.array(z.object({ note: z.string().nullable() })) }) });

/** What the shop has of a reward. */
interface InShop {
  readonly code: boolean;
  readonly orders: readonly string[];
}

/** One reward, as its points stand and as the shop has it. */
interface Kept {
  readonly redemption: Redemption;
  readonly open: number;
  readonly settled: number;
  readonly shop: InShop;
}

async function inShop(world: SellingWorld, { reservationId, terms }: Redemption): Promise<InShop> {
  const { rewards } = world.line.connection;
  if (rewards === null || terms === null) return { code: false, orders: [] };
  const code = rewardCode(await world.store(), reservationId);
  return { code: (await rewards.findCode(code)) !== null, orders: await rewards.ordersWithCode(code) };
}

/** Points in every bucket of a member's chain, from its moves alone. */
async function sums(core: Core, memberId: MemberId): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let before: number | null = null; ;) {
    const page = await core.entries.history(SHOP, memberId, before, 500);
    for (const move of page.flatMap(({ moves }) => moves)) {
      if (move.type !== 'points') continue;
      found.set(move.from, (found.get(move.from) ?? 0) - move.points);
      found.set(move.to, (found.get(move.to) ?? 0) + move.points);
    }
    const last = page.at(-1);
    if (last === undefined || last.seq === 1) return found;
    before = last.seq;
  }
}

function wrongReward({ redemption, open, settled, shop }: Kept): string[] {
  const { stage, points, terms, reservationId } = redemption;
  const said = (what: string): string => `${reservationId} (${stage}): ${what}`;
  const wrong: string[] = [];
  const over = stage === 'returned' || stage === 'refused';
  if (over && open > 0) wrong.push(said(`it is over, and ${open} points are set aside`));
  if (over && settled > 0) wrong.push(said(`it is over, and ${settled} points are spent`));
  if (over && shop.code) wrong.push(said('it is over, and its code is in the shop'));
  if (shop.code && open + settled === 0) wrong.push(said('the shop has its code, and nothing is set aside or spent'));
  if (open > 0 && settled > 0) wrong.push(said('it is set aside and spent'));
  if (settled > points || settled < 0) wrong.push(said(`${settled} of ${points} points are spent`));
  if (stage === 'given' && open > 0) wrong.push(said('it was given, and its points are still set aside'));
  if (stage === 'given' && terms === null && settled !== points) wrong.push(said(`it was given for ${settled} of ${points} points`));
  if (stage === 'ready' && (!shop.code && shop.orders.length === 0 || open !== points)) wrong.push(said(`${open} points are set aside for it, and its code is ${shop.code ? '' : 'not '}there`)); // prettier-ignore
  if (stage === 'asked' || stage === 'preparing' || stage === 'removing') wrong.push(said('it never comes to an end'));
  return wrong;
}

/** Its points may be in the chain of anybody who was one person with its member. */
async function keptOf(world: SellingWorld, redemption: Redemption, memberIds: readonly MemberId[]): Promise<Kept> {
  const { core } = world;
  const chains = await Promise.all(memberIds.map((memberId) => core.entries.head(SHOP, memberId)));
  const theirs = chains.flatMap((head) => head?.after.reservations ?? []);
  const reservation = theirs.find(({ reservationId }) => reservationId === redemption.reservationId);
  const { settled } = await core.entries.redeemed(SHOP, redemption.reservationId);
  return { redemption, open: reservation?.points ?? 0, settled, shop: await inShop(world, redemption) };
}

/** Gift cards and store credit of a member: as many in the shop as were given, no more. */
async function wrongGifts(world: SellingWorld, memberId: MemberId, theirs: readonly Redemption[]): Promise<string[]> {
  const member = await world.core.members.get(SHOP, memberId);
  const customer = member?.externalId ?? null;
  const given = (kind: Redemption['kind']): Redemption[] => theirs.filter((one) => one.kind === kind && one.stage === 'given');
  const wrong: string[] = [];
  if (customer !== null && theirs.some(({ kind }) => kind === 'store-credit')) {
    const moves = (await world.line.connection.rewards?.creditMoves(customer, 'EUR', 100)) ?? [];
    const should = given('store-credit').length;
    if (moves.length !== should) wrong.push(`${memberId}: ${moves.length} credits in the shop, ${should} given`);
  }
  if (theirs.some(({ kind }) => kind === 'gift-card')) {
    const found = await world.line.platform.client(world.line.store).ask(CARDS, { query: '' }, cards);
    const ours = theirs.map(({ reservationId }) => `Lasting ${reservationId}`);
    const there = found.giftCards.nodes.filter(({ note }) => note !== null && ours.includes(note));
    const should = given('gift-card').length;
    if (there.length !== should) wrong.push(`${memberId}: ${there.length} gift cards in the shop, ${should} given`);
  }
  return wrong;
}

/** Nobody's turn any more: what waits in a queue now waits for ever. */
async function wrongQueues({ core, clock }: SellingWorld): Promise<string[]> {
  const wrong: string[] = [];
  for (const state of ['new', 'dead'] as const) {
    const [{ items }, { effects }] = [await core.inbox.list(SHOP, state, null, 10), await core.outbox.list(SHOP, state, null, 10)];
    // What an erasure looks at again, two days later.
    const ours = items.filter(({ topic }) => topic !== PURGE);
    wrong.push(...ours.map(({ topic, reason, dueAt }) => `${topic} is ${state}, due in ${dueAt - clock()} ms: ${reason ?? ''}`));
    wrong.push(...effects.map(({ kind, reason, dueAt }) => `${kind} is ${state}, due in ${dueAt - clock()} ms: ${reason ?? ''}`));
  }
  return wrong;
}

/**
 * Empty is right. `given`: all points the members ever got. Members who were merged or erased count with the chains that speak for them;
 * what an erased one lost is written off.
 */
export async function wrongWith(world: SellingWorld, memberIds: readonly MemberId[], given: number): Promise<string[]> {
  const { core } = world;
  const wrong: string[] = [...(await wrongQueues(world))];
  const theirs = await core.redemptions.ofMembers(SHOP, memberIds, MEMBERS_REWARDS);
  const total = new Map<string, number>();
  for (const memberId of memberIds)
    for (const [bucket, points] of await sums(core, memberId)) total.set(bucket, (total.get(bucket) ?? 0) + points);
  const of = (bucket: string): number => total.get(bucket) ?? 0;
  const mine = of('member:available') + of('member:pending') + of('member:reserved') + of('member:deficit');
  if (mine + of('program:redeemed') + of('program:written-off') !== given)
    wrong.push(`${mine} left and ${of('program:redeemed')} spent of ${given}`);
  let [open, settled] = [0, 0];
  for (const redemption of theirs) {
    const kept = await keptOf(world, redemption, memberIds);
    const head = await core.entries.head(SHOP, await core.persons.present(SHOP, redemption.memberId));
    open += kept.open;
    settled += kept.settled;
    if (head?.after.closed?.how === 'erased')
      wrong.push(
        ...(kept.shop.code && kept.shop.orders.length === 0
          ? [`${redemption.reservationId}: its member is gone, and its code can be used`]
          : []),
      );
    else wrong.push(...wrongReward(kept));
  }
  if (of('member:reserved') !== open) wrong.push(`${of('member:reserved')} points are set aside, ${open} for a reward`);
  if (of('program:redeemed') !== settled) wrong.push(`${of('program:redeemed')} points are spent, ${settled} for a reward`);
  for (const memberId of memberIds)
    wrong.push(
      ...(await wrongGifts(
        world,
        memberId,
        theirs.filter((one) => one.memberId === memberId),
      )),
    );
  return wrong;
}

/** Everything that was ever done, done once more. Says which chains it changed: none. */
export async function wrongWhenRepeated(world: SellingWorld): Promise<string[]> {
  const { core } = world;
  const before = await heads(core);
  for (let position: string | null = null; ;) {
    const { items, next } = await core.inbox.list(SHOP, null, position, 200);
    for (const { itemId } of items) await core.inbox.replay(SHOP, itemId, world.clock());
    if (next === null) break;
    position = next;
  }
  await world.work();
  const after = await heads(core);
  return [...after].flatMap(([memberId, seq]) => (before.get(memberId) === seq ? [] : [`${memberId}: ${before.get(memberId) ?? 0} entries, then ${seq}`])); // prettier-ignore
}

async function heads(core: Core): Promise<Map<MemberId, number>> {
  const found = new Map<MemberId, number>();
  for await (const { memberId, seq } of core.entries.chains(SHOP)) found.set(memberId, seq);
  return found;
}

export async function foundByProof({ core }: SellingWorld): Promise<string[]> {
  const { problems } = await core.proof.verify(SHOP);
  return problems.map(({ memberId, invariant, detail }) => `${memberId}: ${invariant}: ${detail}`);
}
