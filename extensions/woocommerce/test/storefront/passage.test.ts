import { afterEach, describe, expect, it, vi } from 'vitest';
import { network, openShop, pass, SERVER, TOKEN } from './shop.ts';

afterEach(() => vi.useRealTimers());

const bearers = (asked: readonly { readonly headers: Readonly<Record<string, string>> }[]) =>
  asked.map(({ headers }) => headers['authorization']);

describe('the way of a page to the server', () => {
  it('asks the shop for a token only when something is asked, and once for everybody who asks', async () => {
    const first = pass();
    const { asked, to } = network({ [TOKEN]: first, [`${SERVER}/ext/me`]: {}, [`${SERVER}/ext/program`]: {} });
    const { reach } = openShop();
    expect(asked).toHaveLength(0);
    await Promise.all([reach('/ext/me?locale=en', {}), reach('/ext/program?locale=en', {}), reach('/ext/me?locale=en', {})]);
    expect(to(TOKEN)).toHaveLength(1);
    expect(bearers(to(SERVER))).toEqual(Array(3).fill(`Bearer ${first.token}`));
  });

  it('never sends the token to the shop itself, nor the shop’s cookie to the server', async () => {
    const { to } = network({ [TOKEN]: pass(), [`${SERVER}/ext/me`]: {} });
    await openShop().reach('/ext/me', { headers: { accept: 'application/json' } });
    expect(to(TOKEN)[0]?.headers).toEqual({ accept: 'application/json' });
    expect(to(SERVER)[0]).toMatchObject({ headers: { accept: 'application/json' } });
    expect(vi.mocked(fetch).mock.calls.map(([, init]) => init?.credentials)).toEqual([undefined, undefined]);
  });

  it('takes a new token a minute before the last one ends', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { to } = network({ [TOKEN]: () => pass(), [`${SERVER}/ext/me`]: {} });
    const { reach } = openShop();
    await reach('/ext/me', {});
    vi.advanceTimersByTime(239_000);
    await reach('/ext/me', {});
    expect(to(TOKEN)).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    await reach('/ext/me', {});
    expect(to(TOKEN)).toHaveLength(2);
    expect(new Set(bearers(to(SERVER)))).toHaveProperty('size', 2);
  });

  it('asks once more with a fresh token where the server does not know this one, and then believes it', async () => {
    const { to } = network({ [TOKEN]: () => pass(), [`${SERVER}/ext/me`]: 401 });
    const answers = await Promise.all([1, 2].map(() => openShop().reach('/ext/me', {})));
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(to(`${SERVER}/ext/me`)).toHaveLength(4);
  });

  it('asks for one new token where several were turned away with the same one', async () => {
    let known = '';
    const { to } = network({
      [TOKEN]: () => pass(),
      [`${SERVER}/ext/me`]: () => {
        const last = to(SERVER).at(-1)?.headers['authorization'] ?? '';
        known ||= last;
        return last === known ? 401 : {};
      },
    });
    const { reach } = openShop();
    const answers = await Promise.all([reach('/ext/me', {}), reach('/ext/me', {}), reach('/ext/me', {})]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(to(TOKEN)).toHaveLength(2);
  });

  it.each([404, new Error('offline'), { token: 7 }])(
    'fails where the shop gives no token (%s), and asks again the next time',
    async (no) => {
      let answer: unknown = no;
      const { to } = network({ [TOKEN]: () => answer, [`${SERVER}/ext/me`]: {} });
      const { reach } = openShop();
      await expect(reach('/ext/me', {})).rejects.toThrow();
      expect(to(SERVER)).toHaveLength(0);
      answer = pass();
      expect((await reach('/ext/me', {})).status).toBe(200);
    },
  );

  it('knows the merchant’s look from the page, without a request', async () => {
    const { asked } = network({});
    const { reach } = openShop({ locale: 'fa-IR', pointName: { one: 'برگ', other: 'برگ' } });
    expect(await (await reach('/ext/look', {})).json()).toEqual({ pointNames: { fa: { one: 'برگ', other: 'برگ' } } });
    expect(asked).toHaveLength(0);
  });
});
