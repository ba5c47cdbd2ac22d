// What a theme may say of a member, read from the ledger and the program as they are now.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { asOf } from '../loyalty/ledger/advance.ts';
import { EMPTY_STATE, type MemberState } from '../loyalty/ledger/state.ts';
import type { Program } from '../loyalty/program/program.ts';
import { offerOf } from '../loyalty/rewards/offer.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { MemberFacts } from '../platforms/platform.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { Statuses } from '../tiers/statuses.ts';
import type { Facts } from './fact-batches.ts';

export interface FactNeeds {
  readonly members: Pick<MemberStore, 'get'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly statuses: Pick<Statuses, 'standing'>;
  readonly directory: Pick<StoreDirectory, 'programAt'>;
  /** The address of the link that a member has; null: none. None is made for being read. */
  readonly linkOf: (storeId: StoreId, memberId: MemberId) => Promise<string | null>;
}

type Tier = MemberFacts['tier'];

function tierOf({ tiers }: Program, id: string | null): Tier {
  const level = tiers?.levels.find((each) => each.id === id);
  return level === undefined ? null : { id: level.id, name: level.name };
}

/** The cheapest that only points are missing for. */
function nextReward({ rewards, active }: Program, { available, deficit }: MemberState, tier: Tier, now: number): MemberFacts['nextReward'] {
  const points = Math.max(0, available - deficit);
  const missing = (reward: Reward): number => {
    const offer = offerOf(reward, { tierId: tier?.id ?? null, used: 0 }, { points, stockLeft: null }, now);
    return !offer.available && offer.reason === 'not-enough-points' ? offer.missingPoints : Number.POSITIVE_INFINITY;
  };
  const [next] = rewards.map((reward) => ({ reward, missing: missing(reward) })).toSorted((a, b) => a.missing - b.missing);
  if (!active || next === undefined || next.missing === Number.POSITIVE_INFINITY) return null;
  return { name: next.reward.name, points: points + next.missing, missing: next.missing };
}

export class FactsOfMembers {
  readonly #needs: FactNeeds;

  constructor(needs: FactNeeds) {
    this.#needs = needs;
  }

  /** Null: the store knows no customer for this member (any more). Of somebody who was merged: the points where they are now. */
  async read(storeId: StoreId, memberId: MemberId, now: number): Promise<Facts | null> {
    const { members, persons, entries, statuses, directory, linkOf } = this.#needs;
    const customerId = (await members.get(storeId, memberId))?.externalId ?? null;
    if (customerId === null) return null;
    const person = await persons.present(storeId, memberId);
    const [head, standing, program] = await Promise.all([
      entries.head(storeId, person),
      statuses.standing(storeId, person, now),
      directory.programAt(storeId, now),
    ]);
    const state = asOf(head?.after ?? EMPTY_STATE, now);
    const tier = tierOf(program, standing?.status.tierId ?? null);
    const points = program.negative === 'allow' ? state.available - state.deficit : state.available;
    // A link that promises nothing now is no link to show.
    const referralLink = program.active && program.referrals !== null ? await linkOf(storeId, person) : null;
    return { customerId, points, tier, nextReward: nextReward(program, state, tier, now), referralLink };
  }
}
