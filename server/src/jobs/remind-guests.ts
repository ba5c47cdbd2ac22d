// Who was told that points wait, and still has no account, is reminded once, some days after the mail arrived.
import { guestOffer } from '../accounts/guest-offer.ts';
import { MAIL } from '../limits.ts';
import { dayOf } from '../loyalty/calendar.ts';
import { memberId } from '../loyalty/ids.ts';
import type { MailPosition } from '../mail/mail-log.ts';
import type { MailValues } from '../mail/mail-settings.ts';
import { POINTS_WAITING_REMINDER } from '../mail/templates/points-waiting-reminder.ts';
import { POINTS_WAITING, waitingMailsOf } from '../mail/templates/points-waiting.ts';
import type { Member } from '../members/member-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { OfferOptions } from './offer-accounts.ts';

const DAY_MS = 86_400_000;

const whoseIs = ({ mailId }: MailPosition) => memberId(mailId.split('/')[1] ?? '');

async function remind(options: OfferOptions, store: StoreRecord, mail: MailPosition, member: Member): Promise<boolean> {
  const { mailLog, mailDesk, clock } = options;
  // Whoever was written to again meanwhile is reminded of that.
  const newest = await mailLog.newest(store.storeId, waitingMailsOf(member.memberId));
  const offer = newest?.mailId === mail.mailId ? await guestOffer(options, store, member) : null;
  if (offer === null) return false;
  const values = { points: offer.points, orderId: offer.order.orderId };
  const body = { memberId: member.memberId, template: POINTS_WAITING_REMINDER, values, until: clock() + MAIL.offerNewsMs };
  return mailDesk.tell(store, `${POINTS_WAITING_REMINDER}/${member.memberId}/${mail.day}`, body);
}

/** Says how many mails were asked for. */
export async function remindGuests(options: OfferOptions, store: StoreRecord, { reminder }: MailValues): Promise<number> {
  const { mailLog, members, clock } = options;
  const due = clock() - reminder.afterDays * DAY_MS;
  const sent = { template: POINTS_WAITING, from: dayOf(due - MAIL.offerBackMs, store.timeZone), until: dayOf(due, store.timeZone) };
  let told = 0;
  for (let after: MailPosition | null = null; ;) {
    const page: MailPosition[] = await mailLog.sent(store.storeId, sent, after, MAIL.perLook);
    const mails = new Map(page.map((mail) => [whoseIs(mail), mail]));
    for (const member of await members.many(store.storeId, [...mails.keys()])) {
      const mail = mails.get(member.memberId);
      if (mail !== undefined && (await remind(options, store, mail, member))) told += 1;
    }
    after = page.at(-1) ?? null;
    if (page.length < MAIL.perLook) return told;
  }
}
