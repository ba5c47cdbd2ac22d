// What must be done in the store for a redemption, as effects: named by the redemption, so that asking for one twice is asking once.
import type { CodeWish } from '../platforms/platform.ts';
import type { NewEffect } from '../outbox/outbox-store.ts';
import { subjectKey } from '../privacy/subject-key.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { codeWish } from './code-wish.ts';
import { rewardCode } from './reward-code.ts';
import type { Redemption } from './redemption.ts';

export const MAKE_CODE = 'make-code';
export const REMOVE_CODE = 'remove-code';
export const GIVE_GIFT_CARD = 'give-gift-card';
export const GIVE_STORE_CREDIT = 'give-store-credit';

/** Whoever asks performs the giving at once, and hears what came of it; if it dies, another does after this. */
const HEAD_START_MS = 5_000;

export interface Customer {
  /** The store's own id; null: the store knows nobody. */
  readonly externalId: string | null;
}

function wishOf(store: StoreRecord, redemption: Redemption, { externalId }: Customer): CodeWish | null {
  const { terms, reservationId } = redemption;
  if (terms === null) return null;
  return codeWish({ ...redemption, terms, code: rewardCode(store, reservationId) }, { customerId: externalId, email: null });
}

type Frame = Omit<NewEffect, 'kind' | 'body' | 'effectId'>;

function frame(store: StoreRecord, { memberId }: Redemption, now: number): Frame {
  return { storeId: store.storeId, subject: subjectKey(store, { kind: 'member', id: memberId }), createdAt: now, dueAt: now };
}

/** What giving it is called in the outbox. */
export function givingEffectId({ kind, reservationId }: Pick<Redemption, 'kind' | 'reservationId'>): string {
  const name = kind === 'gift-card' ? GIVE_GIFT_CARD : kind === 'store-credit' ? GIVE_STORE_CREDIT : MAKE_CODE;
  return `${name}/${reservationId}`;
}

export const removingEffectId = ({ reservationId, revision }: Pick<Redemption, 'reservationId' | 'revision'>): string =>
  `${REMOVE_CODE}/${reservationId}/${revision}`;

/** What gives the reward; null: the shop hands it out itself. */
export function givingEffect(store: StoreRecord, redemption: Redemption, customer: Customer, now: number): NewEffect | null {
  const { reservationId, kind, amountMinor, currency, endsAt } = redemption;
  const shared = { ...frame(store, redemption, now), dueAt: now + HEAD_START_MS };
  const effect = (name: string, body: object): NewEffect => ({ ...shared, effectId: givingEffectId(redemption), kind: name, body });
  const amount = { amountMinor: amountMinor ?? 0, currency };
  if (kind === 'gift-card') {
    const gift = {
      code: rewardCode(store, reservationId),
      amount,
      customerId: customer.externalId,
      note: `Lasting ${reservationId}`,
      endsAt,
    };
    return effect(GIVE_GIFT_CARD, { reservationId, gift });
  }
  if (kind === 'store-credit') return effect(GIVE_STORE_CREDIT, { reservationId, customerId: customer.externalId, amount, endsAt });
  const wish = wishOf(store, redemption, customer);
  return wish === null ? null : effect(MAKE_CODE, { reservationId, wish });
}

/** Of a code that came to be after it was given up. However often that is told, it goes once more. */
export function removingLateEffect(store: StoreRecord, redemption: Redemption, now: number): NewEffect {
  return { ...removingEffect(store, redemption, now), effectId: `${REMOVE_CODE}/${redemption.reservationId}/late` };
}

/** `revision`: of the redemption when its code was wanted back, so that wanting it back again later is another effect. */
export function removingEffect(store: StoreRecord, redemption: Redemption, now: number): NewEffect {
  const { reservationId } = redemption;
  const body = { reservationId, code: rewardCode(store, reservationId) };
  return { ...frame(store, redemption, now), effectId: removingEffectId(redemption), kind: REMOVE_CODE, body };
}
