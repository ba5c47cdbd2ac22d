// Awards, adjustments, imports, expiries: what callers of single chains do.
import { orderId } from '../../../src/loyalty/ids.ts';
import type { Entry, LotBirth, PointsMove } from '../../../src/loyalty/ledger/entry.ts';
import type { Take } from '../../../src/loyalty/ledger/state.ts';
import { expiredIn, expiredOfAdjustment, givenTo } from '../../../src/loyalty/ledger/sums.ts';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import type { Action } from './action.ts';
import { datesNow } from './perform-orders.ts';
import { limitOf } from './perform-rewards.ts';
import type { World } from './world.ts';

type Doing<K extends Action['do']> = Action & { readonly do: K };

const pointsMoves = (entry: Entry): PointsMove[] => entry.moves.flatMap((move) => (move.type === 'points' ? [move] : []));

const dates = (now: number, waits: number | null, lives: number | null): Pick<LotBirth, 'availableAt' | 'expiresAt'> => {
  const availableAt = waits === null ? null : Math.max(0, now + waits);
  return { availableAt, expiresAt: lives === null ? null : (availableAt ?? now) + lives };
};

export function award(world: World, { member, points, waits, lives, times, most, crash }: Doing<'award'>): void {
  const ref = `award-${world.nextSerial()}`;
  const limit = limitOf(world, 'reviews', times, most);
  const command = { kind: 'award', ref, points, ...dates(world.now, waits, lives), limit, explain: null } as const;
  world.send({ chain: world.member(member), key: ref, intention: ['award', ref], command: () => command }, crash);
}

export function adjust(world: World, { member, points, lives, approved, crash }: Doing<'adjust'>): void {
  const ref = `adjust-${world.nextSerial()}`;
  const expiresAt = lives === null ? null : world.now + lives;
  const command = { kind: 'adjust', ref, points, expiresAt, approvedBy: approved ? 'somebody' : null, explain: null } as const;
  const request = { chain: world.member(member), key: ref, intention: ['adjust', ref, String(points)], command: () => command };
  const answer = world.send(request, crash);
  if (!isRefused(answer)) world.adjustments.push(request);
}

function lotsOf(entry: Entry, birthOf: (lot: string) => LotBirth | undefined): Take[] {
  const moves = pointsMoves(entry).filter(({ from, to }) => from === 'program:adjusted' || to === 'program:adjusted');
  return moves.flatMap(({ lot, points, birth }) => {
    const known = lot === null ? undefined : (birth ?? birthOf(lot));
    return lot === null || known === undefined ? [] : [{ lotId: lot, points, birth: known }];
  });
}

export function undoAdjust(world: World, { which }: Doing<'undo-adjust'>): void {
  const request = world.pick(world.adjustments, which);
  const entry = request === undefined ? null : world.desk.ledger.byKey(request.key);
  if (request === undefined || entry === null) return;
  const { kind, ...adjustment } = request.command() as { kind: 'adjust'; ref: string; points: number };
  const before = world.desk.ledger.chain(entry.memberId)[entry.seq - 2]?.after.lots ?? [];
  const lots = lotsOf(entry, (lot) => before.find(({ lotId }) => lotId === lot));
  const expired = expiredOfAdjustment(adjustment.ref, world.desk.ledger.all());
  const command = {
    kind: `undo-${kind}`,
    ref: adjustment.ref,
    points: adjustment.points,
    lots,
    expired,
    datesNow: datesNow(world),
    explain: null,
  } as const;
  const key = `undo:${adjustment.ref}`;
  world.send({ chain: entry.memberId, key, intention: ['undo-adjust', adjustment.ref], command: () => command });
}

export function importLots(world: World, { member, lots }: Doing<'import'>): void {
  const ref = `import-${world.nextSerial()}`;
  const opening = lots.map(({ points, age, waits, lives }) => {
    const issuedAt = Math.max(0, world.now - age);
    return { points, issuedAt, issuedMonth: '2026-10', ...dates(issuedAt, waits, lives) };
  });
  const command = { kind: 'import-opening', ref, lots: opening } as const;
  world.send({ chain: world.member(member), key: ref, intention: ['import', ref], command: () => command });
}

export function expire(world: World, { member, after }: Doing<'expire'>): void {
  world.setClock(world.now + after);
  const key = `expire:${world.nextSerial()}`;
  world.send({ chain: world.member(member), key, intention: ['expire', key], command: () => ({ kind: 'expire' }) });
}

/** Posted expiries that still stand; what an order's reversal already counted as gone stays gone. */
function undoable(world: World, chain: string): Take[] {
  const entries = world.desk.ledger.chain(chain);
  const ends = Map.groupBy(entries.flatMap(pointsMoves).filter(({ to }) => to === 'program:expired'), ({ lot }) => lot); // prettier-ignore
  // Of a lot that ended twice, with different ends, nobody could say which of the two was wrong.
  const endedOnce = ({ lotId }: Take): boolean => new Set(ends.get(lotId)?.map(({ birth }) => birth?.expiresAt)).size < 2;
  return expiredIn(entries).filter((take) => endedOnce(take) && !isCountedAsGone(world, chain, take));
}

function isCountedAsGone(world: World, chain: string, { points, birth: { source } }: Take): boolean {
  if (source.kind !== 'order' || source.ref === null) return false;
  const { expired, parts } = givenTo(orderId(source.ref), world.personal(chain));
  return points > expired - parts.reduce((sum, { alreadyExpired }) => sum + alreadyExpired, 0);
}

export function expireUndo(world: World, { member, which, lives }: Doing<'expire-undo'>): void {
  // Somebody who lost something, if there is one.
  const chains = [0, 1, 2, 3].map((n) => world.live(world.member((member + n) % 4)));
  const chain = chains.find((each) => undoable(world, each).length > 0) ?? world.live(world.member(member));
  const candidates = undoable(world, chain);
  const one = candidates[which % Math.max(1, candidates.length)];
  const key = `expire-undo:${world.nextSerial()}`;
  const expiresAt = lives === null ? null : world.now + lives;
  const command = { kind: 'expire-undo', lots: one === undefined ? [] : [one], expiresAt } as const;
  world.send({ chain, key, intention: ['expire-undo', key], command: () => command });
}

export function erase(world: World, { member }: Doing<'erase'>): void {
  const key = `erase:${world.nextSerial()}`;
  world.send({ chain: world.member(member), key, intention: ['erase', key], command: () => ({ kind: 'erase' }) });
}
