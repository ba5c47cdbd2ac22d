// Named faults that somebody could make in the core. Each must be caught by the pure tests; one that survives is a promise nobody checks.

import { PROGRAM_FAULTS } from './program-faults.ts';
import { REDEMPTION_FAULTS } from './redemption-faults.ts';

export interface Fault {
  readonly name: string;
  /** Below server/src/. */
  readonly file: string;
  /** Must stand in the file exactly once, so that a fault cannot silently plant nothing. */
  readonly find: string;
  readonly replace: string;
  /** Tests that must notice it, where the pure ones cannot. */
  readonly tests?: readonly string[];
}

const LEDGER = 'loyalty/ledger';

export const FAULTS: readonly Fault[] = [
  { name: 'a reversal counts double', file: `${LEDGER}/commands/settle-order.ts`, find: "parts.push(reverse(draft, step, -difference, circumstances))", replace: "parts.push(reverse(draft, step, -2 * difference, circumstances))" },
  { name: 'a grant forgets what was given', file: `${LEDGER}/commands/settle-order.ts`, find: 'const difference = tranche.points - before.points;', replace: 'const difference = tranche.points - 0 * before.points;' },
  { name: 'a reversal takes other points before its own', file: `${LEDGER}/commands/settle-order.ts`, find: "const afterOwn = takeFromLots(draft, own, points, 'program:reversed', orderId);", replace: 'const afterOwn = points;' },
  { name: 'expired points are taken back a second time', file: `${LEDGER}/commands/settle-order.ts`, find: 'const alreadyExpired = Math.min(afterOwn, expiredLeft);', replace: 'const alreadyExpired = Math.min(afterOwn, 0 * expiredLeft);' },
  { name: 'points that expired come back with the order', file: `${LEDGER}/commands/settle-order.ts`, find: 'const expired = Math.min(points, given.alreadyExpired);', replace: 'const expired = Math.min(points, 0 * given.alreadyExpired);' },
  { name: 'a forgiven debt is not owed again', file: `${LEDGER}/commands/settle-order.ts`, find: 'const owedAgain = Math.min(points - expired, given.writtenOff);', replace: 'const owedAgain = Math.min(points - expired, 0 * given.writtenOff);' },
  { name: 'nobody forgives a debt', file: `${LEDGER}/commands/settle-order.ts`, find: "const writtenOff = circumstances.negative === 'write-off' ? debt : 0;", replace: 'const writtenOff = 0 * debt;' },
  { name: 'new dates are ignored', file: `${LEDGER}/commands/settle-order.ts`, find: 'if (tranche.points > 0) retime(', replace: 'if (tranche.points < 0) retime(' },
  { name: 'a graced lot loses its grace', file: `${LEDGER}/commands/settle-order.ts`, find: 'expiresAt: lot.graced ? lot.expiresAt :', replace: 'expiresAt: lot.graced && lot.points < 0 ? lot.expiresAt :' },
  { name: 'waiting points are taken last', file: `${LEDGER}/commands/take-back.ts`, find: "return [...living.filter((lot) => lot.state === 'pending'), ...inSpendOrder(living, draft.at)];", replace: "return [...inSpendOrder(living, draft.at), ...living.filter((lot) => lot.state === 'pending')];" },
  { name: 'a debt is forgotten', file: `${LEDGER}/commands/take-back.ts`, find: "movePoints(draft, 'member:deficit', to, debt, null, { order });", replace: "movePoints(draft, 'member:deficit', to, 0 * debt, null, { order });" },
  { name: 'the latest lot is spent first', file: `${LEDGER}/lots.ts`, find: '(a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity)', replace: '(b.expiresAt ?? Infinity) - (a.expiresAt ?? Infinity)' },
  { name: 'of two lots the younger is spent first', file: `${LEDGER}/lots.ts`, find: 'a.issuedAt - b.issuedAt', replace: 'b.issuedAt - a.issuedAt' },
  { name: 'expired points can be spent', file: `${LEDGER}/lots.ts`, find: 'return lot.expiresAt !== null && lot.expiresAt <= at;', replace: 'return lot.expiresAt !== null && lot.expiresAt < at - 1e15;' },
  { name: 'points expire an instant late', file: `${LEDGER}/advance.ts`, find: 'lot.expiresAt <= expireUntil', replace: 'lot.expiresAt < expireUntil' },
  { name: 'points become available an instant late', file: `${LEDGER}/advance.ts`, find: 'lot.availableAt <= until)', replace: 'lot.availableAt < until)' },
  { name: 'points expire before they pay a debt', file: `${LEDGER}/advance.ts`, find: 'payDeficit(draft, at, at - 1);', replace: 'payDeficit(draft, at, at);' },
  { name: 'expiry comes before maturity', file: `${LEDGER}/advance.ts`, find: "a.what === 'mature' ? -1 : 1", replace: "a.what === 'mature' ? 1 : -1" },
  { name: 'expiries do not wait for the news of the store', file: `${LEDGER}/decide.ts`, find: 'advance(draft, at, Math.min(at, circumstances.watermark));', replace: 'advance(draft, at, at);' },
  { name: 'the clock runs backwards', file: `${LEDGER}/decide.ts`, find: 'const at = Math.max(circumstances.now, head.at);', replace: 'const at = circumstances.now;' },
  { name: 'what is due does not lead the entry', file: `${LEDGER}/decide.ts`, find: 'advance(draft, at, Math.min(at, circumstances.watermark));', replace: '' },
  { name: 'a closed chain takes commands', file: `${LEDGER}/decide.ts`, find: 'if (closed !== null) return closed;', replace: '' },
  { name: 'later earnings do not pay a debt', file: `${LEDGER}/commands/award.ts`, find: "openLot(draft, 'program:issued', points, birth);\n  payDeficit(draft);", replace: "openLot(draft, 'program:issued', points, birth);" },
  { name: 'more can be taken by hand than there is', file: `${LEDGER}/commands/award.ts`, find: 'if (have < amount) return refuse', replace: 'if (have < amount - 1) return refuse' },
  { name: 'nobody has to approve', file: `${LEDGER}/commands/award.ts`, find: 'amount > approvalAbove &&', replace: 'amount > approvalAbove * 1e9 &&' },
  { name: 'a limit allows one more', file: `${LEDGER}/commands/counted.ts`, find: '(used?.n ?? 0) + 1 > limit.times', replace: '(used?.n ?? 0) > limit.times' },
  { name: 'a reward can be had without enough points', file: `${LEDGER}/commands/redeem.ts`, find: 'if (have < points || draft.state.deficit > 0)', replace: 'if (have < 0 || draft.state.deficit > 0)' },
  { name: 'one cart reserves one reward twice', file: `${LEDGER}/commands/redeem.ts`, find: 'if (twin !== undefined) return refuse', replace: 'if (twin !== undefined && points < 0) return refuse' },
  { name: 'a refund gives a reward back twice', file: `${LEDGER}/commands/redeem.ts`, find: 'const back = redeemed.settled - target;', replace: 'const back = redeemed.settled - target + (redeemed.entries > 1 ? 1 : 0);' },
  { name: 'grace is given again and again', file: `${LEDGER}/commands/redeem.ts`, find: '|| birth.graced) return birth;', replace: ') return birth;' },
  { name: 'a failure costs the time points were set aside', file: `${LEDGER}/commands/redeem.ts`, find: 'expiresAt: birth.expiresAt + reservedMs }', replace: 'expiresAt: birth.expiresAt + 0 * reservedMs }' },
  { name: 'one more is taken of what ran out', file: `${LEDGER}/commands/allowance.ts`, find: 'if (amount > left)', replace: 'if (amount > left + 1)' },
  { name: 'of points that mature together the first pays', file: `${LEDGER}/advance.ts`, find: "movePoints(draft, 'member:pending', 'member:available', lot.points, lot, { at });", replace: "{ movePoints(draft, 'member:pending', 'member:available', lot.points, lot, { at }); payDeficit(draft, at, at - 1); }" },
  { name: 'new dates do not reach what is set aside', file: `${LEDGER}/apply-move.ts`, find: 'reservations: state.reservations.map((each) => retimedReservation(each, move))', replace: 'reservations: state.reservations' },
  { name: 'spent points come back with an old end', file: `${LEDGER}/commands/dated-now.ts`, find: 'return now === undefined ? expiresAt : now.expiresAt;', replace: 'return expiresAt;' },
  { name: 'points join a lot of other dates', file: `${LEDGER}/draft.ts`, find: 'const alike = there.expiresAt === birth.expiresAt &&', replace: 'const alike =' },
  { name: 'the story of a reward is read in any order', file: `${LEDGER}/sums.ts`, find: '(a.redemption?.n ?? 0) - (b.redemption?.n ?? 0)', replace: '0 * (a.redemption?.n ?? 0) - 0 * (b.redemption?.n ?? 0)' },
  { name: 'an outer merge forgets the inner one', file: `${LEDGER}/commands/merge.ts`, find: 'via: [...birth.via, mergeId]', replace: 'via: [mergeId]' },
  { name: 'an undone merge keeps what orders got meanwhile', file: `${LEDGER}/commands/merge.ts`, find: 'lot.via.at(-1) === mergeId || isCarried(lot)', replace: 'lot.via.at(-1) === mergeId' },
  { name: 'merging twice counts a limit twice', file: `${LEDGER}/commands/merge.ts`, find: 'for (const counter of counters) uncount(draft, counter);', replace: '' },
  { name: 'points rounded up', file: 'loyalty/earning/calculation/round.ts', find: 'floor: 0n', replace: 'floor: 2n * (denominator - 1n)' },
  { name: 'unpaid orders earn', file: 'loyalty/earning/calculation/judge.ts', find: "return order.payment === 'paid' ? 'paid' : 'unpaid';", replace: "return 'paid';" },
  { name: 'gift cards earn', file: 'loyalty/earning/net-goods.ts', find: 'giftCards || !line.giftCard', replace: 'giftCards || line.quantity >= 0' },
  { name: 'amount-only refunds are ignored', file: 'loyalty/earning/net-goods.ts', find: 'sum + refund.goodsWithoutLines', replace: 'sum + 0 * refund.goodsWithoutLines' },
  { name: 'the remainder goes to the smallest', file: 'loyalty/money.ts', find: 'Number(b.rest - a.rest)', replace: 'Number(a.rest - b.rest)' },
  { name: 'half a cent is rounded down', file: 'loyalty/money.ts', find: '>= 5 ? 1 : 0', replace: '> 5 ? 1 : 0' },
  { name: 'an equal time counts as newer', file: 'loyalty/orders/newer.ts', find: "if (seen.order.version > known.order.version) return 'newer';", replace: "if (seen.order.version >= known.order.version) return 'newer';" },
  { name: 'an older fetch wins', file: 'loyalty/orders/newer.ts', find: 'seen.seenAt < known.seenAt', replace: 'seen.seenAt > known.seenAt' },
  { name: 'an order is judged by the newest program', file: 'loyalty/program/in-force.ts', find: 'program.inForceFrom <= at', replace: 'program.inForceFrom <= at + 1e15' },
  { name: 'a hash does not cover the amount', file: `${LEDGER}/canonical.ts`, find: '        move.points,', replace: '        0,' },
  { name: 'a year is a month short', file: 'loyalty/calendar.ts', find: "if (unit === 'year') return year;", replace: "if (unit === 'year') return year + (month > 11 ? 1 : 0);" },
  ...PROGRAM_FAULTS,
  ...REDEMPTION_FAULTS,
]; // prettier-ignore
