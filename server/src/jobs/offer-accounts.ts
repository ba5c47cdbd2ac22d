// Who bought as a guest and left without an account is written to: that points wait, once in a while and not for each order, and one reminder. Whether
// anything still waits, and whether they want mail, is asked again when it is sent.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { guestOffer, type GuestOfferNeeds } from '../accounts/guest-offer.ts';
import type { Leases } from '../leases/leases.ts';
import { MAIL } from '../limits.ts';
import { dayOf } from '../loyalty/calendar.ts';
import type { MailDesk } from '../mail/mail-desk.ts';
import type { MailLog } from '../mail/mail-log.ts';
import type { MailValues } from '../mail/mail-settings.ts';
import type { Postman } from '../mail/postman.ts';
import { POINTS_WAITING, waitingMailsOf } from '../mail/templates/points-waiting.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { BalanceStore, Touched } from '../projections/balance-store.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';
import { remindGuests } from './remind-guests.ts';

export interface OfferOptions extends GuestOfferNeeds {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly balances: Pick<BalanceStore, 'touched'>;
  readonly members: Pick<MemberStore, 'many'>;
  readonly mailLog: Pick<MailLog, 'newest' | 'sent'>;
  readonly mailDesk: Pick<MailDesk, 'tell'>;
  readonly postman: Pick<Postman, 'valuesOf' | 'wayOf'>;
  readonly leases: Leases;
  readonly log: Logger;
}

const HOUR_MS = 3_600_000;

async function offerTo(options: OfferOptions, store: StoreRecord, member: Member): Promise<boolean> {
  const { mailLog, mailDesk, clock } = options;
  const { timeZone } = store;
  const now = clock();
  const before = await mailLog.newest(store.storeId, waitingMailsOf(member.memberId));
  const recent = before !== null && before.day > dayOf(now - MAIL.offersApartMs, timeZone);
  if (recent && before.end !== null) return false;
  const offer = await guestOffer(options, store, member);
  if (offer === null || offer.order.placedAt < now - MAIL.offeredOrdersMs) return false;
  // What they were told of before waits without being told again; points move for many reasons.
  if (!recent && before !== null && dayOf(offer.order.placedAt, timeZone) <= before.day) return false;
  // One that was written down and has no end may have lost its process: asked for again under its name, it is one mail.
  const mailId = recent ? before.mailId : `${waitingMailsOf(member.memberId)}${dayOf(now, timeZone)}`;
  const values = { points: offer.points, orderId: offer.order.orderId };
  return mailDesk.tell(store, mailId, { memberId: member.memberId, template: POINTS_WAITING, values, until: now + MAIL.offerNewsMs });
}

async function offerIn(options: OfferOptions, store: StoreRecord, { waiting }: MailValues): Promise<number> {
  const { balances, members, clock } = options;
  const until = clock() - waiting.afterHours * HOUR_MS;
  let told = 0;
  for (let after: Touched | null = null; ;) {
    const page: Touched[] = await balances.touched(store.storeId, until - MAIL.offerBackMs, after, MAIL.perLook);
    const due = page.filter(({ at }) => at <= until).map(({ memberId }) => memberId);
    for (const member of await members.many(store.storeId, due)) {
      if (member.kind === 'guest' && (await offerTo(options, store, member))) told += 1;
    }
    after = page.at(-1) ?? null;
    if (due.length < MAIL.perLook) return told;
  }
}

/** Where there is no server to send by nobody is told yet. */
async function offerStore(options: OfferOptions, store: StoreRecord): Promise<number> {
  const values = await options.postman.valuesOf(store);
  if (store.state === 'left' || options.postman.wayOf(store, values) === null) return 0;
  const offered = values.waiting.on ? await offerIn(options, store, values) : 0;
  return offered + (values.reminder.on ? await remindGuests(options, store, values) : 0);
}

/**
 * One look at every store, by one process at a time; always some days back, since nobody may have looked meanwhile. Says how many mails were asked for. A
 * store that fails does not hold up the others.
 */
export async function offerAccounts(options: OfferOptions): Promise<number> {
  const { stores, leases, clock, log } = options;
  const now = clock();
  if (!(await leases.acquire('offer-accounts', randomUUID(), now, now + MAIL.lookMs - 1_000))) return 0;
  let told = 0;
  for (const store of await stores.list()) {
    try {
      told += await offerStore(options, store);
    } catch (error) {
      log.error(
        { err: error, storeId: store.storeId },
        'guests of a store could not be told of points that wait; the next look tries again',
      );
    }
  }
  return told;
}

/** Looks until the returned function is called; a look that fails is logged and the next one tries again. */
export function startOfferingAccounts(options: OfferOptions): () => void {
  const rhythm = { everyMs: MAIL.lookMs, log: options.log, failed: 'guests whose points wait could not be looked for' };
  return lookEvery(rhythm, () => offerAccounts(options));
}
