// Vouchers from being wanted to being used or taken back. Every step is carried out by an inbox item and can be repeated: a crash between any two of them
// means "run it again". It is written down first, then asked of the store, and what the store says comes back by the inbox.
import type { CodeMadeBody, CodeRemovedBody, RewardRefusedBody } from '../inbox/request-bodies.ts';
import { orderId as orderIdOf, type MemberId, type OrderId } from '../loyalty/ids.ts';
import type { Program } from '../loyalty/program/program.ts';
import { refuse, type Refused } from '../loyalty/refusal.ts';
import { codeTerms, type CodeTerms } from '../loyalty/rewards/code-terms.ts';
import { priceOf, stepsOf, type Reward } from '../loyalty/rewards/reward.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { OrderStore, StoredOrder } from '../orders/order-store.ts';
import type { OutboxStore } from '../outbox/outbox-store.ts';
import type { StoreConnection } from '../platforms/platform.ts';
import { codeKey } from '../redemptions/reward-code.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { changedVoucher } from './changed-voucher.ts';
import { makingEffect, removingEffect, voucherCode, voucherNamed, type Holder } from './voucher-effects.ts';
import type { Voucher, VoucherChange, VoucherStore } from './voucher.ts';

const DAY_MS = 86_400_000;

/** What is wanted, and for whom. `voucherId` names the fact: wanting it twice is wanting it once. */
export interface VoucherWish extends Pick<Voucher, 'voucherId' | 'referralId' | 'side' | 'memberId'> {
  readonly reward: Reward;
  readonly program: Program;
  /** Where a friend claimed it; left out: the member's own address. */
  readonly email?: string;
  /** Until when it can be used; left out: as long as the reward says. */
  readonly endsAt?: number;
  /** It is told and never made: nobody learns by it whether an address is known. */
  readonly withheld?: string;
}

export interface VouchersNeeds {
  readonly vouchers: VoucherStore;
  readonly outbox: Pick<OutboxStore, 'add'>;
  readonly members: Pick<MemberStore, 'get'>;
  readonly orders: Pick<OrderStore, 'read'>;
  readonly directory: Pick<StoreDirectory, 'programs'>;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  /** Asks the store about an order and settles it, with everything that follows from it. */
  readonly lookAtOrder: (store: StoreRecord, orderId: OrderId, cause: string) => Promise<void>;
  /** What a referral gave changed: whoever restates it looks again. */
  readonly changed: (store: StoreRecord, referralId: string, cause: string) => Promise<void>;
  readonly clock: () => number;
}

/** Nobody is given more than this by referrals that is not over. */
const ERASED_MAX = 5_000;

const isOver = ({ stage }: Voucher): boolean => stage === 'removed' || stage === 'refused';

function amountOf(terms: CodeTerms, reward: Reward): number | null {
  return terms.gives.kind === 'amount-off' ? terms.gives.amountMinor : (priceOf(reward, stepsOf(reward).min)?.amountMinor ?? null);
}

export class Vouchers {
  readonly #needs: VouchersNeeds;

  constructor(needs: VouchersNeeds) {
    this.#needs = needs;
  }

  /**
   * The voucher as it stands then; wanted for the first time it is asked of the store. One that was taken back comes back under another name only.
   * Refused: this reward is no code, or its terms leave no order for it.
   */
  async want(store: StoreRecord, wish: VoucherWish): Promise<Voucher | Refused> {
    const { vouchers, outbox, clock } = this.#needs;
    const known = await vouchers.read(store.storeId, wish.voucherId);
    const agreed = known ?? this.#agreed(store, wish);
    if ('refused' in agreed) return agreed;
    if (known === null && !(await vouchers.create(agreed))) return this.want(store, wish);
    if (agreed.stage === 'asked' && agreed.wanted) await outbox.add(makingEffect(store, agreed, await this.#holder(wish, store), clock()));
    // It was used before it could be taken back, and is deserved after all.
    if (agreed.stage !== 'used' || agreed.wanted) return agreed;
    return (await this.#change(agreed, ({ stage, wanted }) => (stage === 'used' && !wanted ? { wanted: true } : null))).voucher;
  }

  /** Asked again it goes on where it stopped. `going`: the store is asked to take the code away, and whoever wanted it back hears of the end. */
  async takeBack(store: StoreRecord, voucherId: string): Promise<'gone' | 'going' | 'used'> {
    const { vouchers } = this.#needs;
    const seen = await vouchers.read(store.storeId, voucherId);
    if (seen === null || isOver(seen)) return 'gone';
    const { voucher } = await this.#change(seen, (now) => {
      if (isOver(now) || now.stage === 'removing') return null;
      if (now.stage === 'used') return now.wanted ? { wanted: false } : null;
      return { stage: 'removing', wanted: false };
    });
    if (voucher.stage === 'removing') await this.#remove(store, voucher);
    return voucher.stage === 'used' ? 'used' : isOver(voucher) ? 'gone' : 'going';
  }

  /** Of somebody who is erased, under all their ids: the codes must not outlive them. */
  async takeBackAll(store: StoreRecord, memberIds: readonly MemberId[]): Promise<void> {
    const theirs = await this.#needs.vouchers.ofMembers(store.storeId, memberIds, ERASED_MAX);
    for (const { voucherId } of theirs) await this.takeBack(store, voucherId);
  }

  /** A follower of settled orders. Costs nothing where no version of the program ever had referrals. */
  async afterOrder(store: StoreRecord, orderId: OrderId, cause: string): Promise<void> {
    const { directory, orders, clock } = this.#needs;
    const versions = await directory.programs(store.storeId, clock());
    if (!versions.some(({ referrals }) => referrals !== null)) return;
    const stored = await orders.read(store.storeId, orderId);
    // An order that was never seen before has not carried anything before.
    if (stored === null || (stored.order.codes.length === 0 && stored.revision === 1)) return;
    await this.seenOnOrder(store, stored, cause);
  }

  /** An order that carries a code uses it, for as long as the order stands or the store keeps the code used. */
  async seenOnOrder(store: StoreRecord, { orderId, order }: Pick<StoredOrder, 'orderId' | 'order'>, cause: string): Promise<void> {
    const keys = order.codes.map((code) => codeKey(store, code));
    const again = this.#needs.connect(store)?.codes?.usableAgain ?? false;
    const cameToNothing = order.standing === 'deleted' || order.standing === 'cancelled' || order.standing === 'failed';
    for (const seen of await this.#needs.vouchers.ofOrder(store.storeId, orderId, keys)) {
      const uses = keys.includes(seen.codeKey) && !(cameToNothing && again);
      await this.#used(store, seen, orderId, uses, cause);
    }
  }

  /** The store has the code. One that was given up meanwhile goes, whoever has it. False: it is no voucher's. */
  async codeMade(store: StoreRecord, { reservationId, externalId }: CodeMadeBody, cause: string): Promise<boolean> {
    const voucherId = voucherNamed(reservationId);
    if (voucherId === null) return false;
    const made = await changedVoucher(this.#needs.vouchers, { storeId: store.storeId, voucherId }, ({ stage, externalId: known }) =>
      stage === 'asked' ? { stage: 'ready', externalId } : known === null ? { externalId } : null,
    );
    if (made?.voucher.stage === 'removing' || made?.voucher.stage === 'removed') await this.#remove(store, made.voucher, 'late');
    if (made !== null) await this.#needs.changed(store, made.voucher.referralId, cause);
    return true;
  }

  /** The store will not make it, for good. Nothing was made, so nothing has to be taken away. */
  async refusedByStore(store: StoreRecord, { reservationId, reason }: RewardRefusedBody, cause: string): Promise<boolean> {
    const voucherId = voucherNamed(reservationId);
    if (voucherId === null) return false;
    const refused = await changedVoucher(this.#needs.vouchers, { storeId: store.storeId, voucherId }, ({ stage }) =>
      stage === 'asked' ? { stage: 'refused', detail: reason.slice(0, 500) } : null,
    );
    if (refused !== null) await this.#needs.changed(store, refused.voucher.referralId, cause);
    return true;
  }

  /** The code is gone. An order that the store knows with it has used it. */
  async codeRemoved(store: StoreRecord, { reservationId, orderIds }: CodeRemovedBody, cause: string): Promise<boolean> {
    const voucherId = voucherNamed(reservationId);
    if (voucherId === null) return false;
    for (const id of orderIds) await this.#needs.lookAtOrder(store, orderIdOf(id), cause);
    const gone = await changedVoucher(this.#needs.vouchers, { storeId: store.storeId, voucherId }, ({ stage }) =>
      stage === 'removing' ? { stage: 'removed' } : null,
    );
    if (gone !== null) await this.#needs.changed(store, gone.voucher.referralId, cause);
    return true;
  }

  /** Somebody removed the code in the store. An order that has it already keeps it. False: it is no voucher's. */
  async codeDeleted(store: StoreRecord, externalId: string): Promise<boolean> {
    const found = await this.#needs.vouchers.byExternalId(store.storeId, externalId);
    if (found === null) return false;
    if (found.stage !== 'used') await this.takeBack(store, found.voucherId);
    return true;
  }

  /** Whose it is for the store: the customer that the member is, and the address that it was claimed with. */
  async #holder({ memberId, email }: VoucherWish, { storeId }: StoreRecord): Promise<Holder> {
    const member = memberId === null ? null : await this.#needs.members.get(storeId, memberId);
    return { customerId: member?.externalId ?? null, email: email ?? member?.profile.email ?? null };
  }

  #agreed(store: StoreRecord, wish: VoucherWish): Voucher | Refused {
    const { voucherId, referralId, side, memberId, reward, program, withheld } = wish;
    const terms = codeTerms(reward, stepsOf(reward).min, program.redemption, null);
    if (terms === null || typeof terms === 'string') return refuse('reward-unavailable', terms ?? `${reward.kind} is no code`);
    const askedAt = this.#needs.clock();
    return {
      storeId: store.storeId,
      voucherId,
      referralId,
      side,
      memberId,
      rewardId: reward.id,
      name: reward.name,
      programVersion: program.version,
      terms,
      currency: program.currency,
      amountMinor: amountOf(terms, reward),
      codeKey: codeKey(store, voucherCode(store, { voucherId })),
      stage: withheld === undefined ? 'asked' : 'refused',
      wanted: true,
      detail: withheld ?? null,
      externalId: null,
      orders: [],
      askedAt,
      endsAt: wish.endsAt ?? askedAt + reward.validDays * DAY_MS,
      revision: 1,
    };
  }

  async #used(store: StoreRecord, seen: Voucher, orderId: OrderId, uses: boolean, cause: string): Promise<void> {
    const { voucher, isNew } = await this.#change(seen, (now) => {
      if (now.orders.includes(orderId) === uses) return null;
      const orders = uses ? [...now.orders, orderId] : now.orders.filter((each) => each !== orderId);
      // The store never had the code of one that was refused: whoever wrote it on an order wrote it there by hand.
      if (now.stage === 'refused') return { orders };
      if (orders.length > 0) return { orders, stage: 'used' };
      return { orders, stage: now.wanted ? 'ready' : 'removing' };
    });
    if (voucher.stage === 'removing') await this.#remove(store, voucher);
    if (isNew) await this.#needs.changed(store, voucher.referralId, cause);
  }

  async #remove(store: StoreRecord, voucher: Voucher, why = `${voucher.orders.length}.${voucher.revision}`): Promise<void> {
    await this.#needs.outbox.add(removingEffect(store, voucher, why, this.#needs.clock()));
  }

  async #change(seen: Voucher, decide: (now: Voucher) => VoucherChange | null): Promise<{ voucher: Voucher; isNew: boolean }> {
    const changed = await changedVoucher(this.#needs.vouchers, seen, decide);
    if (changed === null) throw new Error(`voucher ${seen.voucherId} is missing`);
    return changed;
  }
}
