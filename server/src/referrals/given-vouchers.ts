// What the desk asks of vouchers (codes that cost their owner nothing): to make one, and to take one back. Who keeps them is vouchers.ts.
import type { MemberId } from '../loyalty/ids.ts';
import type { Program } from '../loyalty/program/program.ts';
import { isRefused, type Refused } from '../loyalty/refusal.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { Voucher, VoucherStore } from './voucher.ts';

export interface WantedVoucher {
  /** Wanted again under the same name it is the same voucher. */
  readonly voucherId: string;
  readonly referralId: string;
  readonly side: Voucher['side'];
  readonly memberId: MemberId | null;
  readonly reward: Reward;
  readonly program: Program;
}

export interface GivenVouchers {
  /** Refused: the reward is none that a voucher could be. */
  want(store: StoreRecord, wanted: WantedVoucher, cause: string): Promise<Voucher | Refused>;
  /** 'used': an order carries it, so it stays. */
  takeBack(store: StoreRecord, voucherId: string, cause: string): Promise<'gone' | 'going' | 'used'>;
}

export interface VoucherNeeds {
  readonly vouchers: GivenVouchers;
  readonly voucherStore: Pick<VoucherStore, 'ofReferral'>;
}

/** An advocate's reward, as it is deserved now; null: none is. */
export type DeservedReward = Pick<WantedVoucher, 'memberId' | 'reward' | 'program'> | null;

export interface Restated {
  readonly advocateVoucherId: string | null;
  readonly lossMinor: number;
}

const isOut = ({ stage }: Voucher): boolean => stage === 'asked' || stage === 'ready' || stage === 'used';
/** The store makes no such code; asking again would be asked for ever. */
const isThere = (voucher: Voucher): boolean => isOut(voucher) || voucher.stage === 'refused';

async function takeBackAll({ vouchers }: VoucherNeeds, store: StoreRecord, out: readonly Voucher[], cause: string): Promise<number> {
  let loss = 0;
  for (const { voucherId, amountMinor } of out) {
    // What follows from a cart (a share of it) has no worth of its own that could be stated.
    if ((await vouchers.takeBack(store, voucherId, cause)) === 'used') loss += amountMinor ?? 0;
  }
  return loss;
}

/**
 * One code for the advocate while one is deserved, and none of the friend's while the friend is not to have any. A code that an order carries stays; its worth is a
 * loss. Repeated, it asks for nothing new: names follow from what was made before.
 */
export async function restateVouchers(
  needs: VoucherNeeds,
  store: StoreRecord,
  { referralId, advocate, friendKeeps }: { readonly referralId: string; readonly advocate: DeservedReward; readonly friendKeeps: boolean },
  cause: string,
): Promise<Restated> {
  const all = await needs.voucherStore.ofReferral(store.storeId, referralId);
  const own = all.filter(({ side }) => side === 'advocate');
  const kept = advocate === null ? undefined : own.find((each) => each.rewardId === advocate.reward.id && isThere(each));
  const wrong = all.filter((each) => isOut(each) && (each.side === 'advocate' ? each !== kept : !friendKeeps));
  const lossMinor = await takeBackAll(needs, store, wrong, cause);
  if (advocate === null) return { advocateVoucherId: null, lossMinor };
  const voucherId = kept?.voucherId ?? `advocate/${referralId}/${own.length}`;
  // Also of one that is there: it may have been wanted back before.
  const made = await needs.vouchers.want(store, { voucherId, referralId, side: 'advocate', ...advocate }, cause);
  return { advocateVoucherId: isRefused(made) ? null : voucherId, lossMinor };
}
