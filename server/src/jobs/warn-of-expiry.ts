// Members are told of points that will expire, some days before, once for each day on which any do. Guests have not joined anything: they are told only
// where the store switched that on, and how to keep what waits. Where there is no server to send by nobody is told yet, so that nothing is lost: the next look finds them again.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { orderToClaim } from '../accounts/guest-offer.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Leases } from '../leases/leases.ts';
import { MAIL } from '../limits.ts';
import { dayOf } from '../loyalty/calendar.ts';
import { asOf } from '../loyalty/ledger/advance.ts';
import type { Lot } from '../loyalty/ledger/state.ts';
import type { MailDesk } from '../mail/mail-desk.ts';
import type { MailValues } from '../mail/mail-settings.ts';
import type { Postman } from '../mail/postman.ts';
import { GUEST_POINTS_EXPIRING } from '../mail/templates/guest-points-expiring.ts';
import { POINTS_EXPIRING, type PointsExpiring } from '../mail/templates/points-expiring.ts';
import type { Member, MemberStore } from '../members/member-store.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { BalanceStore, DuePosition } from '../projections/balance-store.ts';
import type { StoreRecord, StoreRecords } from '../stores/store-record.ts';
import { lookEvery } from './look-every.ts';

export interface WarnOptions {
  readonly stores: Pick<StoreRecords, 'list'>;
  readonly balances: Pick<BalanceStore, 'dueAfter'>;
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly members: Pick<MemberStore, 'many'>;
  readonly orders: Pick<OrderStore, 'ofMember'>;
  readonly mailDesk: Pick<MailDesk, 'tell'>;
  readonly postman: Pick<Postman, 'valuesOf' | 'wayOf'>;
  readonly leases: Leases;
  readonly clock: () => number;
  readonly log: Logger;
}

const DAY_MS = 86_400_000;

/** With which mail, and what it says beside points and day. */
interface Telling {
  readonly template: string;
  readonly more: { readonly orderId?: string };
}

const lastOf = ({ expiring }: MailValues, now: number): number => now + expiring.days * DAY_MS;

/** What expires by then, by the last day on which it can be used. Lots that wait are told of as well: they may be usable by then. */
export function expiringDays(lots: readonly Lot[], now: number, until: number, timeZone: string): Map<string, PointsExpiring> {
  const days = new Map<string, PointsExpiring>();
  for (const { expiresAt, points, state } of lots) {
    if (expiresAt === null || expiresAt <= now || expiresAt > until || state !== 'available') continue;
    const day = dayOf(expiresAt - 1, timeZone);
    const seen = days.get(day) ?? { points: 0, expiresAt };
    days.set(day, { points: seen.points + points, expiresAt: Math.min(seen.expiresAt, expiresAt) });
  }
  return days;
}

/** Null: of this kind nobody is told, or they have nothing by which they could keep it. */
async function tellingOf(options: WarnOptions, member: Member, { expiring, guestsExpiring }: MailValues): Promise<Telling | null> {
  if (member.kind === 'account') return expiring.on ? { template: POINTS_EXPIRING, more: {} } : null;
  const order = guestsExpiring.on ? await orderToClaim(options, member) : null;
  return order === null ? null : { template: GUEST_POINTS_EXPIRING, more: { orderId: order.orderId } };
}

async function warnMember(options: WarnOptions, store: StoreRecord, member: Member, values: MailValues): Promise<number> {
  const { entries, mailDesk, clock } = options;
  const { memberId } = member;
  const now = clock();
  const head = await entries.head(store.storeId, memberId);
  const telling = head === null || head.after.closed !== null ? null : await tellingOf(options, member, values);
  if (head === null || telling === null) return 0;
  const { template, more } = telling;
  let told = 0;
  for (const [day, what] of expiringDays(asOf(head.after, now).lots, now, lastOf(values, now), store.timeZone)) {
    const body = { memberId, template, values: { ...what, ...more }, until: what.expiresAt };
    if (await mailDesk.tell(store, `${template}/${memberId}/${day}`, body)) told += 1;
  }
  return told;
}

async function warnStore(options: WarnOptions, store: StoreRecord): Promise<number> {
  const { balances, members, postman, clock } = options;
  const values = await postman.valuesOf(store);
  if (!(values.expiring.on || values.guestsExpiring.on) || store.state === 'left' || postman.wayOf(store, values) === null) return 0;
  const until = lastOf(values, clock());
  let told = 0;
  for (let after: DuePosition | null = null; ;) {
    const page: DuePosition[] = await balances.dueAfter(store.storeId, until, after, MAIL.perLook);
    const known = await members.many(store.storeId, page.map(({ memberId }) => memberId)); // prettier-ignore
    for (const member of known) told += await warnMember(options, store, member, values);
    after = page.at(-1) ?? null;
    if (page.length < MAIL.perLook) return told;
  }
}

/** One look at every store, by one process at a time. Says how many mails were asked for. A store that fails does not hold up the others. */
export async function warnOfExpiry(options: WarnOptions): Promise<number> {
  const { stores, leases, clock, log } = options;
  const now = clock();
  if (!(await leases.acquire('warn-of-expiry', randomUUID(), now, now + MAIL.lookMs - 1_000))) return 0;
  let told = 0;
  for (const store of await stores.list()) {
    try {
      told += await warnStore(options, store);
    } catch (error) {
      log.error(
        { err: error, storeId: store.storeId },
        'members of a store could not be told of points that expire; the next look tries again',
      );
    }
  }
  return told;
}

/** Looks until the returned function is called; a look that fails is logged and the next one tries again. */
export function startWarningOfExpiry(options: WarnOptions): () => void {
  const rhythm = { everyMs: MAIL.lookMs, log: options.log, failed: 'points that expire could not be looked for' };
  return lookEvery(rhythm, () => warnOfExpiry(options));
}
