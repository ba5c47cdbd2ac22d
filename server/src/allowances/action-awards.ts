// Something a member did, as points: by the rule of the program in force when it happened, and of what the program's budget has left.
import { hashOfIntention } from '../ledger/hash.ts';
import { actionKindOf, type ActionRule } from '../loyalty/earning/actions/index.ts';
import { kindOf } from '../loyalty/earning/conditions/index.ts';
import { earnAction, type EarnedAward, type Happening } from '../loyalty/earning/earn-action.ts';
import type { BuyerFacts, FactName } from '../loyalty/earning/facts.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Award, Limit } from '../loyalty/ledger/command.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { periodName } from '../loyalty/program/period.ts';
import type { Program } from '../loyalty/program/program.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import { programBudget } from './allowance.ts';
import type { Effect, EffectGrants } from './effect-grants.ts';

export interface Action {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  readonly ruleId: string;
  /** Names what happened among all of its kind, for ever. It may name a person too, so only its hash is kept. */
  readonly actionKey: string;
  readonly happenedAt: number;
  /** Null: what the rule is about. */
  readonly network: string | null;
  readonly event: string | null;
  readonly withPhoto: boolean;
  readonly bought: boolean;
  readonly cause: string;
}

/** Somebody earned at an instant. */
type Earned = { readonly at: number } & Pick<Action, 'storeId' | 'memberId' | 'cause'>;

export interface ActionAwardsOptions {
  readonly grants: Pick<EffectGrants, 'grant'>;
  readonly programAt: (storeId: StoreId, at: number) => Promise<Program>;
  /** What conditions ask of a person who did something at an instant. */
  readonly buyerFacts: (storeId: StoreId, memberId: MemberId, at: number, needed: ReadonlySet<FactName>) => Promise<BuyerFacts>;
  /** Whether somebody was out of the program at an instant. */
  readonly isAway: (storeId: StoreId, memberId: MemberId, at: number) => Promise<boolean>;
  /** Whether points had expired meanwhile that this keeps alive. */
  readonly earned: (earned: Earned) => Promise<void>;
}

const KEY_LENGTH = 32;

function happeningOf(rule: ActionRule, { actionKey, happenedAt, network, event, withPhoto, bought }: Action): Happening {
  const { kind } = rule;
  const social = kind === 'social-follow' || kind === 'social-share' ? { network: network ?? rule.params.network } : {};
  const told = kind === 'custom' ? { event: event ?? rule.params.event } : {};
  const ref = hashOfIntention('action', actionKey).slice(0, KEY_LENGTH);
  return { kind, at: happenedAt, ref, withPhoto, bought, ...social, ...told };
}

/** What can happen only once counts, so that it travels with a merge: an account does not earn again what its guest earned. */
function onceOnly(rule: ActionRule, at: number, program: Program): Limit | null {
  const { once } = actionKindOf(rule);
  return once === null ? null : { rule: `action/${rule.id}`, period: periodName(once, at, program), times: 1, points: null };
}

function awardOf({ award, explanation }: EarnedAward, limit: Limit | null, points: number): Award {
  const budget = points < award.points ? { beforeBudget: award.points } : {};
  return { ...award, points, limit: award.limit ?? limit, explain: JSON.stringify({ ...explanation, points, ...budget }) };
}

export class ActionAwards {
  readonly #options: ActionAwardsOptions;

  constructor(options: ActionAwardsOptions) {
    this.#options = options;
  }

  /** The award, or why there is none. The same action earns once, however often it is told. */
  async award(action: Action): Promise<Entry | Refused> {
    const { storeId, memberId, ruleId, happenedAt: at, cause } = action;
    const program = await this.#options.programAt(storeId, at);
    const rule = program.earning.actions.find(({ id }) => id === ruleId);
    if (rule === undefined) return refuse('nothing-to-do', `version ${program.version} of the program has no action ${ruleId}`);
    if (await this.#options.isAway(storeId, memberId, at)) return refuse('member-excluded', `action ${ruleId}: had left the program`);
    const needed = new Set(rule.when.flatMap((one) => kindOf(one).needs));
    const buyer = await this.#options.buyerFacts(storeId, memberId, at, needed);
    const answer = earnAction(rule, program, buyer, happeningOf(rule, action));
    if (!answer.earns) return refuse(answer.why === 'program-paused' ? answer.why : 'nothing-to-do', `action ${ruleId}: ${answer.why}`);
    const limit = onceOnly(rule, at, program);
    const { points, ref } = answer.award;
    const command = (granted: number): Award => awardOf(answer, limit, granted);
    const effect: Effect = { key: `action:${memberId}:${ref}`, memberId, amount: points, command, cause };
    const granted = await this.#options.grants.grant(storeId, programBudget(program, at), effect);
    if (isRefused(granted)) return granted;
    await this.#options.earned({ storeId, memberId, at, cause });
    return granted.entry;
  }
}
