// A reward from being asked for to being used or given back. Every step is carried out by an inbox item and can be repeated: a crash between any two
// of them means "run it again". The order of the steps is the safety: written down, then set aside, then asked of the store.
import type { EffectGrants } from '../allowances/effect-grants.ts';
import { chainOf } from '../allowances/allowance.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import { memberId as memberIdOf, type MemberId, type StoreId } from '../loyalty/ids.ts';
import { asOf } from '../loyalty/ledger/advance.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { EMPTY_STATE } from '../loyalty/ledger/state.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { CodeMadeBody, RedeemBody, RewardGivenBody } from '../inbox/request-bodies.ts';
import { agree, reservationOf, stockEffect, stockOf, type Standing } from './agree.ts';
import { changed, rewardIn } from './changed.ts';
import { givingEffect } from './effects-wanted.ts';
import type { Returning } from './returning.ts';
import type { RedemptionStore } from './redemption-store.ts';
import type { Redemption } from './redemption.ts';
import type { Spending } from './spending.ts';

export interface RedemptionsOptions {
  readonly redemptions: RedemptionStore;
  readonly outbox: Pick<OutboxStore, 'add'>;
  readonly grants: Pick<EffectGrants, 'grant'>;
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly members: Pick<MemberStore, 'get'>;
  readonly directory: StoreDirectory;
  readonly tierOf: (storeId: StoreId, memberId: MemberId, at: number) => Promise<string | null>;
  readonly returning: Returning;
  readonly spending: Spending;
  readonly clock: () => number;
}

export class Redemptions {
  readonly #options: RedemptionsOptions;

  constructor(options: RedemptionsOptions) {
    this.#options = options;
  }

  /** Sets the points aside and asks the store for the reward. The same reservation asks once; asked again it goes on where it stopped. */
  async redeem(store: StoreRecord, body: RedeemBody, cause: string): Promise<Entry | Refused> {
    const known = await this.#options.redemptions.read(store.storeId, body.reservationId);
    const agreed = known ?? (await this.#agreed(store, body));
    if (isRefused(agreed)) return agreed;
    if (agreed.memberId !== body.memberId) return refuse('key-reused', 'another member asked for a reward by this name');
    await this.#options.returning.leaveNothing(agreed, cause);
    if (agreed.stage === 'refused') return refuse('reward-unavailable', agreed.detail ?? 'refused before');
    if (agreed.stage === 'removing' || agreed.stage === 'returned') return refuse('already-released', agreed.reservationId);
    return this.#setAside(store, agreed, cause);
  }

  async #agreed(store: StoreRecord, body: RedeemBody): Promise<Redemption | Refused> {
    const { storeId } = store;
    const program = await this.#options.directory.programAt(storeId, body.at);
    const memberId = memberIdOf(body.memberId);
    const wanted = { ...body, storeId, memberId };
    const agreed = agree(store, program, wanted, await this.#standing(storeId, memberId, rewardIn(program, body.rewardId)));
    if (isRefused(agreed)) return agreed;
    if (await this.#options.redemptions.create(agreed)) return agreed;
    return (
      (await this.#options.redemptions.read(storeId, body.reservationId)) ?? refuse('key-reused', 'this code belongs to another reward')
    );
  }

  async #standing(storeId: StoreId, member: MemberId, reward: Reward | undefined): Promise<Standing> {
    const { entries, persons, tierOf, clock } = this.#options;
    const person = await persons.present(storeId, member);
    const stock = stockOf(reward);
    const [head, tierId, chain] = await Promise.all([
      entries.head(storeId, person),
      tierOf(storeId, person, clock()),
      stock === null ? null : entries.head(storeId, chainOf(stock)),
    ]);
    const stockLeft = stock === null ? null : stock.limit - (chain?.after.taken ?? 0);
    return { state: asOf(head?.after ?? EMPTY_STATE, clock()), tierId, stockLeft };
  }

  async #setAside(store: StoreRecord, redemption: Redemption, cause: string): Promise<Entry | Refused> {
    const { storeId, reservationId, memberId, points } = redemption;
    const program = await this.#options.directory.programOfVersion(storeId, redemption.programVersion);
    const reward = rewardIn(program, redemption.rewardId);
    const command = () => reservationOf(redemption, reward, program);
    const effect = { key: stockEffect(reservationId), memberId, amount: stockOf(reward) === null ? points : 1, command, cause };
    const granted = await this.#options.grants.grant(storeId, stockOf(reward), effect);
    if (isRefused(granted)) {
      await changed(this.#options.redemptions, redemption, ({ stage }) =>
        stage === 'asked' ? { stage: 'refused', detail: granted.refused, dueAt: null } : null,
      );
      return granted;
    }
    const prepared = await changed(this.#options.redemptions, redemption, ({ stage }) =>
      stage === 'asked' ? { stage: 'preparing' } : null,
    );
    // What needs no store is given before its points are spent: whoever died in between goes on here.
    if (prepared.stage === 'preparing' || prepared.stage === 'given') await this.#give(store, prepared, cause);
    // Somebody gave it up while its points were being set aside, and found nothing to release yet.
    await this.#options.returning.leaveNothing(prepared, cause);
    return granted.entry;
  }

  async #give(store: StoreRecord, redemption: Redemption, cause: string): Promise<void> {
    const { members, outbox, clock } = this.#options;
    const member = await members.get(store.storeId, redemption.memberId);
    const effect = givingEffect(store, redemption, { externalId: member?.externalId ?? null }, clock());
    if (effect === null) await this.given(store, redemption, cause);
    else await outbox.add(effect);
  }

  /**
   * The store has the code. Whoever wanted it back meanwhile gets their points once it is gone again; what was given up without waiting for it
   * (its member was erased) is gone for everybody.
   */
  async codeMade(store: StoreRecord, { reservationId, externalId }: CodeMadeBody): Promise<void> {
    const made = await changed(this.#options.redemptions, { storeId: store.storeId, reservationId }, (now) => {
      if (now.stage === 'preparing') return { stage: 'ready', externalId };
      // An order that carried it told of it before the store answered.
      return now.externalId === null ? { externalId } : null;
    });
    if (made.stage === 'ready' && made.why !== null) await this.#options.returning.begin(store, made, made.why);
    else await this.#options.returning.madeTooLate(store, made);
  }

  /** It is the member's for good: nothing waits for an order. */
  async given(store: StoreRecord, { reservationId }: RewardGivenBody, cause: string): Promise<void> {
    const { redemptions, spending } = this.#options;
    const redemption = await changed(redemptions, { storeId: store.storeId, reservationId }, (now) =>
      now.stage === 'preparing' ? { stage: 'given', dueAt: null } : null,
    );
    if (redemption.stage === 'given') await spending.spend(store, redemption, redemption.points, null, cause);
  }
}
