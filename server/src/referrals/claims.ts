// Somebody who came by a link asks for the friend's code. They are answered at once, and the same whoever they are: the code is told from the address, and
// whether it is ever made is decided afterwards, where nobody waits (claim-work.ts). So neither the answer nor its time tells whether an address is known.
import { createHash } from 'node:crypto';
import type { Locale } from '../contract/index.ts';
import { itemOf } from '../inbox/found.ts';
import type { InboxStore } from '../inbox/inbox-store.ts';
import { REFERRAL_CLAIM, type ReferralClaimBody } from '../inbox/request-bodies.ts';
import { dayOf } from '../loyalty/calendar.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { ReferralGift, ReferralTerms } from '../loyalty/referrals/terms.ts';
import type { Reward } from '../loyalty/rewards/reward.ts';
import { emailKey } from '../members/address-key.ts';
import { readAddress } from '../mail/smtp-server.ts';
import type { StoreConnection } from '../platforms/platform.ts';
import { subjectKey } from '../privacy/subject-key.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { Links } from './links.ts';
import { referralIdOf } from './new-referral.ts';
import type { ReferralStore } from './referral-store.ts';
import type { Referral, ShareChannel } from './referral.ts';
import { voucherCode } from './voucher-effects.ts';
import type { Voucher, VoucherStore } from './voucher.ts';

const DAY_MS = 86_400_000;

/** What a browser shows of itself. None of it is kept as it is. `device`: something the page kept. */
export interface ClaimShown {
  readonly networkAddress: string | null;
  readonly userAgent: string | null;
  readonly acceptLanguage: string | null;
  readonly device: string | null;
  readonly referrer: string | null;
}

export interface ClaimWish {
  readonly code: string;
  readonly email: string;
  readonly locale: Locale;
  readonly channel: ShareChannel;
  readonly shown: ClaimShown;
}

/** What a link promises now. */
export interface OpenLink {
  readonly advocateId: MemberId;
  readonly code: string;
  readonly program: Program;
  readonly terms: ReferralTerms;
}

export interface Claimed {
  readonly kind: 'claimed';
  readonly link: OpenLink;
  readonly gift: ReferralGift;
  /** Null: the friend is given no code. */
  readonly code: string | null;
  /** Below the store's address; null: the code must be typed. */
  readonly applyPath: string | null;
  readonly endsAt: number | null;
}
/** `closed`: the link is unknown or over, or nothing is promised. `not-an-address`: nobody can be written to by it. */
export type ClaimAnswer = Claimed | { readonly kind: 'closed' } | { readonly kind: 'not-an-address' };

export interface ClaimsNeeds {
  readonly links: Pick<Links, 'advocateOf'>;
  readonly referrals: Pick<ReferralStore, 'ofFriendKey'>;
  readonly vouchers: Pick<VoucherStore, 'ofReferral'>;
  readonly directory: Pick<StoreDirectory, 'programAt'>;
  readonly isBanned: (storeId: StoreId, memberId: MemberId) => Promise<boolean>;
  /** Keeps what a claim shows, as keyed hashes: the same for every address. */
  readonly traces: {
    ofClaim(store: StoreRecord, claim: { friendKey: string; advocateId: MemberId; email: string }, shown: ClaimShown): Promise<object>;
  };
  readonly inbox: Pick<InboxStore, 'insert'>;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
  /** Work has arrived: whoever works in this process need not wait for the next look. */
  readonly wake: () => void;
}

interface Told {
  readonly voucherId: string;
  readonly endsAt: number;
}

export class Claims {
  readonly #needs: ClaimsNeeds;

  constructor(needs: ClaimsNeeds) {
    this.#needs = needs;
  }

  /** What a link promises now; null: it is unknown, over, of somebody who is banned, or the program promises nothing. */
  async open(store: StoreRecord, code: string, now: number): Promise<OpenLink | null> {
    const { links, directory, isBanned } = this.#needs;
    const [program, advocate] = await Promise.all([directory.programAt(store.storeId, now), links.advocateOf(store, code)]);
    const terms = program.active && store.state === 'active' ? program.referrals : null;
    if (terms === null || advocate === null || (await isBanned(store.storeId, advocate.memberId))) return null;
    return { advocateId: advocate.memberId, code: advocate.code, program, terms };
  }

  /** The same work for every address: what follows from it is done by the inbox. */
  async claim(store: StoreRecord, wish: ClaimWish, now: number): Promise<ClaimAnswer> {
    const link = await this.open(store, wish.code, now);
    if (link === null) return { kind: 'closed' };
    const address = readAddress(wish.email.normalize('NFC'));
    const friendKey = address === null ? null : emailKey(store, address);
    if (address === null || friendKey === null || address.includes('*')) return { kind: 'not-an-address' };
    const known = await this.#needs.referrals.ofFriendKey(store.storeId, friendKey);
    const referralId = known?.referralId ?? referralIdOf(store, friendKey);
    const vouchers = await this.#needs.vouchers.ofReferral(store.storeId, referralId);
    const gift = link.terms.friend;
    const told = rewardOf(link) === null ? null : toldOf(known, referralId, vouchers, link.terms, now);
    await this.#ask(store, { ...wish, email: address }, { link, known, friendKey, told, now });
    return { kind: 'claimed', link, gift, ...this.#answer(store, told) };
  }

  #answer(store: StoreRecord, told: Told | null): Pick<Claimed, 'code' | 'applyPath' | 'endsAt'> {
    if (told === null) return { code: null, applyPath: null, endsAt: null };
    const code = voucherCode(store, told);
    return { code, applyPath: this.#needs.connect(store)?.codes?.applyPath(code) ?? null, endsAt: told.endsAt };
  }

  /** Through the door that everything goes through which may change points. Asked again on the same day by the same link it is one request. */
  async #ask(
    store: StoreRecord,
    { email, locale, channel, shown }: ClaimWish,
    { link, known, friendKey, told, now }: { link: OpenLink; known: Referral | null; friendKey: string; told: Told | null; now: number },
  ): Promise<void> {
    const trace = { ...(await this.#needs.traces.ofClaim(store, { friendKey, advocateId: link.advocateId, email }, shown)) };
    const body: ReferralClaimBody = { email, locale, channel, trace, code: link.code, at: now, voucher: told };
    // Whoever goes on to another link and comes back has come by this one last.
    const other = known?.touches.findLast(({ code }) => code !== link.code)?.at ?? 0;
    const name = [friendKey, link.code, told?.voucherId ?? '', other, dayOf(now, store.timeZone)].join('/');
    const about = { kind: 'address', email } as const;
    const finding = { topic: REFERRAL_CLAIM, name: createHash('sha256').update(name).digest('hex'), body, about };
    await this.#needs.inbox.insert(itemOf(store.storeId, finding, now, subjectKey(store, about)));
    this.#needs.wake();
  }
}

/** What of the catalogue the friend is given; null: points, or nothing. */
export function rewardOf({ terms: { friend }, program }: OpenLink): Reward | null {
  return friend.kind === 'reward' ? (program.rewards.find(({ id }) => id === friend.rewardId) ?? null) : null;
}

/** `friend/<referralId>/<n>`. */
function toldOf(known: Referral | null, referralId: string, vouchers: readonly Voucher[], { codeDays }: ReferralTerms, now: number): Told {
  const own = vouchers.filter(({ side }) => side === 'friend');
  const last = own.at(-1);
  const isOver = last !== undefined && last.stage !== 'used' && known?.judged === null && last.endsAt !== null && last.endsAt <= now;
  if (last !== undefined && !isOver) return { voucherId: last.voucherId, endsAt: last.endsAt ?? now + codeDays * DAY_MS };
  return { voucherId: `friend/${referralId}/${own.length}`, endsAt: now + codeDays * DAY_MS };
}
