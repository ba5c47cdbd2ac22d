// Which facts a program's conditions ask for, so that nobody looks up what nobody asks.
import type { Program } from '../program/program.ts';
import { kindOf, type Condition } from './conditions/index.ts';
import type { FactName } from './facts.ts';

/** Conditions about orders; those of actions are asked when something happens. */
function conditionsOf({ earning, campaigns }: Program): Condition[] {
  const parts = [...earning.rules, ...campaigns].filter(({ on }) => on);
  return [...earning.excluded, ...parts.flatMap((part) => part.when)];
}

/** A level that multiplies is asked of every order, whatever the conditions say. */
export function factsNeeded(program: Program): ReadonlySet<FactName> {
  const asked = conditionsOf(program).flatMap((one) => kindOf(one).needs);
  const multiplies = program.tiers?.levels.some(({ factorBasisPoints }) => factorBasisPoints > 10_000) ?? false;
  return new Set<FactName>(multiplies ? [...asked, 'tier'] : asked);
}
