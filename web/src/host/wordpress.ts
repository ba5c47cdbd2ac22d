// Inside wp-admin: the plugin's page says where our server is, and its REST route signs a short token for whoever looks at it.
import { localeFrom, SignInFailed, type Host } from './host.ts';

/** As `includes/class-lasting-admin-app.php` writes it into the page. */
export interface WordpressPage {
  /** Of our server, without a slash at its end. */
  readonly server: string;
  readonly tokenUrl: string;
  readonly nonceUrl: string;
  /** Goes stale in a page that is open for half a day. */
  readonly nonce: string;
  /** The language of this person's wp-admin. */
  readonly locale: string;
}

export interface WordpressNeeds {
  readonly fetch: typeof fetch;
  readonly now: () => number;
}

/** Asked for early, so that no call leaves with a token that expires on its way. */
const RENEW_BEFORE_MS = 30_000;

interface Signed {
  readonly token: string;
  readonly goodUntilMs: number;
}

export function wordpressHost(page: WordpressPage, { fetch: ask, now }: WordpressNeeds): Host {
  let current: Promise<Signed> | null = null;
  let nonce = page.nonce;

  const askForToken = (): Promise<Response> =>
    ask(page.tokenUrl, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-WP-Nonce': nonce, Accept: 'application/json' },
    });

  async function sign(): Promise<Signed> {
    let answer = await askForToken();
    if (answer.status === 403 && (await isStale(answer))) {
      nonce = await freshNonce(ask, page.nonceUrl);
      answer = await askForToken();
    }
    // Logged out, or no longer somebody who runs this shop.
    if (answer.status === 401 || answer.status === 403) throw new SignInFailed('not-signed-in');
    if (!answer.ok) throw new SignInFailed('unavailable');
    return signedIn(await answer.json(), now());
  }

  async function token({ renew }: { readonly renew: boolean }): Promise<string> {
    // Without a pause before the first asking is noted: calls that begin together share it.
    if (!renew && current !== null) {
      const known = await current.catch(() => null);
      if (known && known.goodUntilMs - now() > RENEW_BEFORE_MS) return known.token;
    }
    current = sign().catch((error: unknown) => {
      throw error instanceof SignInFailed ? error : new SignInFailed('offline', error);
    });
    return (await current).token;
  }

  return {
    kind: 'wordpress',
    token,
    // In a language that we do not speak, English: the browser's own is not what the rest of wp-admin is in.
    locale: localeFrom(page.locale) ?? 'en',
    chooseLocale: null,
    toast: null,
    drawsMenu: false,
    saveBar: null,
    onNavigate: () => () => undefined,
  };
}

/** The same paths at our server's address instead of the shop's. */
export function sendTo(server: string, send: typeof fetch): typeof fetch {
  return (input, init) => send(typeof input === 'string' ? `${server}${input}` : input, init);
}

async function isStale(answer: Response): Promise<boolean> {
  const { code } = Object(
    await answer
      .clone()
      .json()
      .catch(() => null),
  ) as { readonly code?: unknown };
  return code === 'rest_cookie_invalid_nonce';
}

/** WordPress gives a new one to whoever is still logged in, and `0` to everybody else. */
async function freshNonce(ask: typeof fetch, url: string): Promise<string> {
  const answer = await ask(url, { credentials: 'same-origin' });
  const nonce = (await answer.text()).trim();
  if (!answer.ok || !/^\w{6,}$/u.test(nonce)) throw new SignInFailed('not-signed-in');
  return nonce;
}

/** By hand: the contract's schemas are not read yet when somebody signs in. Counted from here, because clocks of shops go wrong. */
function signedIn(answer: unknown, now: number): Signed {
  const { token, seconds } = Object(answer) as Record<string, unknown>;
  if (typeof token !== 'string' || typeof seconds !== 'number') throw new SignInFailed('unavailable');
  return { token, goodUntilMs: now + seconds * 1000 };
}
