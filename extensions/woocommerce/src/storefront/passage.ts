// The way to the server: the shop gives a token of who looks at the page, and with it the server is asked. Nothing of it is kept longer than the page.
import { endpoint, type ShopFacts } from './facts.ts';

/** The reward that is chosen for the cart, as the shop's session has it. */
export interface Choice {
  readonly rewardId: string;
  readonly name: string;
  readonly points: number;
}

interface Pass {
  readonly token: string;
  readonly signedIn: boolean;
  readonly seconds: number;
  readonly choice?: Choice | null;
}

export interface Passage {
  readonly facts: ShopFacts;
  readonly reach: (url: string, init: RequestInit) => Promise<Response>;
  readonly choice: () => Promise<Choice | null>;
  /** What the shop said is not so any more. */
  readonly forget: () => void;
}

/** So long before its end a token is not used any more. */
const SPARE_SECONDS = 60;
const LOOK = '/ext/look';

export function createPassage(facts: ShopFacts): Passage {
  let asked: Promise<Pass> | null = null;
  let goodUntil = 0;

  async function ask(): Promise<Pass> {
    const answer = await fetch(endpoint(facts, 'lasting_token'), { headers: { accept: 'application/json' } });
    const told = (answer.ok ? await answer.json() : null) as Partial<Pass> | null;
    if (typeof told?.token !== 'string') throw new Error('no token');
    goodUntil = performance.now() + ((told.seconds ?? 0) - SPARE_SECONDS) * 1000;
    return told as Pass;
  }
  function forget(): void {
    asked = null;
  }
  /** Many who ask at once share one request. */
  function pass(): Promise<Pass> {
    if (asked !== null && performance.now() > goodUntil) forget();
    if (asked === null) {
      goodUntil = Infinity;
      const mine = ask();
      asked = mine;
      mine.catch(() => asked === mine && forget());
    }
    return asked;
  }
  async function send(mine: Promise<Pass>, url: string, init: RequestInit): Promise<Response> {
    const { token } = await mine;
    return fetch(facts.server + url, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${token}` },
    });
  }
  return {
    facts,
    forget,
    choice: async () => (await pass()).choice ?? null,
    async reach(url, init) {
      // What the merchant chose is in the page already; blocks ask only for the name that points have.
      if (url === LOOK) return new Response(JSON.stringify({ pointNames: { [facts.locale.slice(0, 2)]: facts.pointName } }));
      const mine = pass();
      const answer = await send(mine, url, init);
      // A server whose secret is a new one, or a clock that is wrong: once more with a fresh token.
      if (answer.status !== 401) return answer;
      if (asked === mine) forget();
      return send(pass(), url, init);
    },
  };
}

const NAME = Symbol.for('lasting.passage');

/** One for the page; scripts that come later find it where the first one left it. */
export function open(passage: Passage): void {
  Object.assign(globalThis, { [NAME]: passage });
}

export const passage = (): Passage => (globalThis as unknown as Record<symbol, Passage>)[NAME] as Passage;
