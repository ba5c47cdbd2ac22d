// A page of a WooCommerce shop, as its PHP writes it. Only the network is not there.
import { vi } from 'vitest';
import type { ShopFacts } from '../../src/storefront/facts.ts';
import { createPassage, open, type Passage } from '../../src/storefront/passage.ts';

export const SERVER = 'https://points.example';
export const TOKEN = '/?wc-ajax=lasting_token';

export function facts(change: Partial<ShopFacts> = {}): ShopFacts {
  return {
    server: SERVER,
    base: 'https://shop.example/wp-content/plugins/lasting-loyalty/build/storefront/',
    version: '1.2.3',
    ajax: '/?wc-ajax=%%endpoint%%',
    cartApi: '/wp-json/wc/store/v1/cart',
    accountUrl: '/my-account/',
    locale: 'en-US',
    words: { points: { one: '{count} point', other: '{count} points' }, rewards: 'Rewards', open: '{label}, open', failed: 'Try again' },
    accent: '',
    onAccent: '',
    side: 'end',
    offsetInline: 20,
    offsetBlock: 20,
    scheme: 'auto',
    pointName: null,
    rewards: null,
    ...change,
  };
}

/** What is answered by address, without its query where the whole is not named; a function is asked anew each time. */
export type Answers = Record<string, unknown>;

export interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export function network(answers: Answers) {
  const asked: Asked[] = [];
  const stub = vi.fn<(url: string, init?: RequestInit) => Promise<Response>>(async (url, init) => {
    asked.push({
      url,
      headers: (init?.headers ?? {}) as Record<string, string>,
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    });
    const found = answers[url] ?? answers[url.replace(/\?.*/, '')];
    const answer: unknown = await (typeof found === 'function' ? (found as () => unknown)() : found);
    if (answer instanceof Error) throw answer;
    if (answer instanceof Response) return answer;
    if (typeof answer === 'number') return new Response('no', { status: answer });
    return answer === undefined ? new Response('not there', { status: 404 }) : new Response(JSON.stringify(answer));
  });
  vi.stubGlobal('fetch', stub);
  return { asked, to: (url: string) => asked.filter((one) => one.url.startsWith(url)) };
}

let tokens = 0;
export const pass = (change: object = {}) => ({ token: `token-${++tokens}`, signedIn: true, seconds: 300, choice: null, ...change });

/** Opened for the scripts that come later, as the first one does. */
export function openShop(change: Partial<ShopFacts> = {}): Passage {
  const made = createPassage(facts(change));
  open(made);
  return made;
}
