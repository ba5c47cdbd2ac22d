// What a store is asked for when a code is to be made: the terms that were agreed, in the port's words.
import type { Text } from '../loyalty/program/text.ts';
import type { CodeTerms } from '../loyalty/rewards/code-terms.ts';
import type { CodeWish } from '../platforms/platform.ts';

/** A code must not begin later than its owner has it, by whatever the store's clock is behind ours. */
const EARLIER_MS = 5 * 60_000;

export interface AgreedCode {
  readonly code: string;
  readonly name: Text;
  readonly rewardId: string;
  readonly terms: CodeTerms;
  readonly currency: string;
  readonly askedAt: number;
  readonly endsAt: number | null;
}

export function codeWish(agreed: AgreedCode, whose: Pick<CodeWish, 'customerId' | 'email'>): CodeWish {
  const { code, name, rewardId, terms, currency, askedAt, endsAt } = agreed;
  const { gives, minimumMinor, appliesTo, combines } = terms;
  const money = (amountMinor: number) => ({ amountMinor, currency });
  const given: CodeWish['gives'] =
    gives.kind === 'amount-off' ? { kind: 'amount-off', amount: money(gives.amountMinor) }
    : gives.kind === 'free-shipping' ? { kind: 'free-shipping', maximum: gives.maximumMinor === null ? null : money(gives.maximumMinor) }
    : gives; // prettier-ignore
  return {
    code,
    title: name.en ?? name.fa ?? name.he ?? rewardId,
    gives: given,
    ...whose,
    minimum: minimumMinor === null ? null : money(minimumMinor),
    appliesTo,
    combines,
    startsAt: askedAt - EARLIER_MS,
    endsAt,
  };
}
