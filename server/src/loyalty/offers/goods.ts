// Goods just bought that earn more than others do, while the rule or campaign that gives it is in force.
import { deservedPoints } from '../earning/deserved.ts';
import { isAboutLines, type Condition } from '../earning/conditions/index.ts';
import type { Program } from '../program/program.ts';
import type { Text } from '../program/text.ts';
import type { Bought, Having, OfferKind } from './offer.ts';

interface Candidate {
  readonly name: Text;
  /** The same program, had it never had this. */
  readonly without: Program;
}

/** It names goods. "Everything but these" is what all goods get, and no reason to buy one again. */
const namesGoods = ({ when }: { readonly when: readonly Condition[] }): boolean => when.some((one) => !one.not && isAboutLines(one));

function candidatesOf(program: Program, now: number): Candidate[] {
  const { earning, campaigns } = program;
  const rules = earning.rules.filter((rule) => rule.on && namesGoods(rule));
  const running = campaigns.filter((one) => one.on && now >= one.from && now < one.until && namesGoods(one));
  return [
    ...rules.map((rule) => ({
      name: rule.name,
      without: { ...program, earning: { ...earning, rules: earning.rules.filter((each) => each !== rule) } },
    })),
    ...running.map((one) => ({ name: one.name, without: { ...program, campaigns: campaigns.filter((each) => each !== one) } })),
  ];
}

/** Once more, so it is one order later than the one just placed. As if no limit or budget ever ran out, like every estimate. */
function earnedAgain({ order, facts }: Bought, program: Program, { now }: Having): number {
  const again = { ...order, placedAt: now, paidAt: now };
  const later = { ...facts, orderNumber: facts.orderNumber === null ? null : facts.orderNumber + 1 };
  return deservedPoints(again, program, later, null, Number.MIN_SAFE_INTEGER).points;
}

/** Measured by leaving it out: what else would count in its place is not its merit. The one that gives most, the first of equals. */
export const goodsAgain: OfferKind = (having) => {
  const { program, bought, now } = having;
  if (bought === null) return null;
  const candidates = candidatesOf(program, now);
  if (candidates.length === 0) return null;
  const whole = earnedAgain(bought, program, having);
  const more = candidates.map(({ name, without }) => ({ name, points: whole - earnedAgain(bought, without, having) }));
  const [best] = more.toSorted((a, b) => b.points - a.points);
  return best === undefined || best.points <= 0 ? null : { kind: 'goods', ...best };
};
