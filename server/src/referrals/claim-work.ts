// What follows from a claim, where nobody waits: the friend's one referral is made or extended, the claim is scored by what is known, and the code is asked of
// the store, or is not. Every step can be repeated after a crash anywhere.
import type { ReferralClaimBody } from '../inbox/request-bodies.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { isComplete, type Evidence } from '../loyalty/referrals/fraud/evidence.ts';
import { scoreOf, verdictOf } from '../loyalty/referrals/fraud/score.ts';
import { isRefused } from '../loyalty/refusal.ts';
import { emailKey } from '../members/address-key.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { rewardOf, type Claims, type OpenLink } from './claims.ts';
import type { FriendMail, Withheld } from './friend-mail.ts';
import { newReferral, referralIdOf, touchedBy } from './new-referral.ts';
import type { ReferralStore } from './referral-store.ts';
import type { Claim, Referral, ReferralChange, Touch } from './referral.ts';
import type { Vouchers } from './vouchers.ts';

/** Who claims, and what the claim showed, for whoever finds out what is known of them. */
export interface ClaimAsked {
  readonly advocateId: MemberId;
  readonly email: string;
  readonly friendKey: string;
  readonly trace: object;
}

export interface ClaimWorkNeeds {
  readonly claims: Pick<Claims, 'open'>;
  readonly referrals: Pick<ReferralStore, 'create' | 'read' | 'change' | 'ofFriendKey'>;
  readonly members: Pick<MemberStore, 'find'>;
  readonly vouchers: Pick<Vouchers, 'want'>;
  readonly evidence: (store: StoreRecord, claim: ClaimAsked) => Promise<Evidence>;
  readonly mail: Pick<FriendMail, 'claimed'>;
  /** Whoever restates the referral looks at it. */
  readonly settle: (store: StoreRecord, referralId: string, cause: string) => Promise<void>;
}

const CHANGES_MAX = 50;

/** `no-code`: the friend is given something else, or nothing. */
type Given = 'given' | 'withheld' | 'no-code';

/** What the mail says. Who has bought meanwhile is a customer, also with a code that was given before. */
function withheldNow(why: Withheld, given: Given): Withheld {
  if (why === 'not-new' || given === 'no-code') return why;
  return given === 'given' ? null : 'refused';
}

export class ClaimWork {
  readonly #needs: ClaimWorkNeeds;

  constructor(needs: ClaimWorkNeeds) {
    this.#needs = needs;
  }

  /** False: meanwhile the link is over, or promises nothing any more. */
  async claimed(store: StoreRecord, body: ReferralClaimBody, cause: string): Promise<boolean> {
    const friendKey = emailKey(store, body.email);
    const link = await this.#needs.claims.open(store, body.code, body.at);
    if (link === null || friendKey === null) return false;
    const referral = await this.#touch(store, friendKey, touchOf(link, body));
    const { referralId, friendId } = referral;
    const asked = { advocateId: link.advocateId, email: body.email, friendKey, trace: body.trace };
    const evidence = await this.#needs.evidence(store, asked);
    const { score, reasons } = scoreOf(evidence);
    const verdict = verdictOf(score, link.terms.thresholds, isComplete(evidence));
    const why: Withheld = evidence.friend.boughtBefore !== null ? 'not-new' : verdict === 'refuse' ? 'refused' : null;
    const given = await this.#give(store, referral, link, body, why);
    const claim = { score, reasons, verdict, advocateId: link.advocateId, at: body.at };
    await this.#change(store.storeId, referralId, (now) =>
      claimIn(now, claim, given === 'given' ? (body.voucher?.voucherId ?? null) : null),
    );
    await this.#needs.settle(store, referralId, cause);
    await this.#needs.mail.claimed(store, { body, friendKey, link, memberId: friendId, withheld: withheldNow(why, given) });
    return true;
  }

  /** The code, once for its name: what was decided when it was first claimed stays. */
  async #give(
    store: StoreRecord,
    { referralId, friendId: memberId }: Referral,
    link: OpenLink,
    { email, voucher }: ReferralClaimBody,
    why: Withheld,
  ): Promise<Given> {
    const reward = rewardOf(link);
    if (voucher === null || reward === null) return 'no-code';
    const whose = { referralId, side: 'friend', memberId, email } as const;
    const wish = { ...voucher, ...whose, reward, program: link.program, ...(why === null ? {} : { withheld: why }) };
    const given = await this.#needs.vouchers.want(store, wish);
    return isRefused(given) || given.stage === 'refused' ? 'withheld' : 'given';
  }

  /** One friend, one referral, however many links and moments. */
  async #touch(store: StoreRecord, friendKey: string, touch: Touch): Promise<Referral> {
    const { referrals, members } = this.#needs;
    const { storeId } = store;
    const friend = await memberAt(members, storeId, friendKey);
    for (let tried = 0; tried < CHANGES_MAX; tried += 1) {
      const seen = await referrals.ofFriendKey(storeId, friendKey);
      if (seen === null) {
        const of = { storeId, referralId: referralIdOf(store, friendKey), friendKey };
        const known = newReferral({ ...of, friendId: friend?.memberId ?? null }, touch, touch.at);
        if (await referrals.create(known)) return known;
        // The member is the friend of another referral already, which they came by with another address.
        const nameless = { ...known, friendId: null };
        if (friend !== null && (await referrals.ofFriendKey(storeId, friendKey)) === null && (await referrals.create(nameless))) return nameless; // prettier-ignore
        continue;
      }
      const touches = touchedBy(seen.touches, touch);
      if (touches === seen.touches) return seen;
      const change = seen.judged === null ? { touches, advocateId: touches.at(-1)?.advocateId ?? seen.advocateId } : { touches };
      const next = await referrals.change(seen, change);
      if (typeof next !== 'string') return next;
    }
    throw new Error('a referral changes too often just now');
  }

  async #change(storeId: StoreId, referralId: string, decide: (now: Referral) => ReferralChange | null): Promise<void> {
    for (let tried = 0; tried < CHANGES_MAX; tried += 1) {
      const seen = await this.#needs.referrals.read(storeId, referralId);
      const change = seen === null ? null : decide(seen);
      if (seen === null || change === null || typeof (await this.#needs.referrals.change(seen, change)) !== 'string') return;
    }
    throw new Error(`referral ${referralId} changes too often just now`);
  }
}

/** Somebody who is known by this address: a guest by it, or the account whose proven address it is. */
async function memberAt(members: Pick<MemberStore, 'find'>, storeId: StoreId, friendKey: string): Promise<Member | null> {
  return (await members.find(storeId, { provenEmailKey: friendKey })) ?? members.find(storeId, { guestEmailKey: friendKey });
}

const touchOf = ({ advocateId, code }: OpenLink, { at, channel }: ReferralClaimBody): Touch => ({
  advocateId,
  code,
  at,
  by: 'claim',
  channel,
});

/** The newest claim says by whom the friend came; a code that was given stays given. */
function claimIn({ claim }: Referral, newest: Omit<Claim, 'voucherId'>, voucherId: string | null): ReferralChange | null {
  return claim !== null && claim.at > newest.at ? null : { claim: { ...newest, voucherId: voucherId ?? claim?.voucherId ?? null } };
}
