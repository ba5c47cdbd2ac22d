// A referral in words: who is in it, how far it is, and why.
import type { referrals } from '#contract/index.ts';
import type { Tone } from '../../kit/index.ts';
import type { Words } from '../../locales/words.ts';

export type Row = referrals.ReferralRow;
export type State = Row['state'];
export type Someone = Row['advocate'];

export const TONES = {
  invited: 'neutral',
  claimed: 'info',
  ordered: 'info',
  'on-hold': 'info',
  'in-review': 'warning',
  rewarded: 'good',
  refused: 'neutral',
  'clawed-back': 'neutral',
  lapsed: 'neutral',
} as const satisfies Record<State, Tone>;

export function referralPath(id: string): string {
  return `/referrals/${encodeURIComponent(id)}`;
}

/** The list of one advocate's friends. */
export function friendsPath(memberId: string): string {
  return `/referrals?${new URLSearchParams({ tab: 'all', advocate: memberId }).toString()}`;
}

export function friendName({ say }: Words, { name, email }: Someone): string {
  return name ?? email ?? say('referrals.unnamed-friend');
}

export function advocateName({ say }: Words, { name, email }: Someone): string {
  return name ?? email ?? say('referrals.unnamed-advocate');
}
