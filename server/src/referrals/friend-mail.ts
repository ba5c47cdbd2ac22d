// What is written to an address that somebody typed: at most one mail a day, whoever typed it and however often, and only where the store switched it on.
import { dayOf } from '../loyalty/calendar.ts';
import { memberId as idOf, type MemberId } from '../loyalty/ids.ts';
import type { ReferralClaimBody } from '../inbox/request-bodies.ts';
import type { MailDesk } from '../mail/mail-desk.ts';
import { DEFAULT_MAIL, type MailSettingsStore } from '../mail/mail-settings.ts';
import { FRIEND_CODE, type FriendCode } from '../mail/templates/friend-code.ts';
import { FRIEND_WITHOUT_CODE, type FriendWithoutCode } from '../mail/templates/friend-without-code.ts';
import type { StoreConnection } from '../platforms/platform.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { OpenLink } from './claims.ts';
import { giftToSay } from './gift-to-say.ts';
import { voucherCode } from './voucher-effects.ts';

export interface FriendMailNeeds {
  readonly mailDesk: Pick<MailDesk, 'tell'>;
  readonly mailSettings: Pick<MailSettingsStore, 'get'>;
  readonly connect: (store: StoreRecord) => StoreConnection | null;
}

/** Why the code that was told is never made; null: it is, or the friend gets something else. */
export type Withheld = 'not-new' | 'refused' | null;

export interface ClaimTold {
  readonly body: ReferralClaimBody;
  readonly friendKey: string;
  readonly link: OpenLink;
  /** The member that the friend is; null: nobody knows. */
  readonly memberId: MemberId | null;
  readonly withheld: Withheld;
}

const WEEK_MS = 7 * 86_400_000;

/** Under this name an address that is no member's leaves the list. It is no member's id. */
const stranger = (friendKey: string): MemberId => idOf(`friend/${friendKey}`);

export class FriendMail {
  readonly #needs: FriendMailNeeds;

  constructor(needs: FriendMailNeeds) {
    this.#needs = needs;
  }

  /** Told again it is the same mail. */
  async claimed(store: StoreRecord, told: ClaimTold): Promise<void> {
    const { friendCode } = (await this.#needs.mailSettings.get(store.storeId))?.values ?? DEFAULT_MAIL;
    const mail = friendCode.on ? this.#mailOf(store, told) : null;
    if (mail === null) return;
    const { body, friendKey, memberId } = told;
    const to = { email: body.email, locale: body.locale };
    const mailId = `${FRIEND_CODE}/${friendKey}/${dayOf(body.at, store.timeZone)}`;
    await this.#needs.mailDesk.tell(store, mailId, { memberId: memberId ?? stranger(friendKey), to, until: body.at + WEEK_MS, ...mail });
  }

  #mailOf(store: StoreRecord, { body: { voucher }, link, withheld }: ClaimTold): { template: string; values: object } | null {
    if (withheld !== null) return { template: FRIEND_WITHOUT_CODE, values: { known: withheld === 'not-new' } satisfies FriendWithoutCode };
    const gift = giftToSay(link.terms.friend, link.program);
    if (gift === null) return null;
    const code = voucher === null ? null : voucherCode(store, voucher);
    const applyPath = code === null ? null : (this.#needs.connect(store)?.codes?.applyPath(code) ?? null);
    return { template: FRIEND_CODE, values: { gift, code, endsAt: voucher?.endsAt ?? null, applyPath } satisfies FriendCode };
  }
}
