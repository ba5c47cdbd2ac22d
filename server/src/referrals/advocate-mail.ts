// What advocates are written about their friends: that one bought, and that one counts. Told from where a referral stands after it was looked at, once each, and
// only while it is news: nobody hears of what was before the store switched it on.
import type { MemberStore } from '../members/member-store.ts';
import type { MailDesk } from '../mail/mail-desk.ts';
import { DEFAULT_MAIL, type MailSettingsStore } from '../mail/mail-settings.ts';
import { FRIEND_BOUGHT, type FriendBought } from '../mail/templates/friend-bought.ts';
import { FRIEND_COUNTED, type FriendCounted } from '../mail/templates/friend-counted.ts';
import type { GiftInMail } from '../mail/templates/referral-gift.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { giftToSay } from './gift-to-say.ts';
import { initialsOf } from './initials.ts';
import type { Referral } from './referral.ts';
import { voucherCode } from './voucher-effects.ts';
import type { VoucherStore } from './voucher.ts';

export interface AdvocateMailNeeds {
  readonly mailDesk: Pick<MailDesk, 'tell'>;
  readonly mailSettings: Pick<MailSettingsStore, 'get'>;
  readonly members: Pick<MemberStore, 'get'>;
  readonly voucherStore: Pick<VoucherStore, 'read'>;
  readonly directory: Pick<StoreDirectory, 'programOfVersion'>;
  readonly clock: () => number;
}

/** Longer than a store's mail or its code may be waited for. */
const NEWS_MS = 7 * 86_400_000;

interface Mail {
  readonly template: string;
  readonly values: FriendBought | FriendCounted;
}

/** The code of a reward; null: points. */
type Given = Pick<FriendCounted, 'gift' | 'code'>;

export class AdvocateMail {
  readonly #needs: AdvocateMailNeeds;

  constructor(needs: AdvocateMailNeeds) {
    this.#needs = needs;
  }

  /** After every look; told again it is the same mail. Nearly all looks cost nothing. */
  async after(store: StoreRecord, referral: Referral): Promise<void> {
    const { mailDesk, mailSettings, clock } = this.#needs;
    const { standing, referralId, advocateId } = referral;
    const until = standing.since + NEWS_MS;
    if ((standing.state !== 'on-hold' && standing.state !== 'rewarded') || until <= clock()) return;
    const { friendBought, friendCounted } = (await mailSettings.get(store.storeId))?.values ?? DEFAULT_MAIL;
    const isOn = standing.state === 'on-hold' ? friendBought.on : friendCounted.on;
    const mail = isOn ? await this.#mailOf(store, referral) : null;
    if (mail !== null) await mailDesk.tell(store, `${mail.template}/${referralId}`, { memberId: advocateId, until, ...mail });
  }

  async #mailOf(store: StoreRecord, referral: Referral): Promise<Mail | null> {
    const initials = await this.#initials(referral);
    if (referral.standing.state === 'on-hold') {
      const values = { initials, gift: await this.#promised(referral), dueAt: referral.standing.dueAt };
      return { template: FRIEND_BOUGHT, values };
    }
    const given = await this.#given(store, referral);
    return given === null ? null : { template: FRIEND_COUNTED, values: { initials, ...given } };
  }

  async #initials({ storeId, friendId }: Referral): Promise<string | null> {
    return initialsOf(friendId === null ? undefined : (await this.#needs.members.get(storeId, friendId))?.profile);
  }

  /** Null: which step it will be nobody knows before it counts. */
  async #promised({ storeId, judged }: Referral): Promise<GiftInMail | null> {
    if (judged === null) return null;
    const program = await this.#needs.directory.programOfVersion(storeId, judged.programVersion);
    const [step, another] = program.referrals?.advocate ?? [];
    return step === undefined || another !== undefined || !step.every || step.from !== 1 ? null : giftToSay(step.gift, program);
  }

  /** Null: nothing was given, or its code is not in the store yet: the look after that tells it. */
  async #given(store: StoreRecord, { storeId, standing: { advocatePoints, advocateVoucherId } }: Referral): Promise<Given | null> {
    if (advocatePoints > 0) return { gift: { kind: 'points', points: advocatePoints }, code: null };
    const voucher = advocateVoucherId === null ? null : await this.#needs.voucherStore.read(storeId, advocateVoucherId);
    if (voucher === null || (voucher.stage !== 'ready' && voucher.stage !== 'used')) return null;
    return { gift: { kind: 'reward', name: voucher.name }, code: voucherCode(store, voucher) };
  }
}
