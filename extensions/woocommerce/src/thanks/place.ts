// What the shop says of the page: for whom it is, of which order, and where to ask.
export interface ThanksPlace {
  /** Who looks: the order's customer, the guest who placed it, or that guest signed in meanwhile. */
  readonly role: 'member' | 'guest' | 'returned';
  readonly server: string;
  readonly token: string;
  readonly keep: string;
  readonly order: string;
  readonly key: string;
  readonly lines: string | null;
  readonly locale: string;
}

interface Token {
  readonly token: string;
}

/** A token is good for five minutes. */
const TOKEN_MS = 4 * 60_000;

export interface Tokens {
  readonly get: () => Promise<string>;
  /** Who looks is somebody else now. */
  readonly forget: () => void;
}

/** Tokens of who looks, asked from the shop itself. */
export function tokensFrom(address: string): Tokens {
  let known: { readonly token: Promise<string>; readonly at: number } | null = null;
  async function ask(): Promise<string> {
    const answer = await fetch(address, { cache: 'no-store' });
    if (!answer.ok) throw new Error('the shop gave no token');
    return ((await answer.json()) as Token).token;
  }
  const forget = (): void => {
    known = null;
  };
  return {
    forget,
    get() {
      if (known === null || Date.now() - known.at > TOKEN_MS) {
        known = { token: ask(), at: Date.now() };
        known.token.catch(forget);
      }
      return known.token;
    },
  };
}

/** What became of the tap. */
export type Kept =
  { readonly state: 'created' | 'kept' | 'sign-in'; readonly url: string } | { readonly state: 'refused'; readonly words: string };

/** Null: nobody knows whether it was done; doing it again is safe. */
export async function keepOrder({ keep, order, key }: ThanksPlace): Promise<Kept | null> {
  const headers = { 'X-Requested-With': 'lasting' };
  const answer = await fetch(keep, { method: 'POST', headers, body: new URLSearchParams({ order, key }) }).catch(() => null);
  return answer?.ok === true ? ((await answer.json().catch(() => null)) as Kept | null) : null;
}
