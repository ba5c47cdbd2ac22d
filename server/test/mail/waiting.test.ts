// From a guest's order to a mail in their mailbox, and by its link to the store's own sign-in: once, to who wants it, while anything waits.
import { describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/loyalty/ids.ts';
import type { MailPosition } from '../../src/mail/mail-log.ts';
import type { MailValues } from '../../src/mail/mail-settings.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import {
  aMember,
  app,
  APP,
  core,
  DAY_MS,
  decide,
  ends,
  givePoints,
  look,
  lookForGuests,
  perform,
  shop,
  smtp,
  store,
  useMailWorld,
} from './mail-world.ts';

useMailWorld();

const WAITING: Partial<MailValues> = { waiting: { on: true, afterHours: 24 } };
const REMINDED: Partial<MailValues> = { ...WAITING, reminder: { on: true, afterDays: 3 } };

async function aGuest(locale = 'en', email?: string): Promise<MemberId> {
  const guest = await aMember({ hasAccount: false, locale, ...(email === undefined ? {} : { email }) });
  await givePoints(guest);
  return guest;
}

const linkIn = (text: string | undefined): string => /https:\S+\/claim\?t=\S+/u.exec(text ?? '')?.[0] ?? '';
const templatesOf = async () => (await core.mailLog.days(store, '2000-01-01')).map(({ template, queued }) => [template, queued] as const);

describe('points that wait for an account', () => {
  it.each([
    ['en', 'keeps 120 points for you', 'They are worth'],
    ['fa', '۱۲۰ امتیاز', 'ارزش امروز'],
    ['he', '120 נקודות', 'השווי היום'],
  ])("are told of in the guest's own language, by a link that leads to the store's sign-in: %s", async (locale, said, worth) => {
    await core.stores.publish(store, { ...(await core.directory.programAt(store, core.time.now)), version: 3, inForceFrom: core.time.now + 1, pointValue: { points: 100, amountMinor: 500 } }); // prettier-ignore
    core.directory.forget(store);
    await decide(WAITING);
    const guest = await aGuest(locale, `narges-${locale}@example.com`);
    await core.funnel.flush();
    expect(await lookForGuests()).toBe(0);
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(1);
    await perform();
    expect(smtp.mails.map(({ to }) => [to].flat()[0]?.text)).toEqual([`narges-${locale}@example.com`]);
    const link = linkIn(smtp.mails[0]?.text);
    expect(link.startsWith(`${APP}/claim?t=`)).toBe(true);
    const page = await app.fetch(link.slice(APP.length));
    const text = (await page.text()).replaceAll(/[\u2066-\u2069]/gu, '');
    expect([page.status, page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual([200, 'no-store', 'no-referrer']);
    expect(text).toContain(said);
    expect(text).toContain(worth);
    expect(text).toContain(`lang="${locale}" dir="${locale === 'en' ? 'ltr' : 'rtl'}"`);
    const pressed = await app.fetch(link.slice(APP.length), { method: 'POST', redirect: 'manual' });
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `${(await shop()).url}/my-account/`]);
    const [row] = await core.offers.ofMembers(store, [guest]);
    expect(row).toMatchObject({ surface: 'mail', mailedAt: core.time.now, openedAt: core.time.now, startedAt: core.time.now });
  });

  it('are told of once, however often somebody looks, and not for each order', async () => {
    await decide(WAITING);
    const guest = await aGuest();
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(1);
    expect(await lookForGuests()).toBe(0);
    await perform();
    await givePoints(guest, 30);
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(0);
    await perform();
    expect(smtp.mails).toHaveLength(1);
  });

  it('are told of again after a week, when they bought again and not because points moved', async () => {
    await decide(WAITING);
    const guest = await aGuest();
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(1);
    await perform();
    core.time.now += 8 * DAY_MS;
    const adjusted = { memberId: guest, points: 5, requestId: 'r', by: 'u', reason: 'sorry', approvedBy: null, note: null };
    await core.inbox.insert({ itemId: `adjust-${store}`, storeId: store, origin: 'request', topic: 'request/adjust', dedupe: null, headers: {}, receivedAt: core.time.now, body: Buffer.from(JSON.stringify(adjusted)) }); // prettier-ignore
    await core.drainAll();
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(0);
    await givePoints(guest, 40);
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(1);
  });

  it('are no matter for accounts, unpaid and cancelled orders, and where nobody switched it on', async () => {
    await aGuest();
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(0);
    await decide(WAITING);
    await givePoints(await aMember());
    await givePoints(await aMember({ hasAccount: false }), 50, { payment: 'unpaid', paidAt: null });
    await givePoints(await aMember({ hasAccount: false }), 50, { standing: 'cancelled' });
    core.time.now += DAY_MS;
    // The guest of before it was switched on: their points came a day ago.
    expect(await lookForGuests()).toBe(1);
    await perform();
    expect(smtp.mails).toHaveLength(1);
  });

  it.each([
    ['after the orders that are held back for comparison', { heldBackPercent: 100 }],
    ['where the store offers no accounts', { offer: false }],
  ])('are not told of %s', async (_, change) => {
    await decide(WAITING);
    const values = { ...DEFAULT_SETTINGS, accounts: { ...DEFAULT_SETTINGS.accounts, ...change } };
    await core.settings.save(store, { revision: 1, values, savedAt: 1, by: { userId: 'u', name: 'U' } });
    await aGuest();
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(0);
  });

  it('are told of once also when the process died between writing the mail down and queueing it', async () => {
    await decide(WAITING);
    const guest = await aGuest();
    core.time.now += DAY_MS;
    const day = new Date(core.time.now).toISOString().slice(0, 10);
    await core.mailLog.queued({ storeId: store, mailId: `points-waiting/${guest}/${day}`, template: 'points-waiting', day });
    await lookForGuests();
    await lookForGuests();
    await perform();
    expect(smtp.mails).toHaveLength(1);
    expect(await ends()).toEqual([{ queued: 1, sent: 1 }]);
  });

  it('wait with the mail until somebody has an account, and then the mail is no news', async () => {
    await decide(WAITING);
    const email = 'opened@example.com';
    const guest = await aGuest('en', email);
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(1);
    const profile = (await core.members.get(store, guest))?.profile;
    if (profile === undefined) throw new Error('no guest');
    await core.members.update(store, guest, { kind: 'account', profile });
    await perform();
    expect(smtp.mails).toEqual([]);
    expect(await ends()).toEqual([{ queued: 1, late: 1 }]);
  });

  it('are not written of to who left such mails, nor to an address that bounced', async () => {
    await decide(WAITING);
    const left = await aGuest();
    await core.mailWishes.leave(store, left, 'account-offers', core.time.now);
    core.time.now += DAY_MS;
    await lookForGuests();
    await perform();
    expect(smtp.mails).toEqual([]);
    expect(await ends()).toEqual([{ queued: 1, unsubscribed: 1 }]);
  });

  it('lie in the queue without an address and without a link', async () => {
    await decide(WAITING);
    await aGuest('en', 'secret-guest@example.com');
    core.time.now += DAY_MS;
    await lookForGuests();
    const rows = await core.database.connection.db?.collection('outbox').find({ storeId: store }).toArray();
    expect(rows).not.toEqual([]);
    expect(JSON.stringify(rows)).not.toMatch(/secret-guest|claim\?t|eyJ/u);
  });
});

describe('the reminder that points wait', () => {
  it('comes once, some days after the mail, and not again', async () => {
    await decide(REMINDED);
    await aGuest();
    core.time.now += DAY_MS;
    await lookForGuests();
    await perform();
    expect(await lookForGuests()).toBe(0);
    core.time.now += 3 * DAY_MS;
    expect(await lookForGuests()).toBe(1);
    await perform();
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(0);
    expect(smtp.mails.map(({ subject }) => subject)).toEqual(['Tea and Clay keeps 120 points for you', 'Tea and Clay still keeps 120 points for you']); // prettier-ignore
    expect(linkIn(smtp.mails[1]?.text)).not.toBe('');
  });

  it('finds its mails page by page, each once, whatever stands on a page', async () => {
    const day = (n: number): string => `2026-11-${String(20 + n)}`;
    const mailId = (n: number): string => `points-waiting/m-${n}/${day(n % 3)}`;
    for (let n = 0; n < 7; n += 1) {
      await core.mailLog.queued({ storeId: store, mailId: mailId(n), template: 'points-waiting', day: day(n % 3) });
      if (n !== 4) await core.mailLog.ended(store, mailId(n), 'sent', core.time.now);
    }
    const found: MailPosition[] = [];
    for (let after: MailPosition | null = null; ;) {
      const page: MailPosition[] = await core.mailLog.sent(store, { template: 'points-waiting', from: day(0), until: day(1) }, after, 2);
      found.push(...page);
      after = page.at(-1) ?? null;
      if (page.length < 2) break;
    }
    // The fifth has not gone out, and the third and the sixth are of a day that is not asked about.
    expect(found.map((mail) => mail.mailId)).toEqual([0, 3, 6, 1].map(mailId));
  });

  it('does not come to who has an account meanwhile, nor after a mail that did not arrive', async () => {
    await decide(REMINDED);
    const guest = await aGuest();
    core.time.now += DAY_MS;
    await lookForGuests();
    await perform();
    const profile = (await core.members.get(store, guest))?.profile;
    if (profile === undefined) throw new Error('no guest');
    await core.members.update(store, guest, { kind: 'account', profile });
    smtp.mood = 'reject';
    await aGuest();
    core.time.now += DAY_MS;
    expect(await lookForGuests()).toBe(1);
    await perform();
    core.time.now += 3 * DAY_MS;
    expect(await lookForGuests()).toBe(0);
    expect(await templatesOf()).toEqual([
      ['points-waiting', 1],
      ['points-waiting', 1],
    ]);
  });
});

describe("guests' points that will expire", () => {
  it('are told of where the store switched it on, with the link to keep them', async () => {
    await decide({ guestsExpiring: { on: true } });
    await aGuest();
    await givePoints(await aMember());
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    await perform();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]?.subject).toMatch(/keeps 120 points for you until/u);
    expect(linkIn(smtp.mails[0]?.text)).not.toBe('');
  });

  it('are told of beside those of members, each in their own mail', async () => {
    await decide({ expiring: { on: true, days: 7 }, guestsExpiring: { on: true } });
    await aGuest();
    await givePoints(await aMember());
    expect(await look()).toBe(2);
    expect(new Map(await templatesOf())).toEqual(new Map([['guest-points-expiring', 1], ['points-expiring', 1]])); // prettier-ignore
  });
});
