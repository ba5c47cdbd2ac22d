// A reward from being asked for to being used or given back. Every step is carried out by an inbox item and can be repeated: a crash between any two
// of them means "run it again". The order of the steps is the safety: written down, then set aside, then asked of the store.
import type { EffectGrants } from '../allowances/effect-grants.ts';
import { memberId as memberIdOf, orderId as orderIdOf } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { StorePlatform } from '../platforms/platform.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { CodeMadeBody, RedeemBody, RewardGivenBody } from '../inbox/request-bodies.ts';
import { agree, reservationOf, stockEffect, stockOf, type Wanted } from './agree.ts';
import { changed, rewardIn } from './changed.ts';
import { givingEffect } from './effects-wanted.ts';
import type { Returning } from './returning.ts';
import type { RedemptionStore } from './redemption-store.ts';
import { isVirtual, type Redemption } from './redemption.ts';
import type { Spending } from './spending.ts';
import { standingOf, type StandingNeeds } from './standing.ts';

export interface RedemptionsOptions extends StandingNeeds {
  readonly redemptions: RedemptionStore;
  readonly outbox: Pick<OutboxStore, 'add'>;
  readonly grants: Pick<EffectGrants, 'grant'>;
  readonly members: Pick<MemberStore, 'get'>;
  readonly directory: StoreDirectory;
  readonly returning: Returning;
  readonly spending: Spending;
  readonly platforms: Readonly<Record<StoreRecord['platform'], Pick<StorePlatform, 'cannotGive'>>>;
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
    const other = notTheSame(agreed, body);
    if (other !== null) return other;
    if ((agreed.forOrder ?? null) !== body.forOrder) return refuse('key-reused', 'it is for another order');
    await this.#options.returning.leaveNothing(agreed, cause);
    return overBefore(agreed) ?? this.#setAside(store, agreed, cause);
  }

  async #agreed(store: StoreRecord, body: RedeemBody): Promise<Redemption | Refused> {
    const { redemptions } = this.#options;
    const { storeId } = store;
    const forOrder = body.forOrder === null ? null : orderIdOf(body.forOrder);
    const agreed = await this.#terms(store, { ...body, storeId, memberId: memberIdOf(body.memberId), forOrder });
    if (isRefused(agreed) || (await redemptions.create(agreed))) return agreed;
    return (await redemptions.read(storeId, body.reservationId)) ?? refuse('key-reused', 'this code belongs to another reward');
  }

  async #terms(store: StoreRecord, wanted: Wanted): Promise<Redemption | Refused> {
    const program = await this.#options.directory.programAt(store.storeId, wanted.at);
    const reward = rewardIn(program, wanted.rewardId);
    if (reward !== undefined && (this.#options.platforms[store.platform].cannotGive ?? []).includes(reward.kind))
      return refuse('reward-unavailable', 'not-allowed-here');
    return agree(store, program, wanted, await standingOf(this.#options, wanted, reward));
  }

  /** What {@link redeem} would agree to now. It takes nothing and writes nothing. One that is asked for already is what was agreed then. */
  async quote(store: StoreRecord, wanted: Wanted): Promise<Redemption | Refused> {
    const known = await this.#options.redemptions.read(store.storeId, wanted.reservationId);
    if (known === null) return this.#terms(store, wanted);
    if (known.stage === 'given') return refuse('already-settled', 'an order has it');
    return notTheSame(known, wanted) ?? overBefore(known) ?? known;
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
      stage === 'asked' ? { stage: isVirtual(redemption) ? 'ready' : 'preparing' } : null,
    );
    // What needs no store is given before its points are spent: whoever died in between goes on here.
    if (prepared.stage === 'preparing' || prepared.stage === 'given') await this.#give(store, prepared, cause);
    // Somebody gave it up while its points were being set aside, and found nothing to release yet.
    await this.#options.returning.leaveNothing(prepared, cause);
    await this.#meetOrder(store, prepared, cause);
    return granted.entry;
  }

  /** The shop may have told of the order before its plugin asked: nothing was reserved then, so nothing was done about it. */
  async #meetOrder(store: StoreRecord, { forOrder }: Redemption, cause: string): Promise<void> {
    if (forOrder != null) await this.#options.spending.afterOrder(store, forOrder, cause);
  }

  async #give(store: StoreRecord, redemption: Redemption, cause: string): Promise<void> {
    if (isVirtual(redemption)) return;
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

/** The name was given to something else before. */
function notTheSame(
  known: Redemption,
  { memberId, rewardId, steps }: { memberId: string; rewardId: string; steps: number },
): Refused | null {
  if (known.memberId !== memberId) return refuse('key-reused', 'another member asked for a reward by this name');
  return known.rewardId === rewardId && known.steps === steps ? null : refuse('key-reused', 'another reward was asked for by this name');
}

function overBefore({ stage, detail, reservationId }: Redemption): Refused | null {
  if (stage === 'refused') return refuse('reward-unavailable', detail ?? 'refused before');
  return stage === 'removing' || stage === 'returned' ? refuse('already-released', reservationId) : null;
}
