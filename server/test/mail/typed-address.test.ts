// Mail to an address that somebody typed: nobody knows who reads it, so it says no name, and whoever reads it can end it.
import { describe, expect, it } from 'vitest';
import { memberId } from '../../src/loyalty/ids.ts';
import { emailKey } from '../../src/members/address-key.ts';
import { subjectKey } from '../../src/privacy/subject-key.ts';
import { FRIEND_CODE, type FriendCode } from '../../src/mail/templates/friend-code.ts';
import { aMember, APP, app, core, DAY_MS, ends, perform, shop, smtp, store, useMailWorld } from './mail-world.ts';

useMailWorld();

const STRANGER = memberId('friend/some-key');
const values: FriendCode = { gift: { kind: 'points', points: 50 }, code: null, endsAt: null, applyPath: null };
const BO = 'bo@example.com';

async function tell(mailId: string, change: { memberId?: typeof STRANGER; locale?: 'en' | 'fa' | 'he' } = {}): Promise<boolean> {
  const to = { email: BO, locale: change.locale ?? 'en' };
  const about = { memberId: change.memberId ?? STRANGER, template: FRIEND_CODE, values, until: core.time.now + DAY_MS };
  return core.mailDesk.tell(await shop(), mailId, { ...about, to });
}

describe('a mail to an address that somebody typed', () => {
  it('reaches it in the language of the page, and says no name of anybody', async () => {
    expect(await tell('one', { locale: 'he' })).toBe(true);
    await perform();
    const [mail] = smtp.mails;
    expect([mail?.to].flat()[0]?.text).toBe(BO);
    expect(mail?.subject).toContain('50 נקודות');
    expect(mail?.text).toMatch(/^שלום,\n/u);
    expect(await ends()).toEqual([{ queued: 1, sent: 1 }]);
  });

  it('goes to the address that was typed, also of a member whose own is another, and says no name of theirs', async () => {
    const ada = await aMember({ email: 'ada@example.com' });
    await tell('one', { memberId: ada });
    await perform();
    expect([smtp.mails[0]?.to].flat()[0]?.text).toBe(BO);
    expect(smtp.mails[0]?.text).not.toContain('Ada');
  });

  it('can be ended by who reads it, and then nothing more comes', async () => {
    await tell('one');
    await perform();
    const [, leave] = new RegExp(`${APP}(/mail/unsubscribe\\?t=\\S+)`, 'u').exec(smtp.mails[0]?.text ?? '') ?? [];
    const page = await fetch(`${app.url}${leave}`, { method: 'POST' });
    expect(await page.text()).toContain('no more mails about invitations');
    await tell('two');
    await perform();
    expect(smtp.mails).toHaveLength(1);
    expect(await ends()).toEqual([{ queued: 2, sent: 1, unsubscribed: 1 }]);
  });

  it('is not sent where none arrives, nor to a member who left the program', async () => {
    const left = await aMember();
    await core.members.keepAway(store, left, [{ from: core.time.now - 1, until: null }]);
    await tell('one', { memberId: left });
    await core.mailWishes.suppress(store, emailKey(await shop(), BO) ?? '', 'bounced', core.time.now);
    await tell('two');
    await perform();
    expect(smtp.mails).toEqual([]);
    expect(await ends()).toEqual([{ queued: 2, unsubscribed: 1, suppressed: 1 }]);
  });

  it('goes with the address when its owner is forgotten before it is sent', async () => {
    await tell('one');
    await core.effects.purge(store, [subjectKey(await shop(), { kind: 'address', email: BO }) ?? '']);
    await perform();
    expect(smtp.mails).toEqual([]);
  });
});
