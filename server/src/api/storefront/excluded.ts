// Whether orders of a member earn nothing by who they are, as far as the store has told us: with their newest order that was judged.
import { holdsForBuyer, kindOf, type Condition } from '../../loyalty/earning/conditions/index.ts';
import type { FactName } from '../../loyalty/earning/facts.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Member } from '../../members/member-store.ts';
import type { Services } from '../services.ts';

/** Where an order goes and when it is placed say nothing about the person. */
const OF_THE_PERSON: readonly FactName[] = ['tier', 'customer-tags', 'customer-roles'];

const isAboutPerson = (one: Condition): boolean => kindOf(one).needs.some((need) => OF_THE_PERSON.includes(need));

export async function isExcludedMember(
  { orders, clock }: Pick<Services, 'orders' | 'clock'>,
  { storeId, memberId }: Member,
  { earning }: Pick<Program, 'earning'>,
): Promise<boolean> {
  const asked = earning.excluded.filter(isAboutPerson);
  if (asked.length === 0) return false;
  const [newest] = await orders.ofMember(storeId, memberId, 1);
  const buyer = newest?.judgement?.facts;
  return buyer !== undefined && asked.some((one) => holdsForBuyer(one, { at: clock(), buyer }));
}
