// From points that will expire to a mail in a mailbox: once, to who wants it, in their language, whatever goes wrong on the way.
import { describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/loyalty/ids.ts';
import { DEFAULT_MAIL } from '../../src/mail/mail-settings.ts';
import { emailKey } from '../../src/members/address-key.ts';
import { subjectKey } from '../../src/privacy/subject-key.ts';
import { aCore } from '../builders/core.ts';
import {
  aMember,
  core,
  DAY_MS,
  decide,
  ends,
  givePoints,
  look,
  onlyEffect,
  perform,
  shop,
  smtp,
  store,
  useMailWorld,
} from './mail-world.ts';

useMailWorld();

describe('points that will expire', () => {
  it("are told of once, in the member's own language, with a way to leave", async () => {
    const member = await aMember({ locale: 'fa-IR', email: 'narges@example.com' });
    await givePoints(member);
    expect(await look()).toBe(1);
    expect(await look()).toBe(0);
    await perform();
    await perform();
    expect(smtp.mails).toHaveLength(1);
    const [mail] = smtp.mails;
    expect(mail?.text).toContain('۱۲۰ امتیاز');
    expect([mail?.to].flat()[0]?.text).toBe('narges@example.com');
    expect(mail?.from?.text).toBe('"Tea and Clay" <loyalty@lasting.example>');
    expect(await ends()).toEqual([{ queued: 1, sent: 1 }]);
  });

  it('are told of again when more expire on another day', async () => {
    const member = await aMember();
    await givePoints(member);
    expect(await look()).toBe(1);
    core.time.now += DAY_MS;
    await givePoints(member, 30);
    expect(await look()).toBe(1);
    await perform();
    expect(new Set(smtp.mails.map(({ text }) => /\d+ points/u.exec(text ?? '')?.[0]))).toEqual(new Set(['120 points', '30 points']));
  });

  it('are no matter for guests, for stores that did not switch it on, and for points that stay longer', async () => {
    await givePoints(await aMember({ hasAccount: false }));
    expect(await look()).toBe(0);
    await decide({ expiring: { on: true, days: 2 } });
    await givePoints(await aMember());
    expect(await look()).toBe(0);
    await decide({ expiring: { on: false, days: 30 } });
    expect(await look()).toBe(0);
  });

  it('are told of as soon as there is a server again: a store without one asks for nothing that would get old', async () => {
    await givePoints(await aMember());
    const other = await aCore();
    expect(other.postman.wayOf(await shop(), DEFAULT_MAIL)).toBeNull();
    await other.database.close();
  });
});

describe('a mail on its way', () => {
  const told = async (email?: string | null): Promise<MemberId> => {
    const member = await aMember(email === undefined ? {} : { email });
    await givePoints(member);
    expect(await look()).toBe(1);
    return member;
  };

  it('is tried again after "come again", under the same Message-ID', async () => {
    await told();
    smtp.mood = 'greylist';
    await perform();
    expect(await onlyEffect('new')).toHaveLength(1);
    smtp.mood = 'fine';
    core.time.now += 60_000;
    await perform();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]?.messageId).toMatch(/^<[\da-f]{32}@lasting\.example>$/u);
    expect(await ends()).toEqual([{ queued: 1, sent: 1 }]);
  });

  it('is not sent a second time when the server took it and its answer was lost: a person looks', async () => {
    await told();
    smtp.mood = 'cut';
    await perform();
    smtp.mood = 'fine';
    core.time.now += DAY_MS;
    await perform();
    expect(smtp.mails).toHaveLength(1);
    expect(await onlyEffect('dead')).toMatchObject([{ unclear: true }]);
    expect(await ends()).toEqual([{ queued: 1, unclear: 1 }]);
  });

  it('is not sent by who takes it up after a process died while handing it over', async () => {
    await told();
    const [effect] = await core.outbox.claim('a-dead-process', core.time.now, core.time.now + 1_000, 1);
    await core.outbox.remember({ storeId: store, effectId: effect?.effectId ?? '', lease: 'a-dead-process' }, { handedAt: core.time.now });
    core.time.now += 10_000;
    await perform();
    expect(smtp.mails).toEqual([]);
    expect(await onlyEffect('dead')).toMatchObject([{ unclear: true }]);
  });

  it('bounces once: nothing is sent to that address any more, which is not kept', async () => {
    await told('gone@example.com');
    smtp.mood = 'reject';
    await perform();
    expect(await ends()).toEqual([{ queued: 1, bounced: 1 }]);
    smtp.mood = 'fine';
    const key = emailKey(await shop(), 'Gone@Example.com ');
    expect(await core.mailWishes.isSuppressed(store, key ?? '')).toBe(true);
    core.time.now += DAY_MS;
    const [member] = (await core.members.search(store, null, null, 5)).members;
    await givePoints(member?.memberId ?? ('' as MemberId));
    expect(await look()).toBe(1);
    await perform();
    expect(smtp.mails).toEqual([]);
    const kept = await core.database.connection.db?.collection('mail_suppressed').find().toArray();
    expect(JSON.stringify(kept)).not.toContain('gone');
  });

  it('does not suppress the address when it is us whom the server does not like', async () => {
    await told('fine@example.com');
    smtp.mood = 'spam';
    await perform();
    expect(await ends()).toEqual([{ queued: 1, refused: 1 }]);
    expect(await core.mailWishes.isSuppressed(store, emailKey(await shop(), 'fine@example.com') ?? '')).toBe(false);
  });

  it('is not sent to who left the program meanwhile, and is again to who joined it again', async () => {
    const member = await told();
    await core.members.keepAway(store, member, [{ from: core.time.now - 1, until: null }]);
    await perform();
    expect([await ends(), smtp.mails.length]).toEqual([[{ queued: 1, unsubscribed: 1 }], 0]);
    const back = await told();
    await core.members.keepAway(store, back, [{ from: core.time.now - 2, until: core.time.now - 1 }]);
    await perform();
    expect(smtp.mails).toHaveLength(1);
  });

  it('is not sent to who left meanwhile', async () => {
    const member = await told();
    await core.mailWishes.leave(store, member, 'reminders', core.time.now);
    await perform();
    expect(await ends()).toEqual([{ queued: 1, unsubscribed: 1 }]);
    expect(smtp.mails).toEqual([]);
  });

  it('is not sent when it is no news any more, nor to who has no address', async () => {
    await told();
    core.time.now += 10 * DAY_MS;
    await perform();
    expect(await ends()).toEqual([{ queued: 1, late: 1 }]);
    await told(null);
    await perform();
    expect(await ends()).toContainEqual({ queued: 1, nobody: 1 });
    expect(smtp.mails).toEqual([]);
  });

  it('goes with the member who is forgotten, and its words are sealed while it waits', async () => {
    const member = await told('secret@example.com');
    const record = await shop();
    const rows = await core.database.connection.db?.collection('outbox').find({ storeId: store }).toArray();
    expect(JSON.stringify(rows)).not.toMatch(/secret@|120|points":/u);
    expect(await core.outbox.eraseSubject(store, subjectKey(record, { kind: 'member', id: member }) ?? '', [])).toBe(1);
    await perform();
    expect(smtp.mails).toEqual([]);
  });

  it('says what the merchant wrote, and what we wrote where theirs cannot be used', async () => {
    const words = { 'points-expiring': { en: { subject: 'Hurry, {{ name }}', body: 'Only {{ points }}' } } };
    await decide({ expiring: { on: true, days: 7 }, words });
    await told();
    await perform();
    expect(smtp.mails[0]).toMatchObject({ subject: 'Hurry, Ada' });
    smtp.mails.length = 0;
    await decide({ expiring: { on: true, days: 7 }, words: { 'points-expiring': { en: { subject: '{{ gone }}', body: 'x' } } } });
    await told();
    await perform();
    expect(smtp.mails[0]?.subject).toContain('use by');
  });
});
