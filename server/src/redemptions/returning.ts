// A reward on its way back to points. The code goes first: points return only when the store says that the code is gone and shows no order with it.
import type { EffectGrants } from '../allowances/effect-grants.ts';
import type { CancelRewardBody, CodeRemovedBody, RewardRefusedBody } from '../inbox/request-bodies.ts';
import { hashOfIntention } from '../ledger/hash.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import { entryKey, orderId, type MemberId, type OrderId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { isRefused, refuse, type Refused } from '../loyalty/refusal.ts';
import { rewardLimit } from '../loyalty/rewards/offer.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { AFTER_END_MS, stockEffect, stockOf } from './agree.ts';
import { removingEffect, removingLateEffect } from './effects-wanted.ts';
import { changed, rewardIn } from './changed.ts';
import { holderOf } from './holder.ts';
import type { RedemptionStore } from './redemption-store.ts';
import { OPEN_STAGES, type Redemption, type ReturnReason } from './redemption.ts';

export interface ReturningOptions {
  readonly redemptions: RedemptionStore;
  readonly outbox: Pick<OutboxStore, 'add'>;
  readonly ledger: Ledger;
  readonly entries: Pick<LedgerStore, 'redeemed' | 'whereIs' | 'head'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly grants: Pick<EffectGrants, 'giveBack'>;
  readonly directory: StoreDirectory;
  readonly appended: (entry: Entry) => Promise<void>;
  /** Asks the store about an order and settles it, with everything that follows from it. */
  readonly lookAtOrder: (store: StoreRecord, orderId: OrderId, cause: string) => Promise<void>;
  readonly clock: () => number;
}

/** Nobody has more rewards than this under way; older ones are over. */
const ERASED_MAX = 500;

export class Returning {
  readonly #options: ReturningOptions;

  constructor(options: ReturningOptions) {
    this.#options = options;
  }

  /**
   * The member, the clock or the shop wants it back. While the store is still asked to make it, that is only written down: a code that is made
   * late must not be free. Once the code has ended it may be looked for, because one that is made now has ended as well.
   */
  async cancel(store: StoreRecord, { reservationId, why }: CancelRewardBody): Promise<Entry | Refused | null> {
    const { redemptions, clock } = this.#options;
    const seen = await redemptions.read(store.storeId, reservationId);
    if (seen === null) return refuse('unknown-reservation', reservationId);
    if (seen.stage === 'returned' || seen.stage === 'refused') return refuse('already-released', reservationId);
    if (seen.stage === 'given' || seen.terms === null) return refuse('already-settled', reservationId);
    if (seen.stage === 'ready' && seen.dueAt === null && why !== 'failure') return refuse('nothing-to-do', 'an order carries it');
    // The store's clock may be behind ours: not before a checkout could no longer use the code there.
    const ended = seen.endsAt !== null && seen.endsAt + AFTER_END_MS <= clock();
    if (seen.stage === 'preparing' && !ended) {
      await changed(redemptions, seen, (now) => (now.stage === 'preparing' && now.why === null ? { why } : null));
      return null;
    }
    await this.begin(store, seen, why);
    return null;
  }

  /** The store is asked to take the code away. Repeated, it asks for the same thing. */
  async begin(store: StoreRecord, redemption: Redemption, why: ReturnReason): Promise<void> {
    const { redemptions, outbox, clock } = this.#options;
    const removing = await changed(redemptions, redemption, ({ stage, why: wanted }) =>
      stage === 'asked' || stage === 'preparing' || stage === 'ready' || stage === 'given'
        ? { stage: 'removing', why: wanted ?? why, dueAt: null }
        : null,
    );
    if (removing.stage === 'removing') await outbox.add(removingEffect(store, removing, clock()));
  }

  /** Of somebody who is erased, under all their ids: the points are written off, and the codes must not outlive them. */
  async takeBackAll(store: StoreRecord, memberIds: readonly MemberId[], reservationIds: readonly string[]): Promise<void> {
    const { redemptions } = this.#options;
    const theirs = await redemptions.ofMembers(store.storeId, memberIds, ERASED_MAX);
    // Of others, whose points a merge that was undone had left with them.
    const others = await Promise.all(reservationIds.map((reservationId) => redemptions.read(store.storeId, reservationId)));
    for (const redemption of [...theirs, ...others.filter((each) => each !== null)])
      if (OPEN_STAGES.includes(redemption.stage) && redemption.terms !== null) await this.begin(store, redemption, 'cancelled');
  }

  /** Somebody removed the code in the store. An order that has it already keeps it. False: nothing is to be given back. */
  async codeDeleted(store: StoreRecord, externalId: string): Promise<boolean> {
    const found = await this.#options.redemptions.byExternalId(store.storeId, externalId);
    // Begun by somebody who died before the store was asked: asking twice is asking once.
    const begun = found?.stage === 'removing';
    if (found === null || (!begun && (found.stage !== 'ready' || found.dueAt === null))) return false;
    await this.begin(store, found, 'cancelled');
    return true;
  }

  /** The code is gone. An order that the store knows with it decides what becomes of the points; without one they go back. */
  async codeRemoved(store: StoreRecord, { reservationId, orderIds }: CodeRemovedBody, cause: string): Promise<void> {
    // A shop's search may miss an order; the one that a virtual code is for is known by its name.
    const known = (await this.#options.redemptions.read(store.storeId, reservationId))?.forOrder ?? null;
    const carrying = new Set([...orderIds, ...(known === null ? [] : [known])]);
    for (const id of carrying) await this.#options.lookAtOrder(store, orderId(id), cause);
    const seen = await this.#options.redemptions.read(store.storeId, reservationId);
    // An order may have taken it up meanwhile: then it is no longer on its way back.
    if (seen?.stage === 'removing') await this.#release(seen, cause);
    else if (seen !== null) await this.leaveNothing(seen, cause);
  }

  /** A code that the store made although it was given up: it goes, whoever has it. */
  async madeTooLate(store: StoreRecord, redemption: Redemption): Promise<void> {
    if (redemption.stage !== 'removing' && redemption.stage !== 'returned') return;
    await this.#options.outbox.add(removingLateEffect(store, redemption, this.#options.clock()));
  }

  /**
   * It is over, so nothing may stay set aside for it: points that were set aside by somebody slow, after it was released or refused, go back.
   * Asked for by whoever sets aside and by whoever releases, each after the other could have looked.
   */
  async leaveNothing(redemption: Redemption, cause: string): Promise<void> {
    if (redemption.stage === 'returned' || redemption.stage === 'refused') await this.#releasePoints(redemption, cause);
  }

  /** The store will not make it, for good. Nothing was made, so nothing has to be taken away. */
  async refusedByStore(store: StoreRecord, { reservationId, reason }: RewardRefusedBody, cause: string): Promise<void> {
    const { redemptions } = this.#options;
    const refused = await changed(redemptions, { storeId: store.storeId, reservationId }, ({ stage }) =>
      stage === 'preparing' ? { stage: 'removing', why: 'failure', detail: reason.slice(0, 500), dueAt: null } : null,
    );
    if (refused.stage === 'removing' && refused.why === 'failure') await this.#release(refused, cause);
  }

  async #release(redemption: Redemption, cause: string): Promise<void> {
    await this.#releasePoints(redemption, cause);
    const after = await changed(this.#options.redemptions, redemption, ({ stage }) =>
      stage === 'removing' ? { stage: 'returned' } : null,
    );
    await this.leaveNothing(after, cause);
  }

  async #releasePoints(redemption: Redemption, cause: string): Promise<void> {
    const { storeId, reservationId, programVersion, rewardId, askedAt } = redemption;
    const program = await this.#options.directory.programOfVersion(storeId, programVersion);
    const reward = rewardIn(program, rewardId);
    const limit = reward === undefined ? null : rewardLimit(reward, askedAt, program);
    const why = redemption.why ?? 'cancelled';
    const intend = async () => {
      const { ended } = await this.#options.entries.redeemed(storeId, reservationId);
      const command = { kind: 'release', reservationId, why, ended, limit } as const;
      return { command, key: entryKey(`release:${reservationId}`), inputHash: hashOfIntention('release', storeId, reservationId) };
    };
    await this.#append(redemption, intend, cause);
    const stock = stockOf(reward);
    if (stock !== null) await this.#options.grants.giveBack(storeId, stock, stockEffect(reservationId), cause);
  }

  async #append(redemption: Redemption, intend: Parameters<Ledger['append']>[0]['intend'], cause: string): Promise<void> {
    const { ledger, appended } = this.#options;
    const { storeId } = redemption;
    const memberId = await holderOf(this.#options, redemption);
    if (memberId === null) return;
    const answer = await ledger.append({ storeId, memberId, cause, intend });
    if (!isRefused(answer)) return appended(answer.entry);
    if (answer.refused === 'member-merged') return this.#append(redemption, intend, cause);
    if (!OVER.has(answer.refused))
      throw new Error(`${redemption.reservationId} could not be released: ${answer.refused} (${answer.detail})`);
    // Whoever wrote the last entry may have died before showing it.
    const last = await this.#options.entries.head(storeId, memberId);
    if (last !== null) await appended(last);
  }
}

/** Nothing is set aside (any more): it was never reserved, was spent and given back, was released before, or its member was erased. */
const OVER: ReadonlySet<string> = new Set(['already-released', 'already-settled', 'unknown-reservation', 'member-erased']);
