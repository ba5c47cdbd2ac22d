// A shop in the sandbox whose members bring friends, and friends who claim their code: what is claimed is made in the shop over HTTP.
import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../src/loyalty/ids.ts';
import type { ReferralTerms } from '../../src/loyalty/referrals/terms.ts';
import type { Claimed, ClaimAnswer, ClaimWish } from '../../src/referrals/claims.ts';
import { emailKey } from '../../src/members/address-key.ts';
import type { Referral } from '../../src/referrals/referral.ts';
import type { Voucher } from '../../src/referrals/voucher.ts';
import { aReward, someReferrals } from '../builders/programs.ts';
import { aSellingWorld, SHOP, type SellingWorld } from '../redemptions/selling-world.ts';

export const FIVE_OFF = aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'five-off' });
export const DAY = 86_400_000;

export const byReward = (change: Partial<ReferralTerms> = {}): ReferralTerms =>
  someReferrals({ friend: { kind: 'reward', rewardId: 'five-off' }, ...change });

export interface ClaimingWorld extends SellingWorld {
  /** A member of the shop, and the code of their link. */
  advocate(): Promise<{ memberId: MemberId; email: string; code: string }>;
  claim(code: string, email: string, change?: Partial<ClaimWish>): Promise<ClaimAnswer>;
  /** The same where the link must be open. */
  claims(code: string, email: string, change?: Partial<ClaimWish>): Promise<Claimed>;
  referralOf(email: string): Promise<Referral>;
  vouchersOf(email: string): Promise<Voucher[]>;
  /** Whether the shop has the code. */
  has(code: string | null): Promise<boolean>;
  everyVoucher(): Promise<Voucher[]>;
  everyReferral(): Promise<Referral[]>;
}

export const newAddress = (name = 'bo'): string => `${name}-${randomUUID().slice(0, 8)}@example.test`;

async function all<One>(found: AsyncIterable<One>): Promise<One[]> {
  const list: One[] = [];
  for await (const one of found) list.push(one);
  return list;
}

export async function aClaimingWorld(terms: ReferralTerms = byReward()): Promise<ClaimingWorld> {
  const world = await aSellingWorld([FIVE_OFF], { referrals: terms });
  const { core, clock } = world;
  const claim: ClaimingWorld['claim'] = async (code, email, change = {}) => {
    const shown = { networkAddress: null, userAgent: null, acceptLanguage: null, device: null, referrer: null };
    return core.referring.friendClaims.claim(
      await world.store(),
      { code, email, locale: 'en', channel: 'link', shown, ...change },
      clock(),
    );
  };
  const referralOf = async (email: string): Promise<Referral> => {
    const found = await core.referrals.ofFriendKey(SHOP, emailKey(await world.store(), email) ?? '');
    return found ?? Promise.reject(new Error(`nobody with ${email} came by a link`));
  };
  return {
    ...world,
    claim,
    referralOf,
    async advocate() {
      const { memberId, email } = await world.member(0);
      const link = await core.referring.links.of(await world.store(), memberId);
      return { memberId, email, code: link?.code ?? '' };
    },
    async claims(...asked) {
      const answer = await claim(...asked);
      if (answer.kind !== 'claimed') throw new Error(answer.kind);
      return answer;
    },
    vouchersOf: async (email) => core.vouchers.ofReferral(SHOP, (await referralOf(email)).referralId),
    has: async (code) => code !== null && (await world.line.connection.codes?.findCode(code)) !== null,
    everyVoucher: () => all(core.vouchers.every(SHOP)),
    everyReferral: () => all(core.referrals.every(SHOP)),
  };
}
