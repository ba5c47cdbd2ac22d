// What a voucher asks of its store, as effects: the same two that rewards ask for, under the voucher's own name.
import type { NewEffect } from '../outbox/outbox-store.ts';
import type { CodeWish } from '../platforms/platform.ts';
import { subjectKey, type Subject } from '../privacy/subject-key.ts';
import { codeWish } from '../redemptions/code-wish.ts';
import { rewardCode } from '../redemptions/reward-code.ts';
import { MAKE_CODE, REMOVE_CODE } from '../redemptions/effects-wanted.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { Voucher } from './voucher.ts';

type Secret = Pick<StoreRecord, 'identityKey'>;
type Named = Pick<Voucher, 'voucherId'>;

/** How the effects' news find their way back: rewards are told apart from vouchers by it. */
const PREFIX = 'voucher/';
export const nameOfVoucher = ({ voucherId }: Named): string => `${PREFIX}${voucherId}`;
/** Null: a reward's. */
export const voucherNamed = (name: string): string | null => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null);

/** Told from the voucher's name, so that making it twice makes one, and nobody can guess it. */
export const voucherCode = (store: Secret, voucher: Named): string => rewardCode(store, nameOfVoucher(voucher));

/** Whose it is in the store. Both null: nobody's, or nobody knows. */
export interface Holder {
  readonly customerId: string | null;
  readonly email: string | null;
}

function subjectOf({ memberId }: Voucher, { email }: Holder): Subject | null {
  if (memberId !== null) return { kind: 'member', id: memberId };
  return email === null ? null : { kind: 'address', email };
}

type Frame = Omit<NewEffect, 'kind' | 'body' | 'effectId'>;

function frame(store: StoreRecord, subject: Subject | null, now: number): Frame {
  return { storeId: store.storeId, subject: subject === null ? null : subjectKey(store, subject), createdAt: now, dueAt: now };
}

export const makingEffectId = (voucher: Named): string => `${MAKE_CODE}/${nameOfVoucher(voucher)}`;

export function makingEffect(store: StoreRecord, voucher: Voucher, holder: Holder, now: number): NewEffect {
  const wish: CodeWish = codeWish({ ...voucher, code: voucherCode(store, voucher) }, holder);
  const body = { reservationId: nameOfVoucher(voucher), wish };
  return { ...frame(store, subjectOf(voucher, holder), now), effectId: makingEffectId(voucher), kind: MAKE_CODE, body };
}

/** `why`: which time it is wanted back, so that wanting it back again later is another effect. It outlives an erasure. */
export function removingEffect(store: StoreRecord, voucher: Voucher, why: string, now: number): NewEffect {
  const name = nameOfVoucher(voucher);
  const body = { reservationId: name, code: voucherCode(store, voucher) };
  const subject = voucher.memberId === null ? null : ({ kind: 'member', id: voucher.memberId } as const);
  return { ...frame(store, subject, now), effectId: `${REMOVE_CODE}/${name}/${why}`, kind: REMOVE_CODE, body };
}
