// What the parts of a program say about each other, which no schema of one part can see.
import { actionKindOf } from '../earning/actions/index.ts';
import { kindOf, type Condition } from '../earning/conditions/index.ts';
import type { RuleLimit } from './limit.ts';
import type { ProblemCode, ProgramProblem } from './problems.ts';
import type { ProgramTerms } from './program.ts';
import { memberPriceProblems, tierProblems } from './tier-problems.ts';
import { floorProblems } from './reward-problems.ts';
import { referralProblems } from './referral-problems.ts';

type Path = readonly (string | number)[];

function problem(path: Path, code: ProblemCode): ProgramProblem {
  return { path, code };
}

const when = (wrong: boolean, path: Path, code: ProblemCode): ProgramProblem[] => (wrong ? [problem(path, code)] : []);

/** Ids are names in books that are kept for ever: two of one name would share parts, limits and budgets. */
function duplicateIds(path: Path, items: readonly { readonly id: string }[]): ProgramProblem[] {
  return items.flatMap(({ id }, index) =>
    when(items.findIndex((other) => other.id === id) < index, [...path, index, 'id'], 'duplicate-id'),
  );
}

function endsBefore(path: Path, window: { readonly from: number | null; readonly until: number | null }): ProgramProblem[] {
  const { from, until } = window;
  return when(from !== null && until !== null && until <= from, [...path, 'until'], 'ends-before-it-begins');
}

function unknownTiers(path: Path, wanted: readonly string[], levels: ReadonlySet<string>): ProgramProblem[] {
  return wanted.flatMap((id, index) => when(!levels.has(id), [...path, index], 'unknown-tier'));
}

function conditionProblems(path: Path, one: Condition, levels: ReadonlySet<string>): ProgramProblem[] {
  const params = [...path, 'params'];
  if (one.kind === 'tier') return unknownTiers([...params, 'tierIds'], one.params.tierIds, levels);
  if (one.kind === 'date-window') return endsBefore(params, one.params);
  if (one.kind !== 'order-count') return [];
  const { from, to } = one.params;
  return when(from !== null && to !== null && to < from, [...params, 'to'], 'ends-before-it-begins');
}

function conditionsProblems(path: Path, conditions: readonly Condition[], levels: ReadonlySet<string>): ProgramProblem[] {
  return conditions.flatMap((one, index) => conditionProblems([...path, index], one, levels));
}

function limitProblems(path: Path, limit: RuleLimit | null): ProgramProblem[] {
  if (limit === null) return [];
  // Of one order a rule gives once anyway.
  const times = limit.period === 'order' ? null : limit.times;
  return when(times === null && limit.points === null, path, 'limit-limits-nothing');
}

function ruleProblems({ earning }: ProgramTerms, levels: ReadonlySet<string>): ProgramProblem[] {
  return earning.rules.flatMap((rule, index) => {
    const path = ['earning', 'rules', index];
    const rates = rule.kind === 'points-per-money' ? rule.params.rates : [];
    const twice = rates.flatMap(({ currency }, at) =>
      when(
        rates.findIndex((other) => other.currency === currency) < at,
        [...path, 'params', 'rates', at, 'currency'],
        'duplicate-currency',
      ),
    );
    return [...conditionsProblems([...path, 'when'], rule.when, levels), ...limitProblems([...path, 'limit'], rule.limit), ...twice];
  });
}

/** An action has no order, so nothing about an order can be asked of it; and what only its doer says happened must end somewhere. */
function actionProblems({ earning }: ProgramTerms, levels: ReadonlySet<string>): ProgramProblem[] {
  return earning.actions.flatMap((rule, index) => {
    const path = ['earning', 'actions', index];
    const about = rule.when.flatMap((one, at) => when(kindOf(one).about !== 'buyer', [...path, 'when', at], 'condition-asks-for-an-order'));
    const endless = actionKindOf(rule).verified === 'weakly' && rule.limit === null;
    return [
      ...about,
      ...conditionsProblems([...path, 'when'], rule.when, levels),
      ...limitProblems([...path, 'limit'], rule.limit),
      ...when(endless, [...path, 'limit'], 'limit-needed'),
      ...when(rule.limit?.period === 'order', [...path, 'limit', 'period'], 'limit-per-order-here'),
    ];
  });
}

/** A program that is on and has rules for money must know the store's own currency. */
function rateProblems({ earning }: ProgramTerms, currency: string): ProgramProblem[] {
  const rules = earning.rules.map((rule, index) => ({ rule, index })).filter(({ rule }) => rule.on && rule.kind === 'points-per-money');
  const knows = rules.some(({ rule }) => rule.kind === 'points-per-money' && rule.params.rates.some((rate) => rate.currency === currency));
  const first = rules[0];
  return when(first !== undefined && !knows, ['earning', 'rules', first?.index ?? 0, 'params', 'rates'], 'no-rate-for-currency');
}

function campaignProblems({ campaigns }: ProgramTerms, levels: ReadonlySet<string>): ProgramProblem[] {
  return campaigns.flatMap((campaign, index) => {
    const path = ['campaigns', index];
    return [...endsBefore(path, campaign), ...conditionsProblems([...path, 'when'], campaign.when, levels)];
  });
}

function rewardProblems({ rewards }: ProgramTerms, levels: ReadonlySet<string>): ProgramProblem[] {
  return rewards.flatMap((reward, index) => {
    const path = ['rewards', index];
    const steps = reward.kind === 'variable-amount' ? reward.params : { minSteps: 1, maxSteps: null };
    return [
      ...endsBefore(path, reward),
      ...unknownTiers([...path, 'tierIds'], reward.tierIds, levels),
      ...when(reward.limit?.period === 'order', [...path, 'limit', 'period'], 'limit-per-order-here'),
      ...when(steps.maxSteps !== null && steps.maxSteps < steps.minSteps, [...path, 'params', 'maxSteps'], 'ends-before-it-begins'),
    ];
  });
}

export function crossProblems(terms: ProgramTerms, currency: string): ProgramProblem[] {
  const { earning, campaigns, rewards } = terms;
  const levels = new Set(terms.tiers?.levels.map(({ id }) => id));
  return [
    ...duplicateIds(['earning', 'rules'], earning.rules),
    ...duplicateIds(['earning', 'actions'], earning.actions),
    ...duplicateIds(['campaigns'], campaigns),
    ...duplicateIds(['rewards'], rewards),
    ...duplicateIds(['tiers', 'levels'], terms.tiers?.levels ?? []),
    ...rateProblems(terms, currency),
    ...conditionsProblems(['earning', 'excluded'], earning.excluded, levels),
    ...ruleProblems(terms, levels),
    ...actionProblems(terms, levels),
    ...campaignProblems(terms, levels),
    ...tierProblems(terms.tiers),
    ...memberPriceProblems(terms.tiers, currency),
    ...rewardProblems(terms, levels),
    ...floorProblems(rewards, terms.redemption),
    ...referralProblems(terms.referrals, terms),
  ];
}
