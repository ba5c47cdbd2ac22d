// A share of something limited across members has a chain of its own, so that "is there any left" and "take it" are one decision.
import { refuse, type Refused } from '../../refusal.ts';
import type { AllowanceGive, AllowanceTake } from '../command.ts';
import { mark, type Draft } from '../draft.ts';

const isAmount = (amount: number): boolean => Number.isSafeInteger(amount) && amount > 0;

export function allowanceTake(draft: Draft, { amount, limit, of }: AllowanceTake): Refused | null {
  if (!isAmount(amount)) return refuse('amount-invalid', `a share of ${amount}`);
  const left = limit - draft.state.taken;
  if (amount > left)
    return refuse(of === 'budget' ? 'budget-spent' : 'cap-reached', `${amount} wanted, ${Math.max(0, left)} left of ${limit}`);
  mark(draft, { type: 'allowance', taken: amount });
  return null;
}

export function allowanceGive(draft: Draft, { amount }: AllowanceGive): Refused | null {
  if (!isAmount(amount)) return refuse('amount-invalid', `a share of ${amount}`);
  if (amount > draft.state.taken) return refuse('amount-invalid', `${amount} given back, ${draft.state.taken} taken`);
  mark(draft, { type: 'allowance', taken: -amount });
  return null;
}
