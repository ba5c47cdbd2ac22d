// A member as lists and the member's page show them.
import type { admin } from '../../contract/index.ts';
import type { Lot, MemberState } from '../../loyalty/ledger/state.ts';
import { referralNamed } from '../../loyalty/referrals/subject.ts';
import type { Member } from '../../members/member-store.ts';
import type { BalanceRow } from '../../projections/balance-store.ts';
import { instant, instantOrNull } from './instant.ts';

type Totals = Pick<MemberState, 'available' | 'pending' | 'reserved' | 'deficit'>;
const NOTHING: Totals = { available: 0, pending: 0, reserved: 0, deficit: 0 };

export function balanceOf({ available, pending, reserved, deficit }: Totals): admin.MemberRow['balance'] {
  return { available, pending, reserved, deficit };
}

export function nameOf({ profile }: Pick<Member, 'profile'>): string | null {
  const parts = [profile.firstName, profile.lastName].filter((part) => part !== null && part.trim() !== '');
  return parts.length === 0 ? null : parts.join(' ');
}

/** `totals` null: nothing ever happened to this member's points. */
export function memberRow(member: Member, totals: Totals | null, lastActivityAt: number | null, tierId: string | null): admin.MemberRow {
  return {
    memberId: member.memberId,
    name: nameOf(member),
    email: member.profile.email,
    kind: member.kind,
    joinedAt: instant(member.joinedAt),
    lastActivityAt: instantOrNull(lastActivityAt),
    balance: balanceOf(totals ?? NOTHING),
    tierId,
  };
}

/** In a list a balance is as of the member's last entry; the member's own page shows it as of now. */
export function memberRowFrom(member: Member, row: BalanceRow | null, tierId: string | null): admin.MemberRow {
  return memberRow(member, row, row?.at ?? null, tierId);
}

export function lotView(lot: Lot): admin.MemberDetail['lots'][number] {
  const isReferral = lot.source.ref !== null && referralNamed(lot.source.ref) !== null;
  return {
    lotId: lot.lotId,
    points: lot.points,
    state: lot.state,
    source: isReferral ? 'referral' : lot.source.kind,
    orderId: lot.source.kind === 'order' && !isReferral ? lot.source.ref : null,
    availableAt: instantOrNull(lot.availableAt),
    expiresAt: instantOrNull(lot.expiresAt),
  };
}
