import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { StorefrontMe, StorefrontProgram } from '#contract/storefront.ts';
import type { CartNow, Place, Ways } from '../../src/cart/place.ts';
import { give } from '../../src/cart/words.ts';
import words from '../../src/words/en.json';

const EUR = 'EUR';
const place: Place = {
  server: 'https://lasting.example',
  language: 'en',
  currency: EUR,
  signedIn: true,
  signIn: '/my-account/?redirect_to=%2Fcart',
  ajax: '/?wc-ajax=%%endpoint%%',
};
const empty: CartNow = { choice: null, word: '', goodsMinor: 5_000 };
const chosen = { name: 'Five off', points: 500, code: 'abc123', rewardId: 'five' };

const terms = { active: true, pointsPerUnit: 1, currency: EUR };
const reward = {
  id: 'five',
  kind: 'amount-off',
  name: 'Five off',
  says: { text: '', values: {} },
  points: 500,
  worth: { amountMinor: 500, currency: EUR },
  steps: null,
  minimumOrder: null,
  onlySome: false,
  tiers: [],
  from: null,
  until: null,
};
const slider = {
  ...reward,
  id: 'euros',
  name: 'Euros off',
  steps: { min: 1, max: 4, points: 100, worth: { amountMinor: 100, currency: EUR } },
};
const offer = { available: true, reason: null, missingPoints: 0, maxSteps: 4 };
const answers: Record<string, unknown> = {
  lasting_token: { token: 't0k3n', signedIn: true },
  me: {
    signedIn: true,
    program: terms,
    member: { available: 1_200 },
    ways: [],
    offers: [
      { ...offer, id: 'five' },
      { ...offer, id: 'euros' },
    ],
  } satisfies Partial<Record<keyof StorefrontMe, unknown>>,
  program: { ...terms, rewards: [reward, slider] } satisfies Partial<Record<keyof StorefrontProgram, unknown>>,
  look: { branding: null, languages: ['en'], pointNames: {} },
};

/** The server and the shop, by the last word of what is asked; `away` answers nothing. */
function answering(away = false) {
  return vi.fn((address: string) => {
    const name = /(lasting_token|me|program|look)(?:\?|$)/u.exec(address)?.[1] ?? '';
    return away && name !== 'lasting_token' ? Promise.reject(new TypeError('no line')) : Promise.resolve(Response.json(answers[name]));
  });
}

const ways = (more: Partial<Ways> = {}): Ways => ({
  choose: vi.fn(() => Promise.resolve()),
  drop: vi.fn(() => Promise.resolve()),
  ...more,
});

/** Modules remember what a page knows: each test is a page of its own. */
async function open(given: Partial<Place> = {}, how: Ways = ways(), fetching = answering()) {
  vi.resetModules();
  vi.stubGlobal('fetch', fetching);
  give(words);
  const { createBox } = await import('../../src/cart/box.ts');
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const box = createBox(host, { ...place, ...given }, how);
  box.update(empty);
  return { host, box, how, fetching, settled: () => vi.waitFor(() => expect(host.textContent).not.toContain('Loading')) };
}
const button = (host: HTMLElement, name: string): HTMLButtonElement => {
  const found = [...host.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
  if (found === undefined) throw new Error(`no button "${name}" in ${host.textContent}`);
  return found;
};
const said = (host: HTMLElement): string => host.querySelector('[role=status]')?.textContent.replace(/[\u2068\u2069]/gu, '') ?? '';
const plain = (text: string | null): string => (text ?? '').replace(/[\u2068\u2069]/gu, '');

describe('the box of points beside a cart', () => {
  beforeEach(() => document.body.replaceChildren());

  test('a guest is asked to sign in, and nobody is asked about them', async () => {
    const { host, fetching } = await open({ signedIn: false });
    expect(host.textContent).toContain('Sign in to use points that you have.');
    expect(host.querySelector('a')?.getAttribute('href')).toBe(place.signIn);
    expect(fetching).not.toHaveBeenCalled();
  });

  test('a member sees what there is and what can be had; the server is asked with the shop’s token only', async () => {
    const { host, settled, fetching } = await open();
    expect(host.textContent).toContain('Loading your points');
    await settled();
    expect(host.textContent).toContain('You have 1,200 points');
    expect([...host.querySelectorAll('.lasting-cart-name')].map((one) => one.textContent)).toEqual(['Five off', 'Euros off']);
    expect(fetching).toHaveBeenCalledWith(
      'https://lasting.example/ext/me?locale=en',
      expect.objectContaining({ headers: { authorization: 'Bearer t0k3n' } }),
    );
  });

  test('a server that is away takes no points and blocks nothing, and is asked again when somebody wants it', async () => {
    const away = answering(true);
    const { host, settled } = await open({}, ways(), away);
    await settled();
    expect(host.textContent).toContain('Points cannot be used right now. You can go on without them.');
    vi.stubGlobal('fetch', answering());
    button(host, 'Try again').click();
    await vi.waitFor(() => expect(host.textContent).toContain('You have 1,200 points'));
  });

  test('a page that answers with something else is no balance of nothing', async () => {
    const odd = vi.fn(() => Promise.resolve(Response.json({ html: 'please log in' })));
    const { host, settled } = await open({}, ways(), odd);
    await settled();
    expect(host.textContent).toContain('Points cannot be used right now');
  });

  test('choosing says so where a screen reader hears it, and tells the page', async () => {
    const { host, settled, how, box } = await open();
    await settled();
    const heard = vi.fn();
    document.addEventListener('lasting:choice', heard, { once: true });
    button(host, 'Use 500 points for ⁨Five off⁩').click();
    await vi.waitFor(() => expect(said(host)).toBe('Five off is in your cart. The points are taken when you place the order.'));
    expect(how.choose).toHaveBeenCalledExactlyOnceWith('five', 1);
    expect(heard).toHaveBeenCalledOnce();
    box.update({ ...empty, choice: chosen });
    expect(plain(host.querySelector('.lasting-cart-chosen')?.textContent ?? null)).toBe('Five offIn your cart, for 500 pointsRemove');
  });

  test('as many points as somebody types are chosen in whole steps, and others cannot be', async () => {
    const { host, settled, how } = await open();
    await settled();
    const input = host.querySelector('input');
    if (input === null) throw new Error('there is no field');
    const type = (points: string) => {
      input.value = points;
      input.dispatchEvent(new Event('input'));
    };
    type('250');
    expect(button(host, 'Use 0 points for ⁨Euros off⁩').disabled).toBe(true);
    type('200');
    expect(plain(host.querySelector('output')?.textContent ?? null)).toBe('€2 off');
    button(host, 'Use 200 points for ⁨Euros off⁩').click();
    expect(how.choose).toHaveBeenCalledExactlyOnceWith('euros', 2);
  });

  test('the shop’s words are said where it refuses, and our own where nobody knows why', async () => {
    const { host, settled, how: refusing } = await open();
    const { Refused } = await import('../../src/cart/place.ts');
    vi.mocked(refusing.choose).mockRejectedValue(new Refused('This reward is sold out.'));
    await settled();
    button(host, 'Use 500 points for ⁨Five off⁩').click();
    await vi.waitFor(() => expect(said(host)).toBe('This reward is sold out.'));
    vi.mocked(refusing.choose).mockRejectedValue(new TypeError('no line'));
    button(host, 'Use 500 points for ⁨Five off⁩').click();
    await vi.waitFor(() => expect(said(host)).toContain('nothing was taken'));
  });

  test('two presses are one choice', async () => {
    const { host, settled, how } = await open();
    await settled();
    button(host, 'Use 500 points for ⁨Five off⁩').click();
    button(host, 'Use 500 points for ⁨Five off⁩').click();
    await vi.waitFor(() => expect(said(host)).toContain('in your cart'));
    expect(how.choose).toHaveBeenCalledOnce();
  });

  test('what left the cart by itself is said, and the name of a reward is text whatever is in it', async () => {
    const { host, settled, box } = await open();
    await settled();
    box.update({ ...empty, choice: { ...chosen, name: '<img src=x onerror=alert(1)>' } });
    expect(host.querySelector('img')).toBeNull();
    box.update({ ...empty, word: 'Five off was removed: it needs goods for €20 or more.' });
    expect(said(host)).toBe('Five off was removed: it needs goods for €20 or more.');
  });

  test('after Remove the focus is on what is there now, and not lost', async () => {
    const { host, settled, box, how } = await open();
    await settled();
    box.update({ ...empty, choice: chosen });
    const remove = button(host, 'Remove ⁨Five off⁩');
    remove.focus();
    vi.mocked(how.drop).mockImplementation(() => {
      box.update(empty);
      return Promise.resolve();
    });
    remove.click();
    await vi.waitFor(() => expect(said(host)).toBe('Removed. You keep your points.'));
    expect(host.contains(document.activeElement)).toBe(true);
  });
});
