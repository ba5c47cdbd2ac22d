// A reward that is chosen for a cart: from the tap to the answer of the shop, and back out of the cart.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HeldReward, StorefrontMe } from '../../../theme/src/member/answers.ts';
import { held, me, reward } from '../../../theme/test/storefront/shop-page.ts';
import { reach, tell } from '../../src/storefront/reach.ts';
import { askWords, confirmWords, giveBack, progressAtFirst, returnWords, take } from '../../src/storefront/taking.ts';
import { CHOSEN } from '../../src/storefront/chosen.ts';
import { network, openShop, pass, SERVER, TOKEN } from './shop.ts';

const CHOOSE = '/?wc-ajax=lasting_choose';
const DROP = '/?wc-ajax=lasting_drop';
const address = { proxy: '/ext', locale: '?locale=en' };
const five = reward('five', 500, { kind: 'amount-off', name: 'Five euros off' });
const wish = { requestId: '6f1d2c3b-0a49-4e58-8c67-7b6a5d4e3f21', rewardId: 'five', steps: 1 };
const readHeld = async (answer: Response): Promise<readonly HeldReward[]> => ((await answer.json()) as StorefrontMe).held;

const heard = vi.fn();
document.addEventListener('lasting:choice', heard);
afterEach(() => heard.mockReset());

describe('choosing a reward for the cart', () => {
  it('asks the shop and not the server, with the header that no page of another site can send', async () => {
    const { to } = network({ [CHOOSE]: { ok: true, words: '' }, [TOKEN]: pass() });
    openShop();
    expect(await take(address, five, wish)).toMatchObject({
      kind: 'done',
      reward: { id: CHOSEN, name: 'Five euros off', points: 500, state: 'ready' },
    });
    expect(to(CHOOSE)).toMatchObject([{ body: { rewardId: 'five', steps: 1 }, headers: { 'x-requested-with': 'lasting' } }]);
    expect(to(SERVER)).toHaveLength(0);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('costs what was chosen of it', async () => {
    network({ [CHOOSE]: { ok: true, words: '' } });
    openShop();
    const euro = { amountMinor: 100, currency: 'EUR' };
    const euros = reward('euros', 100, { kind: 'variable-amount', steps: { min: 1, max: 4, points: 100, worth: euro } });
    expect(await take(address, euros, { ...wish, rewardId: 'euros', steps: 3 })).toMatchObject({ reward: { points: 300 } });
  });

  it('says no in the shop’s own words', async () => {
    network({ [CHOOSE]: { ok: false, words: 'Put something into your cart first.' } });
    openShop();
    expect(await take(address, five, wish)).toEqual({
      kind: 'refused',
      code: 'unavailable',
      reason: null,
      words: 'Put something into your cart first.',
    });
    expect(heard).not.toHaveBeenCalled();
  });

  it.each([new Error('offline'), new Response('<html>'), 403])('takes no answer for a yes: %s', async (answer) => {
    network({ [CHOOSE]: answer });
    openShop();
    expect((await take(address, five, wish)).kind).not.toBe('done');
  });

  it('asks the server for what no cart can show', async () => {
    const { to } = network({ [TOKEN]: pass(), [`${SERVER}/ext/redeem`]: { reward: held({ id: 'h7', state: 'ready', kind: 'custom' }) } });
    openShop();
    vi.stubGlobal('fetch', vi.fn(fetch));
    const workshop = reward('class', 300, { kind: 'custom', name: 'Pottery class' });
    const outcome = await take({ ...address, proxy: `${SERVER}/ext` }, workshop, { ...wish, rewardId: 'class' });
    expect(outcome).toMatchObject({ kind: 'done', reward: { id: 'h7' } });
    expect(to(CHOOSE)).toHaveLength(0);
    expect(to(`${SERVER}/ext/redeem`)).toMatchObject([{ body: { requestId: wish.requestId, rewardId: 'class', steps: 1, cart: null } }]);
  });

  it('speaks of the order where the cart has it, and of now where it is spent now', () => {
    const workshop = reward('class', 300, { kind: 'custom' });
    expect([askWords(five), confirmWords(five)]).toEqual(['chooseAsk', 'chooseConfirm']);
    expect([askWords(workshop), confirmWords(workshop)]).toEqual(['redeemAsk', 'redeemConfirm']);
    expect([true, false].map((sure) => returnWords(held({ id: CHOSEN }), sure))).toEqual(['chosenOutSure', 'chosenOut']);
    expect([true, false].map((sure) => returnWords(held(), sure))).toEqual(['heldReturnSure', 'heldReturn']);
    expect([progressAtFirst(CHOSEN), progressAtFirst('h1')]).toEqual([{ applied: 'applied' }, {}]);
  });
});

describe('what the cart has of it', () => {
  const choice = { rewardId: 'five', name: 'Five euros off', points: 500, code: 'last-9xkq' };

  it('stands first among what the member holds, and never shows its code', async () => {
    network({ [TOKEN]: pass({ choice }), [`${SERVER}/ext/me`]: me({ held: [held()] }) });
    openShop();
    const shown = await readHeld(await reach('/ext/me?locale=en', {}));
    expect(shown.map(({ id, code }) => [id, code])).toEqual([
      [CHOSEN, null],
      ['h1', 'LAST-9XKQ'],
    ]);
  });

  it('leaves every other answer of the server as it is', async () => {
    network({ [TOKEN]: pass({ choice }), [`${SERVER}/ext/program`]: { held: [] }, [`${SERVER}/ext/me`]: 503 });
    openShop();
    expect(await (await reach('/ext/program?locale=en', {})).json()).toEqual({ held: [] });
    expect((await reach('/ext/me', {})).status).toBe(503);
  });

  it('is gone once it is taken out, with the token that knew of it', async () => {
    let now: object | null = choice;
    const { to } = network({ [TOKEN]: () => pass({ choice: now }), [DROP]: { ok: true, words: '' }, [`${SERVER}/ext/me`]: () => me() });
    openShop();
    const [chosen] = await readHeld(await reach('/ext/me', {}));
    expect(chosen?.id).toBe(CHOSEN);
    now = null;
    expect(await giveBack(address, chosen ?? held())).toMatchObject({ kind: 'done', reward: { state: 'dropped', cancellable: false } });
    expect(await readHeld(await reach('/ext/me', {}))).toEqual([]);
    expect(to(TOKEN)).toHaveLength(2);
  });
});

it('tells the server what was shared though the page may be left, and nobody waits for it', async () => {
  const { to } = network({ [TOKEN]: pass({ token: 'mine' }), [`${SERVER}/ext/referrals/share`]: 500 });
  openShop();
  tell('/ext/referrals/share', { channel: 'qr' });
  await vi.waitFor(() =>
    expect(to(`${SERVER}/ext/referrals/share`)).toMatchObject([{ body: { channel: 'qr' }, headers: { authorization: 'Bearer mine' } }]),
  );
  expect(vi.mocked(fetch).mock.lastCall?.[1]?.keepalive).toBe(true);
});
