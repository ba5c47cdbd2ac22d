// What something that a member did earns: the award as the ledger takes it, or why there is none. The ledger counts limits and refuses what is too much.
import type { Award } from '../ledger/command.ts';
import { periodName } from '../program/period.ts';
import type { Program } from '../program/program.ts';
import type { Text } from '../program/text.ts';
import { actionKindOf, type ActionRule } from './actions/index.ts';
import { holdsForBuyer } from './conditions/index.ts';
import { activityUntil, expiresFrom } from './dates.ts';
import type { BuyerFacts } from './facts.ts';
import { unitIndex } from '../calendar.ts';

/** Something that happened. `ref` names it among all of its kind for ever: the review's id, the survey's answer, the event's own id. */
export interface Happening {
  readonly kind: ActionRule['kind'];
  readonly at: number;
  readonly ref: string;
  /** Of a social action. */
  readonly network?: string;
  /** Of a custom action: the name under which it was told. */
  readonly event?: string;
  /** Of a review. */
  readonly withPhoto?: boolean;
  readonly bought?: boolean;
}

/** Stored with the entry as JSON. */
export interface ActionExplanation {
  readonly action: ActionRule['kind'];
  readonly ruleId: string;
  readonly name: Text;
  readonly programVersion: number;
  readonly points: number;
}

export interface EarnedAward {
  readonly earns: true;
  /** `explain` is for the caller to write down. */
  readonly award: Omit<Award, 'explain'>;
  readonly explanation: ActionExplanation;
}

export type ActionAnswer =
  | EarnedAward
  | {
      readonly earns: false;
      readonly why: 'program-paused' | 'switched-off' | 'another-action' | 'conditions' | 'not-bought' | 'needs-a-limit';
    };

type No = Extract<ActionAnswer, { earns: false }>['why'];

/** Whether the rule is about what happened: the right network, the right event. */
function isAbout(rule: ActionRule, happening: Happening): boolean {
  if (rule.kind !== happening.kind) return false;
  if (rule.kind === 'custom') return rule.params.event === happening.event;
  if (rule.kind === 'social-follow' || rule.kind === 'social-share') return rule.params.network === happening.network;
  return true;
}

function pointsOf(rule: ActionRule, happening: Happening): number {
  if (rule.kind !== 'review' || happening.withPhoto !== true) return rule.params.points;
  return rule.params.pointsForPhoto ?? rule.params.points;
}

function whyNot(rule: ActionRule, program: Program, buyer: BuyerFacts, happening: Happening): No | null {
  if (!program.active) return 'program-paused';
  if (!rule.on) return 'switched-off';
  if (!isAbout(rule, happening)) return 'another-action';
  if (actionKindOf(rule).verified === 'weakly' && rule.limit === null) return 'needs-a-limit';
  if (rule.kind === 'review' && rule.params.onlyBuyers && happening.bought !== true) return 'not-bought';
  return rule.when.every((one) => holdsForBuyer(one, { at: happening.at, buyer })) ? null : 'conditions';
}

/** What can happen once only is named so that it is one fact: a second time it is the same entry, whatever limit there is. */
function refOf(rule: ActionRule, { at, ref }: Happening, { timeZone, calendar }: Program): string {
  const { once } = actionKindOf(rule);
  if (once === 'lifetime') return `${rule.id}/once`;
  return once === 'year' ? `${rule.id}/${unitIndex(at, 'year', timeZone, calendar)}` : `${rule.id}/${ref}`;
}

/** Points for actions do not wait: a hold is for orders. */
export function earnAction(rule: ActionRule, program: Program, buyer: BuyerFacts, happening: Happening): ActionAnswer {
  const why = whyNot(rule, program, buyer, happening);
  if (why !== null) return { earns: false, why };
  const { at } = happening;
  const points = pointsOf(rule, happening);
  const { id: ruleId, kind: action, name, limit } = rule;
  const counted = limit && {
    rule: `action/${ruleId}`,
    period: periodName(limit.period, at, program),
    times: limit.times,
    points: limit.points,
  };
  const dates = { availableAt: at, expiresAt: expiresFrom(at, program), activityUntil: activityUntil(at, program) };
  const award = { kind: 'award', ref: refOf(rule, happening, program), points, ...dates, limit: counted } as const;
  return { earns: true, award, explanation: { action, ruleId, name, programVersion: program.version, points } };
}

/** Every award that something which happened earns: several rules may be about it. */
export function earnActions(program: Program, buyer: BuyerFacts, happening: Happening): EarnedAward[] {
  return program.earning.actions.flatMap((rule) => {
    const answer = earnAction(rule, program, buyer, happening);
    return answer.earns ? [answer] : [];
  });
}
