// "Look at this order": whoever holds entries of it and whoever owns it now gets the difference.
import { orderId } from '../../../src/loyalty/ids.ts';
import type { DatesNow, SettleOrder, Tranche } from '../../../src/loyalty/ledger/command.ts';
import { givenTo } from '../../../src/loyalty/ledger/sums.ts';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import type { Action } from './action.ts';
import { mustBe } from './compare.ts';
import type { Crash, Request } from './desk.ts';
import { MEMBERS, type ShopOrder, type World } from './world.ts';

function tranches({ parts }: ShopOrder): Tranche[] {
  return parts.map(({ part, points, waits, lives, since }) => {
    const availableAt = waits === null ? null : Math.max(0, since + waits);
    return { part, points, availableAt, expiresAt: lives === null ? null : (availableAt ?? since) + lives };
  });
}

/** The dates that orders give their parts now, as whoever brings points back reads them from the orders themselves. */
export function datesNow({ orders }: World): DatesNow {
  const parts = orders.flatMap((order) => tranches(order).map((tranche) => ({ ...tranche, orderId: orderId(order.id) })));
  return { parts: parts.filter(({ points }) => points > 0), activityUntil: null };
}

function request(world: World, order: ShopOrder, chain: string, deserved: readonly Tranche[]): Request {
  const mine = (each: { readonly order: { readonly orderId: string } | null }): boolean => each.order?.orderId === order.id;
  const n = world.desk.ledger.chain(chain).filter(mine).length;
  const command = (): SettleOrder => {
    const given = { ...givenTo(orderId(order.id), world.personal(chain)), entries: n };
    return { kind: 'settle-order', orderId: orderId(order.id), deserved, given, explain: null };
  };
  return { chain, key: `order:${order.id}:${chain}:${n}`, intention: ['settle-order', chain, order.id], command };
}

function settle(world: World, order: ShopOrder, chain: string, deserved: readonly Tranche[], crash: Crash): void {
  const answer = world.send(request(world, order, chain, deserved), crash);
  const again = isRefused(answer) ? answer : world.send(request(world, order, chain, deserved));
  mustBe('nothing-to-do', isRefused(again) ? again.refused : 'another entry', `a second look at ${order.id} for ${chain}`);
  const given = givenTo(orderId(order.id), world.personal(chain));
  const owed = deserved.reduce((sum, { points }) => sum + points, 0);
  mustBe(owed, given.parts.reduce((sum, { points }) => sum + points, 0), `what ${chain} was given for ${order.id}`); // prettier-ignore
}

export function look(world: World, order: ShopOrder, crash: Crash = 'none'): void {
  const owner = world.live(order.owner);
  const holders = MEMBERS.filter((each) => world.desk.ledger.chain(each).some((entry) => entry.order?.orderId === order.id));
  const others = new Set(holders.map((each) => world.live(each)).filter((each) => each !== owner));
  for (const other of others) settle(world, order, other, [], crash);
  settle(world, order, owner, tranches(order), crash);
}

export function restate(world: World, { order: index, to, parts, crash }: Action & { readonly do: 'order' }): void {
  const order = world.orders[index];
  if (order === undefined) return;
  if (to !== null) order.owner = world.member(to);
  order.parts = parts.map((part) => ({ ...part, since: world.now }));
  look(world, order, crash);
}
