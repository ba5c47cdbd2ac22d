// A reward on its way, as it is kept beside the ledger: what was agreed when it was asked for, and how far it is. Points are the ledger's alone.
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { Text } from '../loyalty/program/text.ts';
import type { CodeTerms } from '../loyalty/rewards/code-terms.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';

/**
 * `asked`: written down before points are set aside. `preparing`: they are, and the store is asked. `ready`: the store has the code, or needs none.
 * `given`: the store gave it, for good (no code waits for an order). `removing`: the store is asked to take the code away. `returned`: the points
 * are back. `refused`: they were never set aside.
 */
export type Stage = 'asked' | 'preparing' | 'ready' | 'given' | 'removing' | 'returned' | 'refused';
/** Why the points go back. */
export type ReturnReason = 'expired' | 'cancelled' | 'abandoned' | 'failure';

export interface Redemption {
  readonly storeId: StoreId;
  /** Made by whoever asks, so that asking twice is asking once. Names the reservation in the ledger. */
  readonly reservationId: string;
  /** Who asked; merged later, {@link Persons} say who that is now. */
  readonly memberId: MemberId;
  readonly rewardId: string;
  readonly kind: Reward['kind'];
  readonly name: Text;
  readonly programVersion: number;
  readonly steps: number;
  readonly points: number;
  /** What it is worth, in minor units of `currency`; null: that follows from the cart. */
  readonly amountMinor: number | null;
  readonly currency: string;
  /** Null: nothing is typed at the till. */
  readonly terms: CodeTerms | null;
  readonly instructions: Text | null;
  /** A keyed hash of the cart it was asked for in. */
  readonly cart: string | null;
  /** A keyed hash of its code: an order that carries it is recognised by it, and nobody can read the code here. */
  readonly codeKey: string | null;
  /**
   * The order that it is for. Its code is virtual then: the shop's plugin knows it in that shopper's own cart, nothing is made in the store, and nobody
   * types it. Null, or left out: its code is for any order.
   */
  readonly forOrder?: OrderId | null;
  readonly stage: Stage;
  readonly why: ReturnReason | null;
  /** Why it was refused, by us or by the store; for people who look after the shop. */
  readonly detail: string | null;
  readonly externalId: string | null;
  /** Orders that were seen with its code. */
  readonly orders: readonly OrderId[];
  readonly askedAt: number;
  /** When the code ends in the store; null: it does not. */
  readonly endsAt: number | null;
  /** When it is looked at next without being asked; null: an order stopped its clock, or it is over. */
  readonly dueAt: number | null;
  /** Every write names the one it replaces. */
  readonly revision: number;
}

/** Nothing of it is ever in the store. */
export const isVirtual = ({ forOrder = null }: Pick<Redemption, 'forOrder'>): boolean => forOrder !== null;

/** Still holding points in the ledger, or possibly so. */
export const OPEN_STAGES: readonly Stage[] = ['asked', 'preparing', 'ready', 'removing'];

/** How a list puts them together. `failed`: it was never to be had, and nothing was spent. */
export type Group = 'open' | 'used' | 'returned' | 'failed';

export function groupOf({ stage, why }: Pick<Redemption, 'stage' | 'why'>): Group {
  if (OPEN_STAGES.includes(stage)) return 'open';
  if (stage === 'given') return 'used';
  return stage === 'refused' || why === 'failure' ? 'failed' : 'returned';
}

export type RedemptionChange = Partial<Pick<Redemption, 'stage' | 'why' | 'detail' | 'externalId' | 'orders' | 'dueAt' | 'memberId'>>;
