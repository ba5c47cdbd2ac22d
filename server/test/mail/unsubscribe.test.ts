// Leaving a list of mails by the link in them, and everything that is tried with such links.
import { describe, expect, it } from 'vitest';
import type { MemberId } from '../../src/loyalty/ids.ts';
import { readUnsubscribe, unsubscribeToken } from '../../src/mail/unsubscribe-link.ts';
import { aMember, app, APP, core, givePoints, look, perform, shop, smtp, store, useMailWorld } from './mail-world.ts';

useMailWorld();

describe('leaving', () => {
  const linkOf = async (member: MemberId): Promise<string> =>
    `/mail/unsubscribe?t=${await unsubscribeToken(await shop(), { memberId: member, list: 'reminders', locale: 'en' })}`;
  const hasLeft = (member: MemberId): Promise<boolean> => core.mailWishes.hasLeft(store, member, 'reminders');

  it('takes a press of a button, not a look: programs follow links', async () => {
    const member = await aMember();
    const page = await app.fetch(await linkOf(member));
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await page.text()).toContain('Do you want to stop mails');
    expect(await hasLeft(member)).toBe(false);
  });

  it('works by the one click of mailbox providers, twice as well as once, and back', async () => {
    const member = await aMember();
    const link = await linkOf(member);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    for (let n = 0; n < 2; n += 1) {
      const answer = await app.fetch(link, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });
      expect(answer.status).toBe(200);
      expect(await hasLeft(member)).toBe(true);
    }
    await app.fetch(link, { method: 'POST', headers, body: 'do=return' });
    expect(await hasLeft(member)).toBe(false);
  });

  it('works by the link that is in the mail itself', async () => {
    const member = await aMember();
    await givePoints(member);
    await look();
    await perform();
    const link = /List-Unsubscribe: <([^>]+)>/u.exec(smtp.raw[0]?.replaceAll(/\r\n\s+/gu, ' ') ?? '')?.[1] ?? '';
    await app.fetch(link.replaceAll(' ', '').slice(APP.length), { method: 'POST', body: new FormData() });
    expect(await hasLeft(member)).toBe(true);
  });

  it('shows nothing of the person and lets nobody frame it or run anything in it', async () => {
    const member = await aMember({ email: 'private@example.com' });
    const page = await app.fetch(await linkOf(member));
    const text = await page.text();
    expect(text).not.toMatch(/private|Ada|<script/u);
    expect(text).not.toContain(member);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it.each(['en', 'fa', 'he'] as const)('is asked in the language of the mail: %s', async (locale) => {
    const token = await unsubscribeToken(await shop(), { memberId: await aMember(), list: 'reminders', locale });
    const text = await (await app.fetch(`/mail/unsubscribe?t=${token}`)).text();
    expect(text).toContain(`lang="${locale}" dir="${locale === 'en' ? 'ltr' : 'rtl'}"`);
  });

  it('is not possible by a link that was forged, cut, made for another store, or for something else', async () => {
    const member = await aMember();
    const good = (await linkOf(member)).split('t=')[1] ?? '';
    const [head = '', body = '', mark = ''] = good.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const coded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const foreign = await core.addStore();
    const foreignShop = await core.stores.get(foreign);
    if (foreignShop === null) throw new Error('no store');
    const theirs = await unsubscribeToken({ ...foreignShop, storeId: store }, { memberId: member, list: 'reminders', locale: 'en' });
    const another = await aMember();
    const attacks = [
      '',
      good.slice(0, -2),
      `${head}.${coded({ ...claims, sub: another })}.${mark}`,
      `${head}.${coded({ ...claims, iss: foreign })}.${mark}`,
      `${head}.${coded({ ...claims, aud: 'claim' })}.${mark}`,
      `${coded({ alg: 'none' })}.${body}.`,
      theirs,
      'x'.repeat(5_000),
    ];
    for (const attack of attacks) {
      const answer = await app.fetch(`/mail/unsubscribe?t=${attack}`, { method: 'POST' });
      expect([attack.slice(0, 20), answer.status]).toEqual([attack.slice(0, 20), 400]);
    }
    expect([await hasLeft(member), await hasLeft(another)]).toEqual([false, false]);
    expect(await readUnsubscribe(good, (id) => core.stores.get(id))).toMatchObject({ storeId: store, memberId: member });
  });
});
