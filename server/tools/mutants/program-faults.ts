// Named faults that somebody could make in what a program is and gives.
import type { Fault } from './faults.ts';

const EARNING = 'loyalty/earning';
const STEPS = `${EARNING}/calculation`;
const TIERS = 'loyalty/tiers';

export const PROGRAM_FAULTS: readonly Fault[] = [
  { name: 'nothing ends with an exclusive rule', file: `${STEPS}/stacking.ts`, find: 'exclusive >= 0 && index > exclusive', replace: 'exclusive >= 0 && index > exclusive + 1e9' },
  { name: 'an exclusive rule ends its equals before it', file: `${STEPS}/stacking.ts`, find: 'exclusive >= 0 && index > exclusive', replace: 'exclusive >= 0 && index !== exclusive' },
  { name: 'all of the best rules count', file: `${STEPS}/stacking.ts`, find: "rule.stacking === 'best' && rule !== chosen", replace: "rule.stacking === 'best' && rule.id === ''" },
  { name: 'the worst of the best rules counts', file: `${STEPS}/stacking.ts`, find: 'each.gift.points > best.gift.points', replace: 'each.gift.points < best.gift.points' },
  { name: 'low priority comes first', file: `${STEPS}/stacking.ts`, find: 'b.priority - a.priority', replace: 'a.priority - b.priority' },
  { name: 'rules that are off earn', file: `${STEPS}/stacking.ts`, find: '.filter((rule) => rule.on)', replace: '.filter((rule) => rule.id)' },
  { name: 'a campaign begins an instant late', file: `${STEPS}/stacking.ts`, find: 'placedAt >= from', replace: 'placedAt > from' },
  { name: 'a campaign ends an instant late', file: `${STEPS}/stacking.ts`, find: 'placedAt < until', replace: 'placedAt <= until' },
  { name: 'a multiplier gives what it multiplies again', file: `${EARNING}/rules/multiplier.ts`, find: 'factorBasisPoints - WHOLE', replace: 'factorBasisPoints' },
  { name: 'gifts earn by the piece', file: `${EARNING}/rules/points-per-item.ts`, find: 'line.amount > 0 ? line.quantity : 0', replace: 'line.quantity' },
  { name: 'a bonus stays when everything went back', file: `${EARNING}/rules/bonus-per-order.ts`, find: 'amountOf(lines) > 0n', replace: 'amountOf(lines) >= 0n' },
  { name: 'what is not known is taken for no', file: `${EARNING}/conditions/condition.ts`, find: 'answer !== null && answer !== condition.not', replace: '(answer ?? false) !== condition.not' },
  { name: 'nobody turns a condition around', file: `${EARNING}/conditions/condition.ts`, find: 'answer !== condition.not', replace: 'answer' },
  { name: 'a renewal is a first order', file: `${EARNING}/conditions/first-order.ts`, find: 'if (buyer.subscriptionRenewal) return false;', replace: '' },
  { name: 'a date window ends an instant late', file: `${EARNING}/conditions/date-window.ts`, find: 'at < (until', replace: 'at <= (until' },
  { name: 'the minimum must be exceeded', file: `${EARNING}/conditions/minimum-amount.ts`, find: 'amount >= params.amountMinor', replace: 'amount > params.amountMinor' },
  { name: 'excluded lines earn', file: `${STEPS}/judge.ts`, find: 'filter((line) => !excluded.includes(line))', replace: 'filter((line) => line.amount >= 0)' },
  { name: 'excluded orders earn', file: `${STEPS}/judge.ts`, find: "? 'excluded' : stands", replace: '? stands : stands' },
  { name: 'tax is taken out twice', file: `${STEPS}/basis.ts`, find: "included ? -amount : 0", replace: "included ? -2 * amount : 0" },
  { name: 'tax that prices contain is added', file: `${STEPS}/basis.ts`, find: 'return included ? 0 : amount;', replace: 'return amount;' },
  { name: 'shipping that went back earns', file: `${STEPS}/basis.ts`, find: 'sum + refund.shipping', replace: 'sum + 0 * refund.shipping' },
  { name: 'what a gift card paid earns', file: `${STEPS}/basis.ts`, find: 'line.amount - share(line.amount, unearning, order.total)', replace: 'line.amount' },
  { name: 'a limit per order is none', file: `${STEPS}/allowed.ts`, find: "lowered(capped, limit.points, 'order-limit')", replace: 'capped' },
  { name: 'a spent budget gives on', file: `${STEPS}/allowed.ts`, find: 'left -= under.points;', replace: '' },
  { name: 'more is given than was granted', file: `${STEPS}/allowed.ts`, find: 'Math.min(wanted, granted[key] ?? 0)', replace: 'wanted' },
  { name: 'every half goes up', file: `${STEPS}/round.ts`, find: 'nearest: denominator', replace: 'nearest: 2n * (denominator - 1n)' },
  { name: 'a level is reached only beyond its threshold', file: `${TIERS}/level-for.ts`, find: 'figures[metric] >= (', replace: 'figures[metric] > (' },
  { name: 'one threshold of several is enough', file: `${TIERS}/level-for.ts`, find: 'met.length === asked.length', replace: 'met.length > 0' },
  { name: 'a level is lost before its promise ends', file: `${TIERS}/status.ts`, find: 'status.validUntil === null ? now : status.validUntil - 1', replace: 'now' },
  { name: 'grace begins anew with every look', file: `${TIERS}/status.ts`, find: 'status.losesAt ?? (tiers', replace: '(tiers' },
  { name: 'an entry reward comes every time', file: `${TIERS}/status.ts`, find: 'before.includes(level.id) ? 0', replace: "before.includes('') ? 0" },
  { name: 'a reward is had once too often', file: 'loyalty/rewards/offer.ts', find: 'member.used >= reward.limit.times', replace: 'member.used > reward.limit.times' },
  { name: 'a reward is offered to every level', file: 'loyalty/rewards/offer.ts', find: "return 'other-tier';", replace: 'return null;' },
  { name: 'nobody proves a share on a network', file: `${EARNING}/earn-action.ts`, find: "return 'needs-a-limit';", replace: 'return null;' },
  { name: 'a birthday on 29 February is lost', file: `${EARNING}/yearly.ts`, find: 'return unitIndex(tomorrow,', replace: 'return false && unitIndex(tomorrow,' },
  { name: 'weeks begin on Sunday', file: 'loyalty/calendar.ts', find: 'gregorian: 3, jalali: 5', replace: 'gregorian: 4, jalali: 5' },
  { name: 'a dry run forgets what was spent', file: 'loyalty/dry-run/purse.ts', find: 'taken + granted', replace: 'taken' },
  { name: 'an old program gives more than it did', file: 'loyalty/program/upgrade.ts', find: 'rateOfBasisPoints(rateBasisPoints, stored.currency)', replace: 'rateOfBasisPoints(rateBasisPoints + 1, stored.currency)' },
  { name: 'two rules have one name', file: 'loyalty/program/cross-problems.ts', find: 'other.id === id) < index', replace: 'other.id === id) > index' },
]; // prettier-ignore
