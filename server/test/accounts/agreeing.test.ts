// Somebody who is signed in agrees to something, takes it back and agrees again: it holds at once, is kept as it was said, and earns once for ever.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOB } from './accounts-world.ts';
import { aProgram, perMoney } from '../builders/programs.ts';
import { ACTIONS, AgreeingWorld, JOINED, TERMS, TOLD } from './agreeing-world.ts';

let world: AgreeingWorld;
beforeAll(async () => {
  world = await AgreeingWorld.open();
});
afterAll(() => world.close());

describe('somebody who is signed in', () => {
  it('is asked what the merchant asks, with what agreeing earns', async () => {
    const shop = await world.shop();
    const { membership } = await shop.me();
    expect(membership?.state).toBe('member');
    expect(membership?.asked.map(({ kind, points }) => [kind, points])).toEqual([['newsletter', JOINED], ['birthday', TOLD]]); // prettier-ignore
    expect((await shop.me(null)).membership).toBeNull();
  });

  it('agrees at once, is shown it, and earns for it', async () => {
    const shop = await world.shop();
    expect([await shop.gives('newsletter'), await shop.gives('birthday', '03-21')]).toEqual([200, 200]);
    const { membership } = await shop.me();
    expect(membership).toMatchObject({
      birthday: '03-21',
      asked: [],
      consents: [{ kind: 'newsletter', surface: 'panel' }, { kind: 'birthday' }],
    });
    expect(await shop.shop.pointsOf(BOB.id)).toBe(JOINED + TOLD);
    expect(await shop.shop.verified()).toEqual({ ok: true, problems: [] });
  });

  it('earns nothing again by taking back and agreeing again, even by a new rule', async () => {
    const shop = await world.shop();
    for (let round = 0; round < 3; round += 1) {
      shop.core.time.now += 1_000;
      await shop.gives('newsletter');
      await shop.gives('birthday', '03-21');
      shop.core.time.now += 1_000;
      await shop.takesBack('newsletter');
      await shop.takesBack('birthday');
      const renamed = ACTIONS.map((rule) => ({ ...rule, id: `${rule.id}-${round}` }));
      await world.accounts.publish(shop.shop.storeId, { earning: aProgram([perMoney()], { actions: renamed }).earning });
    }
    expect(await shop.shop.pointsOf(BOB.id)).toBe(JOINED + TOLD);
    expect((await shop.me()).membership).toMatchObject({ birthday: null, consents: [] });
    const rows = await shop.core.consents.of(shop.shop.storeId, (await shop.shop.customer(BOB.id)).memberId);
    expect(rows).toHaveLength(12);
    expect(rows.filter(({ action }) => action === 'give').every(({ wording }) => wording?.includes('Tea and Clay') === true)).toBe(true);
  });

  it('earns once however often the button is pressed', async () => {
    const shop = await world.shop();
    const answers = await Promise.all(Array.from({ length: 8 }, () => shop.gives('newsletter')));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await shop.shop.pointsOf(BOB.id)).toBe(JOINED);
  });

  it('is asked again when the terms change, and is not thrown out', async () => {
    const shop = await world.shop([], { terms: TERMS });
    expect(await shop.gives('terms')).toBe(200);
    expect(await shop.asked('terms')).toBeNull();
    const [row] = await shop.core.consents.of(shop.shop.storeId, (await shop.shop.customer(BOB.id)).memberId);
    expect(row).toMatchObject({ kind: 'terms', version: TERMS.version, url: TERMS.url });
    await shop.decide({ terms: { ...TERMS, version: '2027-01' } });
    expect(await shop.asked('terms')).toMatchObject({ version: '2027-01', url: TERMS.url });
    expect((await shop.me()).membership?.state).toBe('member');
  });

  it('becomes a member by agreeing, who never bought anything', async () => {
    const shop = await world.shop();
    expect((await shop.me('777')).membership).toMatchObject({ state: 'member', consents: [] });
    expect(await shop.gives('newsletter', null, '777')).toBe(200);
    expect(await shop.shop.pointsOf('777')).toBe(JOINED);
  });
});

describe('whoever tries to agree otherwise', () => {
  const wish = (change: object) => ({ surface: 'panel', give: [{ kind: 'newsletter', version: 'en-000000000000', ...change }] });

  it('is told to sign in first', async () => {
    const shop = await world.shop();
    for (const path of ['/proxy/consents', '/proxy/membership']) {
      const body = path.endsWith('consents') ? wish({}) : { action: 'leave' };
      expect((await shop.post(path, body, null)).status).toBe(401);
    }
  });

  it('is told that words which nobody shows are no consent, and nothing is kept', async () => {
    const shop = await world.shop();
    const birthday = await shop.versionOf('birthday');
    for (const version of ['en-000000000000', birthday, 'constructor', '__proto__', ' '])
      expect(await shop.post('/proxy/consents', wish({ version }))).toMatchObject({
        status: 409,
        body: { error: { code: 'older-than-known' } },
      });
    expect((await shop.post('/proxy/consents', { surface: 'panel', give: [{ kind: 'terms', version: '' }] })).status).toBe(400);
    expect(await shop.core.consents.of(shop.shop.storeId, (await shop.shop.customer(BOB.id)).memberId)).toEqual([]);
    expect(await shop.shop.pointsOf(BOB.id)).toBe(0);
  });

  it('cannot have a birthday that is no day, or one that nobody asked for', async () => {
    const shop = await world.shop();
    const birthday = await shop.versionOf('birthday');
    for (const day of ['02-30', '04-31', '13-01', '00-10', '1990-02-03', '', null])
      expect(
        (await shop.post('/proxy/consents', { surface: 'panel', give: [{ kind: 'birthday', version: birthday, birthday: day }] })).status,
      ).toBe(400);
    expect((await shop.post('/proxy/consents', wish({ version: await shop.versionOf('newsletter'), birthday: '03-21' }))).status).toBe(400);
    expect((await shop.me()).membership?.birthday).toBeNull();
    expect(await shop.gives('birthday', '02-29')).toBe(200);
  });

  it('cannot agree twice in one breath, or agree and take back', async () => {
    const shop = await world.shop();
    const one = { kind: 'newsletter', version: await shop.versionOf('newsletter') };
    expect((await shop.post('/proxy/consents', { surface: 'panel', give: [one, one] })).status).toBe(400);
    expect((await shop.post('/proxy/consents', { surface: 'panel', give: [one], takeBack: ['newsletter'] })).status).toBe(400);
  });

  it('gets nowhere by fields that are not asked, whatever they are called', async () => {
    const shop = await world.shop();
    const version = await shop.versionOf('newsletter');
    const attacks = [
      `{"surface":"panel","__proto__":{"give":[]},"give":[],"memberId":"m-1"}`,
      `{"surface":"panel","give":[{"kind":"newsletter","version":"${version}","__proto__":{"birthday":"01-01"},"externalId":"1"}]}`,
      `{"surface":"panel","give":{"length":1},"takeBack":[]}`,
      `{"surface":"panel","give":[],"takeBack":["__proto__"]}`,
    ];
    for (const text of attacks) expect((await shop.post('/proxy/consents', text)).status).toBe(400);
    expect(({} as Record<string, unknown>)['birthday']).toBeUndefined();
    expect(await shop.core.consents.of(shop.shop.storeId, (await shop.shop.customer(BOB.id)).memberId)).toEqual([]);
  });
});
