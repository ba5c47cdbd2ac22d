// What callers do about rewards and a shared budget.
import { orderId } from '../../../src/loyalty/ids.ts';
import type { Limit, Redeemed } from '../../../src/loyalty/ledger/command.ts';
import type { Entry } from '../../../src/loyalty/ledger/entry.ts';
import { redeemedBy } from '../../../src/loyalty/ledger/sums.ts';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import type { Action } from './action.ts';
import { datesNow } from './perform-orders.ts';
import { BUDGET, MEMBERS, type KnownReward, type World } from './world.ts';

type Doing<K extends Action['do']> = Action & { readonly do: K };

export function limitOf(world: World, rule: string, times: number | null, points: number | null): Limit | null {
  return times === null && points === null
    ? null
    : { rule, period: `p-${String(Math.floor(world.latest / 40)).padStart(3, '0')}`, times, points };
}

function isAbout(id: string): (entry: Entry) => boolean {
  return ({ redemption, moves }) =>
    redemption?.reservationId === id || moves.some((move) => move.type === 'reservation-ended' && move.reservationId === id);
}

function redeemed(world: World, id: string): Redeemed {
  return redeemedBy(id, world.desk.ledger.entriesOf(MEMBERS).filter(isAbout(id)));
}

export function reserve(world: World, action: Doing<'reserve'>): void {
  const all = [0, 1, 2, 3].map((n) => world.live(world.member((action.member + n) % 4)));
  const able = all.find((each) => (world.desk.ledger.head(each)?.after.available ?? 0) >= action.points);
  const chain = (action.seek ? able : undefined) ?? world.live(world.member(action.member));
  const id = `reward-${world.nextSerial()}`;
  const limit = limitOf(world, 'rewards', action.times, null);
  const rest = { rewardId: `r${action.reward}`, cart: `c${action.cart}`, points: action.points, expiresAt: world.now + 20, limit };
  const command = { kind: 'reserve', reservationId: id, ...rest } as const;
  const answer = world.send({ chain, key: `reserve:${id}`, intention: ['reserve', id], command: () => command }, action.crash);
  if (!isRefused(answer)) world.rewards.push({ id, chain });
}

/** Where a reward is looked after: where it is open, else where something was last done with it. */
function homeOf(world: World, { id, chain }: KnownReward): string {
  const open = MEMBERS.find((each) => world.desk.ledger.head(each)?.after.reservations.some(({ reservationId }) => reservationId === id));
  const last = world.desk.ledger.all().findLast(isAbout(id));
  return open ?? last?.memberId ?? chain;
}

const unknown: KnownReward = { id: 'reward-0', chain: MEMBERS[0] };
/** Now and then a reward that nobody ever asked for. */
const rewardOf = (world: World, which: number): KnownReward => (which === 11 ? unknown : (world.pick(world.rewards, which) ?? unknown));

export function spendOrReturn(world: World, { do: kind, which, order, target, crash }: Doing<'settle'> | Doing<'return-spent'>): void {
  // Something to return is looked for among what was spent.
  const settled = kind === 'return-spent' && which < 10 ? world.rewards.filter((each) => redeemed(world, each.id).settled > 0) : [];
  const reward = world.pick(settled, which) ?? rewardOf(world, which);
  const { id } = reward;
  const chain = homeOf(world, reward);
  const { entries } = redeemed(world, id);
  const ids = { reservationId: id, orderId: orderId(`order-${order + 1}`) };
  const command = () => ({ kind, ...ids, target, redeemed: redeemed(world, id), datesNow: datesNow(world) }) as const;
  world.send({ chain, key: `${kind}:${id}:${entries}`, intention: [kind, id, target], command }, crash);
}

export function release(world: World, { which, why, crash }: Doing<'release'>): void {
  const reward = rewardOf(world, which);
  const { id } = reward;
  const chain = homeOf(world, reward);
  const command = () => ({ kind: 'release', reservationId: id, why, ended: redeemed(world, id).ended }) as const;
  world.send({ chain, key: `release:${id}`, intention: ['release', id], command }, crash);
}

/** Takes from the budget, then gives the member the points, then gives the budget back if that was refused. It may die between. */
export function spendBudget(world: World, { member, amount, limit, of, stopAfter, excluded }: Doing<'spend'>): void {
  const name = `spend-${world.nextSerial()}`;
  const take = { kind: 'allowance-take', amount, limit, of } as const;
  const taken = world.send({ chain: BUDGET, key: `take:${name}`, intention: ['take', name], command: () => take });
  if (isRefused(taken)) return;
  world.openTakes.push({ name, amount });
  if (stopAfter < 2) return;
  const points = excluded ? 0 : amount;
  const gift = { kind: 'award', ref: name, points, availableAt: 0, expiresAt: null, limit: null, explain: null } as const;
  world.send({ chain: world.live(world.member(member)), key: `award:${name}`, intention: ['award', name], command: () => gift });
  if (stopAfter > 2) sweep(world, [name]);
}

/** Takes that have no member entry end; the others are as they should be. */
export function sweep(world: World, names: readonly string[] | null): void {
  const due = world.openTakes.filter(({ name }) => names === null || names.includes(name));
  for (const { name, amount } of due) {
    if (world.desk.ledger.byKey(`award:${name}`) !== null) continue;
    const back = { kind: 'allowance-give', amount } as const;
    world.send({ chain: BUDGET, key: `give:${name}`, intention: ['give', name], command: () => back });
  }
  world.openTakes = world.openTakes.filter((each) => !due.includes(each));
}

export function give(world: World, { amount }: Doing<'give'>): void {
  const key = `give:${world.nextSerial()}`;
  world.send({ chain: BUDGET, key, intention: ['give', key], command: () => ({ kind: 'allowance-give', amount }) });
}
