import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem, type admin } from '../../src/contract/index.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await aShopWorld();
});
afterEach(() => world.close());

const read = async () =>
  ADMIN_ENDPOINTS.settings.answer.parse(await (await world.call('GET', '/admin/api/settings')).json()) satisfies admin.Settings;
const save = (values: unknown, expectedRevision: number): Promise<Response> =>
  world.call('PUT', '/admin/api/settings', { body: { values, expectedRevision } });
const withLanguages = (languages: readonly string[]): unknown => ({ ...DEFAULT_SETTINGS, languages });

const WORDS = { title: 'A present', message: '{gift} {url}', subject: 'For you' };
const withReferrals = (change: object): unknown => ({ ...DEFAULT_SETTINGS, referrals: { ...DEFAULT_SETTINGS.referrals, ...change } });

describe('the settings', () => {
  it('are ours until somebody saves their own', async () => {
    expect(await read()).toMatchObject({ revision: 0, values: DEFAULT_SETTINGS, savedAt: null, by: null });
    expect((await save(withLanguages(['fa', 'en']), 0)).status).toBe(200);
    expect(await read()).toMatchObject({ revision: 1, values: { languages: ['fa', 'en'] }, by: { userId: 'u-owner' } });
    expect((await save(withLanguages(['he']), 1)).status).toBe(200);
    expect((await read()).values.languages).toEqual(['he']);
  });

  it('that were saved before there was more to decide are as everybody had them', async () => {
    await save(withLanguages(['fa']), 0);
    const kept = world.core.database.connection.db?.collection('settings');
    await kept?.updateOne({ revision: 1 }, { $unset: { 'values.referrals': '', 'values.accounts': '' } });
    const { referrals, accounts } = DEFAULT_SETTINGS;
    expect((await read()).values).toMatchObject({ languages: ['fa'], referrals, accounts });
  });

  it('say what our own words of shared links are, in every language', async () => {
    const { shareTexts } = (await read()).ours;
    for (const text of Object.values(shareTexts)) expect(text.message).toMatch(/\{gift\}[^]*\{url\}/u);
    expect(shareTexts.fa.title).toMatch(/\p{Script=Arabic}/u);
    expect(shareTexts.he.title).toMatch(/\p{Script=Hebrew}/u);
  });

  it('keep the words and the picture of shared links, with a break in the message', async () => {
    const referrals = { texts: { en: { ...WORDS, message: 'Look:\n{url}' } }, image: 'https://shop.example/tea.png' };
    expect((await save(withReferrals(referrals), 0)).status).toBe(200);
    expect((await read()).values.referrals).toEqual(referrals);
  });

  it.each([0, 1])('are saved by one of two people who saw revision %i, and the other is told', async (revision) => {
    if (revision === 1) await save(DEFAULT_SETTINGS, 0);
    const answers = await Promise.all([['fa'], ['he'], ['en']].map((languages) => save(withLanguages(languages), revision)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(problem.parse(await refused?.json()).error).toMatchObject({ code: 'older-than-known', field: 'expectedRevision' });
    expect((await read()).revision).toBe(revision + 1);
  });

  it('say in the audit what was changed, and only that', async () => {
    await save(withLanguages(['en', 'fa', 'he']), 0);
    await save({ ...DEFAULT_SETTINGS, branding: { ...DEFAULT_SETTINGS.branding, primary: '#aa0000' } }, 1);
    const audit = ADMIN_ENDPOINTS.audit.answer.parse(await (await world.call('GET', '/admin/api/audit?action=settings-saved')).json());
    expect(audit.items).toHaveLength(2);
    const changes = audit.items.map((entry) => entry.changes);
    expect(changes).toContainEqual([{ field: 'branding.primary', before: '#1f5f4a', after: '#aa0000' }]);
  });

  it.each([
    ['values.branding.primary', { ...DEFAULT_SETTINGS, branding: { ...DEFAULT_SETTINGS.branding, primary: 'red' } }],
    ['values.branding.side', { ...DEFAULT_SETTINGS, branding: { ...DEFAULT_SETTINGS.branding, side: 'left' } }],
    ['values.languages', withLanguages([])],
    ['values.languages', withLanguages(['fa', 'fa'])],
    ['values.languages.0', withLanguages(['xx'])],
    ['values.pointNames.en.other', { ...DEFAULT_SETTINGS, pointNames: { en: { one: 'leaf' } } }],
    ['values.referrals.image', withReferrals({ image: 'javascript:alert(1)' })],
    ['values.referrals.image', withReferrals({ image: 'data:image/png;base64,AAAA' })],
    ['values.referrals.texts.fa.title', withReferrals({ texts: { fa: { ...WORDS, title: 'a'.repeat(81) } } })],
    ['values.referrals.texts.en.subject', withReferrals({ texts: { en: { ...WORDS, subject: 'For you\r\nBcc: everybody@example.com' } } })],
    ['values.referrals.texts.en.message', withReferrals({ texts: { en: { ...WORDS, message: '  ' } } })],
  ])('name %s when it is wrong', async (field, values) => {
    const answer = await save(values, 0);
    expect([answer.status, problem.parse(await answer.json()).error.field]).toEqual([400, field]);
    expect((await read()).revision).toBe(0);
  });
});
